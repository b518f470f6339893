import FoundationEssentials
import Synchronization
import TestSupport

/// What a watcher says on standard error, line by line, for whoever waits for one.
final class WatchLines: Sendable {
    /// A line of the log, as far as tests look at it.
    struct Line: Decodable, Sendable {
        let level: String
        let message: String
        let video: String?
        let reason: String?

        init(_ text: String) throws {
            self = try JSONDecoder().decode(Line.self, from: Data(text.utf8))
        }
    }

    /// What was waited for did not come.
    struct Late: Error, CustomStringConvertible {
        let what: String
        let lines: [String]

        var description: String { "\(what) did not come; the last lines: \(lines.map { "\n  \($0)" }.joined())" }
    }

    private struct State {
        var texts: [String] = []
        var lines: [Line] = []
        var isOver = false
        var waiting: [CheckedContinuation<Void, Never>] = []
    }

    private let state = Mutex(State())

    /// How long a test waits at most for anything.
    static let patience = Duration.seconds(45)

    var all: [Line] { state.withLock(\.lines) }
    var texts: [String] { state.withLock(\.texts) }
    var count: Int { state.withLock(\.lines.count) }
    var isOver: Bool { state.withLock(\.isOver) }

    func take(_ text: String) throws {
        // What is told before the log is there, and by the library of arguments, is no JSON.
        let line = try text.hasPrefix("{") ? Line(text) : nil
        state.withLock { state in
            state.texts.append(text)
            if let line { state.lines.append(line) }
        }
        wake()
    }

    func end() {
        state.withLock { $0.isOver = true }
        wake()
    }

    /// Waits for a line after so many, and returns how many there were with it.
    @discardableResult
    func wait(_ what: String, after start: Int, _ isIt: @escaping @Sendable (Line) -> Bool) async throws -> Int {
        let found: Int?? = try await withThrowingTaskGroup(of: Int?.self) { group in
            group.addTask { await self.find(after: start, isIt) }
            group.addTask {
                try await Task.sleep(for: Self.patience)
                return nil
            }
            defer { group.cancelAll() }
            return try await group.next()
        }
        guard let found, let found else { throw Late(what: what, lines: texts.suffix(25)) }
        return found
    }

    private func find(after start: Int, _ isIt: @Sendable (Line) -> Bool) async -> Int? {
        var seen = start
        while true {
            let (lines, isOver) = state.withLock { ($0.lines, $0.isOver) }
            while seen < lines.count {
                seen += 1
                if isIt(lines[seen - 1]) { return seen }
            }
            if isOver || Task.isCancelled { return nil }
            await next(after: seen)
        }
    }

    private func next(after seen: Int) async {
        await withTaskCancellationHandler {
            await withCheckedContinuation { continuation in
                let isThere = state.withLock { state in
                    let isThere = state.lines.count > seen || state.isOver || Task.isCancelled
                    if !isThere { state.waiting.append(continuation) }
                    return isThere
                }
                if isThere { continuation.resume() }
            }
        } onCancel: {
            wake()
        }
    }

    private func wake() {
        let waiting = state.withLock { state in
            defer { state.waiting = [] }
            return state.waiting
        }
        for continuation in waiting { continuation.resume() }
    }
}
