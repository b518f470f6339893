import EmulatorKit
import FoundationEssentials

/// The API proper: who asks, how often, and for what.
struct API: Sendable {
    let environment: MuxEnvironment
    let options: EmulatorOptions
    let posts: TokenBucket
    let others: TokenBucket

    init(environment: MuxEnvironment, options: EmulatorOptions) {
        self.environment = environment
        self.options = options
        posts = TokenBucket(rate: options.postRate, burst: options.burst)
        others = TokenBucket(rate: options.otherRate, burst: options.burst)
    }

    func answer(_ request: Request, _ body: RequestBody) async throws -> Response {
        var response: Response
        do {
            response = try await answerOrThrow(request, body)
        } catch let error as APIError {
            response = try .json(error.json, status: error.status)
        }
        response.headers += [("Server", "Mux API Server"), ("X-Request-Id", Identifier.uuid())]
        return response
    }

    private func answerOrThrow(_ request: Request, _ body: RequestBody) async throws -> Response {
        guard isAuthorized(request) else { throw APIError.unauthorized }
        guard (request.method == "POST" ? posts : others).take() else { return try Self.tooMany }
        if options.isReadOnly, request.method != "GET" {
            throw APIError.forbidden("The access token does not have write permission")
        }
        let rest = request.segments.dropFirst(2)
        var request = request
        request.lag = max(request.lag, .seconds(options.stale))
        switch rest.first {
        case "uploads" where request.segments[0] == "video":
            return try await uploads(request, Array(rest.dropFirst()), body)
        case "assets" where request.segments[0] == "video":
            return try await assets(request, Array(rest.dropFirst()), body)
        case "playback-ids" where request.method == "GET" && rest.count == 2 && request.segments[0] == "video":
            return try await data(environment.lookUp(request.segments[3]))
        case "signing-keys" where request.segments[0] == "system":
            return try await signingKeys(request, Array(rest.dropFirst()))
        default: throw APIError.notFound("resource")
        }
    }

    private func isAuthorized(_ request: Request) -> Bool {
        guard let header = request.header("authorization") else { return false }
        let parts = header.split(separator: " ", maxSplits: 1)
        guard parts.count == 2 else { return false }
        switch parts[0].lowercased() {
        case "basic":
            return Data(base64Encoded: String(parts[1])) == Data("\(options.tokenID):\(options.tokenSecret)".utf8)
        case "bearer":
            return options.bearer == String(parts[1])
        default: return false
        }
    }

    /// The service's own limit answers in another shape than its other errors, and says nothing of when to come back.
    static var tooMany: Response {
        get throws { try .json(["errors": ["Too many requests, retry later."]], status: 429) }
    }

    func data(_ value: JSON, status: Int = 200) throws -> Response { try .json(["data": value], status: status) }

    private func uploads(_ request: Request, _ rest: [String], _ body: RequestBody) async throws -> Response {
        switch (request.method, rest.count, rest.last) {
        case ("POST", 0, _):
            return try await data(environment.createUpload(body.json()), status: 201)
        case ("GET", 0, _):
            return try await .json(environment.listUploads(Page(request.query), lag: request.lag))
        case ("GET", 1, _):
            return try await data(environment.uploadJSON(rest[0], lag: request.lag))
        case ("PUT", 2, "cancel"):
            return try await data(environment.cancelUpload(rest[0]))
        default: throw APIError.notFound("resource")
        }
    }

    private func signingKeys(_ request: Request, _ rest: [String]) async throws -> Response {
        switch (request.method, rest.count) {
        case ("POST", 0): return try await data(environment.createSigningKey(), status: 201)
        case ("GET", 0): return try await .json(environment.listSigningKeys(Page(request.query)))
        case ("GET", 1): return try await data(environment.signingKey(rest[0]))
        case ("DELETE", 1):
            try await environment.deleteSigningKey(rest[0])
            return .noContent
        default: throw APIError.notFound("resource")
        }
    }
}
