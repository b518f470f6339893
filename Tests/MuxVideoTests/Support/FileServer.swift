import HTTPTransfer
import Synchronization
import SystemPackage

/// A host of one file, in memory, that may cut its answers, not know ranges, or change the file.
final class FileServer: HTTPClient {
    struct Version {
        var content: [UInt8]
        var tag: String?
    }

    struct Manners {
        var knowsRanges = true
        /// Requests, from 0, whose range is passed over.
        var forgets: Set<Int> = []
        /// The bytes after which each answer is cut, in turn; whole ones follow.
        var cuts: [Int] = []
        /// Before which request, from 0, the file becomes the other one.
        var changesAt = Int.max
        /// Statuses of the first requests, in place of an answer.
        var troubles: [Int] = []
        /// What comes with status 200 in place of the file, by the request, from 0.
        var pages: [Int: Page] = [:]
    }

    struct Page {
        var type: String
        var bytes: [UInt8]
    }

    private let versions: [Version]
    private let manners: Manners
    private let kept = Mutex<(count: Int, cuts: Int, log: [String])>((0, 0, []))

    init(_ versions: Version..., manners: Manners = Manners()) {
        self.versions = versions
        self.manners = manners
    }

    var log: [String] { kept.withLock(\.log) }

    func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        guard case .file(let file, let place, _) = request.sink else { throw .fault(.other) }
        let number = kept.withLock {
            $0.count += 1
            $0.log.append((request.headers["range"] ?? "all") + (request.headers["if-range"].map { " if \($0)" } ?? ""))
            return $0.count - 1
        }
        if number < manners.troubles.count { return HTTPResponse(status: manners.troubles[number]) }
        if let page = manners.pages[number] {
            try Self.write(page.bytes[...], to: file, at: place)
            let count = Int64(page.bytes.count)
            return HTTPResponse(status: 200, headers: ["Content-Type": page.type], received: count)
        }
        let version = versions[number >= manners.changesAt ? 1 : 0]
        let all = version.content
        var status = 200
        var part = all[...]
        var headers: HTTPHeaders = [:]
        if let tag = version.tag { headers.add("ETag", tag) }
        let isSame = request.headers["if-range"].map { $0 == version.tag } ?? true
        if manners.knowsRanges, !manners.forgets.contains(number), isSame, let range = request.headers["range"] {
            let ends = range.dropFirst("bytes=".count).split(separator: "-").compactMap { Int($0) }
            guard ends[0] < all.count else {
                return HTTPResponse(status: 416, headers: ["Content-Range": "bytes */\(all.count)"])
            }
            let last = min(ends.count > 1 ? ends[1] : .max, all.count - 1)
            part = all[ends[0]...last]
            status = 206
            headers.add("Content-Range", "bytes \(ends[0])-\(last)/\(all.count)")
        }
        headers.add("Content-Length", "\(part.count)")
        let cut = kept.withLock { state -> Int? in
            guard state.cuts < manners.cuts.count else { return nil }
            state.cuts += 1
            return manners.cuts[state.cuts - 1]
        }
        let sent = part.prefix(cut ?? .max)
        try Self.write(sent, to: file, at: place)
        progress?(TransferProgress(sent: 0, received: Int64(sent.count), expected: Int64(part.count)))
        if sent.count < part.count { throw .fault(.cut) }
        return HTTPResponse(status: status, headers: headers, received: Int64(sent.count))
    }

    private static func write(_ bytes: ArraySlice<UInt8>, to file: FileDescriptor, at place: Int64) throws(HTTPError) {
        do {
            try bytes.withUnsafeBytes { buffer in
                var done = 0
                while done < buffer.count {
                    let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
                    done += try file.write(toAbsoluteOffset: place + Int64(done), rest)
                }
            }
        } catch {
            throw .fault(.sink(errno: (error as? Errno)?.rawValue ?? 0))
        }
    }
}
