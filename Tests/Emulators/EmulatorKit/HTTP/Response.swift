import NIOCore
package import SystemPackage

/// An answer.
package struct Response: Sendable {
    package enum Body: Sendable {
        case bytes([UInt8])
        /// So many bytes of a file from an offset.
        case file(FilePath, offset: Int, count: Int)
        /// Sent piece by piece, each so long after the one before, without saying how much there will be.
        case pieces([[UInt8]], every: Duration)

        package var count: Int {
            switch self {
            case .bytes(let bytes): bytes.count
            case .file(_, _, let count): count
            case .pieces(let pieces, _): pieces.reduce(0) { $0 + $1.count }
            }
        }
    }

    package var status: Int
    package var headers: [(name: String, value: String)]
    package var body: Body

    package init(status: Int, headers: [(name: String, value: String)] = [], body: Body = .bytes([])) {
        self.status = status
        self.headers = headers
        self.body = body
    }

    package static func json(_ value: JSON, status: Int = 200) throws -> Response {
        Response(status: status, headers: [("Content-Type", "application/json")], body: .bytes(try value.bytes))
    }

    package static func text(_ text: String, type: String = "text/plain; charset=utf-8", status: Int = 200) -> Response
    {
        Response(status: status, headers: [("Content-Type", type)], body: .bytes(Array(text.utf8)))
    }

    package static let noContent = Response(status: 204)

    /// A file, or the part of it that a Range header asks for.
    package static func file(_ path: FilePath, type: String, range: String?) throws -> Response {
        let file = try FileDescriptor.open(path, .readOnly)
        let size = try file.closeAfter { Int(try file.seek(offset: 0, from: .end)) }
        var response = Response(status: 200, headers: [("Content-Type", type), ("Accept-Ranges", "bytes")])
        guard let wanted = range.flatMap({ span($0, of: size) }) else {
            response.body = .file(path, offset: 0, count: size)
            return response
        }
        guard !wanted.isEmpty else {
            return Response(status: 416, headers: [("Content-Range", "bytes */\(size)")])
        }
        response.status = 206
        response.headers.append(("Content-Range", "bytes \(wanted.lowerBound)-\(wanted.upperBound - 1)/\(size)"))
        response.body = .file(path, offset: wanted.lowerBound, count: wanted.count)
        return response
    }

    /// The bytes a Range header names; nil where it is not understood and so ignored, empty where there are none.
    private static func span(_ header: String, of size: Int) -> Range<Int>? {
        guard header.hasPrefix("bytes="), !header.contains(",") else { return nil }
        let sides = header.dropFirst(6).split(separator: "-", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return nil }
        switch (Int(sides[0]), Int(sides[1])) {
        case (let first?, nil) where sides[1].isEmpty: return min(first, size)..<size
        case (nil, let last?) where sides[0].isEmpty: return max(0, size - last)..<size
        case (let first?, let last?) where last >= first: return min(first, size)..<min(last + 1, size)
        default: return nil
        }
    }
}
