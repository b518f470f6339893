import EmulatorKit
import NIOCore

/// The URL of a direct upload: Google Cloud Storage's resumable protocol.
struct UploadRoute: Sendable {
    let environment: MuxEnvironment

    func answer(_ request: Request, key: String, _ body: RequestBody) async throws -> Response {
        guard let (session, origin) = await environment.session(key) else {
            return .text("Not Found", status: 404)
        }
        var response: Response
        if request.header("authorization") != nil {
            // The URL is the credential; a client that sends its token here leaks it to a storage host.
            response = .text("Authorization must not be sent to an upload URL", status: 400)
        } else {
            response = try await handle(request, session, key: key, body)
        }
        response.headers += [("Access-Control-Allow-Origin", origin), ("Access-Control-Expose-Headers", "Range")]
        if response.status == 308, request.header("x-guploader-no-308")?.lowercased() == "yes" {
            response.status = 200
            response.headers.append(("X-Http-Status-Code-Override", "308"))
        }
        return response
    }

    private func handle(
        _ request: Request,
        _ session: UploadSession,
        key: String,
        _ body: RequestBody
    ) async throws -> Response {
        do {
            switch request.method {
            case "PUT", "POST":
                guard let span = ContentRange(request) else {
                    return .text("Failed to parse Content-Range header.", status: 400)
                }
                return try await take(span, request, session, key: key, body)
            case "DELETE":
                try await session.cancel()
                return Response(status: 499)
            case "OPTIONS":
                let allowed = request.header("access-control-request-headers") ?? "*"
                return Response(
                    status: 200,
                    headers: [
                        ("Access-Control-Allow-Methods", "PUT, DELETE"), ("Access-Control-Allow-Headers", allowed),
                    ]
                )
            default:
                return .text("Method Not Allowed", status: 405)
            }
        } catch let refusal as UploadSession.Refusal {
            try await body.drain()
            switch refusal {
            case .gone(let status): return .text("Gone", status: status)
            case .finished: return Response(status: 200)
            case .ahead(let received):
                return .text("The upload offset exceeds the already uploaded size of \(received) byte(s).", status: 503)
            case .wrongTotal: return await incomplete(session)
            }
        }
    }

    private func take(
        _ span: ContentRange,
        _ request: Request,
        _ session: UploadSession,
        key: String,
        _ body: RequestBody
    ) async throws -> Response {
        let (start, count, total): (Int, Int?, Int?)
        switch span {
        case .query(let total):
            try await body.drain()
            guard try await session.query(total: total) else { return await incomplete(session) }
            return try await finished(key)
        case .whole: (start, count, total) = (0, request.contentLength, request.contentLength)
        case .chunk(let first, let last, let all): (start, count, total) = (first, last - first + 1, all)
        }
        if let count, let length = request.contentLength, length != count {
            return .text(
                "There were \(length) byte(s) in the request body. There should have been \(count).",
                status: 400
            )
        }
        let generation = try await session.begin(at: start, total: total)
        var position = start
        while let bytes = try await body.next() {
            let piece = Array(bytes.readableBytesView)
            guard count.map({ position + piece.count - start <= $0 }) ?? true else {
                return .text("There are more bytes in the request body than Content-Range says.", status: 400)
            }
            try await session.store(piece, at: position, generation)
            position += piece.count
        }
        let isWhole = if case .whole = span { true } else { false }
        guard try await session.settle(total: isWhole ? position : total, generation) else {
            return await incomplete(session)
        }
        return try await finished(key)
    }

    private func finished(_ key: String) async throws -> Response {
        try await environment.complete(key)
        return Response(status: 200)
    }

    /// 308, which says how far the session got: without a Range it holds nothing.
    private func incomplete(_ session: UploadSession) async -> Response {
        let received = await session.received
        return Response(status: 308, headers: received > 0 ? [("Range", "bytes=0-\(received - 1)")] : [])
    }
}

/// What a request to an upload session brings.
enum ContentRange: Equatable {
    case whole
    /// The first and the last byte's place, and how many there are in all where that is known.
    case chunk(first: Int, last: Int, total: Int?)
    /// Nothing: the client asks how far the session got.
    case query(total: Int?)

    /// Reads the header; nil where it makes no sense.
    init?(_ request: Request) {
        guard let header = request.header("content-range") else {
            self = .whole
            return
        }
        self.init(header)
    }

    init?(_ header: String) {
        guard header.hasPrefix("bytes ") else { return nil }
        let sides = header.dropFirst(6).split(separator: "/", omittingEmptySubsequences: false)
        guard sides.count == 2 else { return nil }
        let total = Int(sides[1])
        guard sides[1] == "*" || total ?? -1 >= 0 else { return nil }
        if sides[0] == "*" {
            self = .query(total: total)
            return
        }
        let ends = sides[0].split(separator: "-", omittingEmptySubsequences: false).map { Int($0) }
        guard ends.count == 2, let first = ends[0], let last = ends[1], first >= 0, first <= last,
            last < total ?? .max
        else { return nil }
        self = .chunk(first: first, last: last, total: total)
    }
}
