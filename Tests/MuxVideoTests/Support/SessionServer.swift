import Glibc
import HTTPTransfer
import Synchronization
import SystemPackage

/// A resumable session in memory, as the service's are: it keeps whole multiples of 262144 bytes of what comes, or any other
/// beginning of it, and may lose its answers.
final class SessionServer: HTTPClient {
    struct Faults {
        /// Of a hundred requests, how many end in trouble.
        var rate = 0
        var statuses = [408, 429, 500, 502, 503, 504]
        /// Whether what it keeps of a cut chunk may be any number of bytes.
        var isOdd = false
    }

    private struct State {
        var stored: [UInt8] = []
        var isFinished = false
        var random: RandomNumbers
        var log: [String] = []
        var violations: [String] = []
    }

    private let state: Mutex<State>
    private let faults: Faults
    private let clock: InstantClock
    private let pace: Duration

    /// `pace` is how long a mebibyte takes.
    init(seed: UInt64, faults: Faults = Faults(), clock: InstantClock, pace: Duration = .milliseconds(1)) {
        state = Mutex(State(random: RandomNumbers(seed: seed)))
        self.faults = faults
        self.clock = clock
        self.pace = pace
    }

    var count: Int { state.withLock(\.stored.count) }

    /// Whether it has these bytes and no others.
    func holds(_ bytes: [UInt8]) -> Bool {
        let stored = state.withLock(\.stored)
        return stored.count == bytes.count && memcmp(stored, bytes, bytes.count) == 0
    }

    var isFinished: Bool { state.withLock(\.isFinished) }
    /// What was asked for: the Content-Range of each request, or "whole".
    var log: [String] { state.withLock(\.log) }
    /// What a real session would not take.
    var violations: [String] { state.withLock(\.violations) }

    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        var chunk: [UInt8] = []
        if case .file(let file, let offset, let length, _) = request.body {
            do { chunk = try file.slice(offset, length) } catch { throw .fault(.sourceChanged) }
            if chunk.count != Int(length) { throw .fault(.sourceChanged) }
        }
        clock.advance(by: pace * (Double(chunk.count) / 1_048_576))
        progress?(TransferProgress(sent: Int64(chunk.count), received: 0, expected: nil))
        let answer: Result<HTTPResponse, HTTPError> = state.withLock { state in
            if request.authorization != nil { state.violations.append("authorization") }
            if !request.isSecret { state.violations.append("a session told openly") }
            return exchange(&state, request.headers["content-range"], chunk)
        }
        return try answer.get()
    }

    private func exchange(_ state: inout State, _ range: String?, _ chunk: [UInt8]) -> Result<HTTPResponse, HTTPError> {
        state.log.append(range ?? "whole")
        let isFault = Int.random(in: 0..<100, using: &state.random) < faults.rate
        // The fault may come before the request is seen or after it did its work.
        if isFault, Bool.random(using: &state.random) { return fault(&state) }
        let response = take(&state, range, chunk, isCut: isFault)
        return isFault ? fault(&state) : .success(response)
    }

    private func fault(_ state: inout State) -> Result<HTTPResponse, HTTPError> {
        if Bool.random(using: &state.random) {
            return .failure(
                .fault([.cut, .stalled, .refused, .connectTimeout].randomElement(using: &state.random) ?? .cut)
            )
        }
        return .success(HTTPResponse(status: faults.statuses.randomElement(using: &state.random) ?? 503))
    }

    private func take(_ state: inout State, _ range: String?, _ chunk: [UInt8], isCut: Bool) -> HTTPResponse {
        if state.isFinished { return HTTPResponse(status: 200) }
        guard let range else {
            state.stored = chunk
            state.isFinished = true
            return HTTPResponse(status: 200)
        }
        let parts = range.dropFirst("bytes ".count).split(separator: "/")
        guard let total = Int(parts[1]) else { return HTTPResponse(status: 400) }
        if parts[0] != "*" {
            let ends = parts[0].split(separator: "-").compactMap { Int($0) }
            if ends[1] - ends[0] + 1 != chunk.count { state.violations.append("\(range) with \(chunk.count) bytes") }
            if ends[1] + 1 < total, !chunk.count.isMultiple(of: 262_144) {
                state.violations.append("odd chunk \(range)")
            }
            if ends[0] > state.stored.count { return HTTPResponse(status: 503) }
            var kept = chunk.count
            if isCut || (faults.rate > 0 && Int.random(in: 0..<4, using: &state.random) == 0) {
                kept = Int.random(in: 0...chunk.count, using: &state.random)
                if !faults.isOdd { kept = kept / 262_144 * 262_144 }
            }
            let new = chunk.prefix(kept).dropFirst(max(0, state.stored.count - ends[0]))
            state.stored += new
        }
        if state.stored.count == total, !isCut {
            state.isFinished = true
            return HTTPResponse(status: 200)
        }
        if state.stored.isEmpty { return HTTPResponse(status: 308) }
        return HTTPResponse(status: 308, headers: ["Range": "bytes=0-\(state.stored.count - 1)"])
    }
}
