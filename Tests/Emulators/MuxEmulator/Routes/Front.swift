import EmulatorKit
import NIOCore

/// Takes each request, lets faults happen to it, and sends it to the part that answers.
struct Front: Sendable {
    let api: API
    let uploads: UploadRoute
    let streams: StreamRoute
    let faults: FaultPlan
    let stats: Stats
    /// How late a slow answer is, and how far a stale one looks back.
    let slow: Duration

    func handle(_ request: Request, _ body: RequestBody) async throws -> Delivery {
        if request.segments.first == "_emulator" { return .answer(try await control(request, body)) }
        let fault = faults.draw(method: request.method, path: request.path)
        do {
            let delivery = try await handle(request, body, fault)
            let status: Int?
            switch delivery {
            case .answer(let response), .cut(let response), .wrongLength(let response): status = response.status
            case .reset: status = nil
            }
            record(request, status, fault)
            return delivery
        } catch {
            record(request, nil, fault)
            throw error
        }
    }

    private func handle(_ request: Request, _ body: RequestBody, _ fault: FaultKind?) async throws -> Delivery {
        switch fault {
        case nil, .duplicateWebhook:
            return .answer(try await route(request, body))
        case .refuse:
            return .reset
        case .resetBefore:
            if request.segments.first == "upload", let length = request.contentLength, length > 0 {
                // The bytes that came before the break are for the session to keep or not.
                body.breakAfter(length / 2)
                do { _ = try await route(request, body) } catch EmulatorError.connectionBroken {
                    // As it was meant to.
                }
            } else {
                try await body.drain()
            }
            return .reset
        case .resetAfter:
            _ = try await route(request, body)
            return .reset
        case .slow:
            try await Task.sleep(for: slow)
            return .answer(try await route(request, body))
        case .cut:
            return .cut(try await route(request, body))
        case .wrongLength:
            return .wrongLength(try await route(request, body))
        case .stale:
            var request = request
            request.lag = slow
            return .answer(try await route(request, body))
        case .tooMany:
            try await body.drain()
            return .answer(try API.tooMany)
        case .tooManyRetryAfter:
            try await body.drain()
            var response = try API.tooMany
            response.headers.append(("Retry-After", "1"))
            return .answer(response)
        case .internalError, .badGateway, .unavailable, .unavailableRetryAfter, .html200, .html502:
            try await body.drain()
            return .answer(try gateway(fault))
        }
    }

    /// What a gateway in front of the service says when it does not get through.
    private func gateway(_ fault: FaultKind?) throws -> Response {
        let page = "<html><head><title>Gateway</title></head><body><h1>An error occurred.</h1></body></html>\n"
        switch fault {
        case .html200: return .text(page, type: "text/html", status: 200)
        case .html502: return .text(page, type: "text/html", status: 502)
        case .badGateway: return .text("Bad Gateway\n", status: 502)
        case .unavailable: return .text("Service Unavailable\n", status: 503)
        case .unavailableRetryAfter:
            var response = Response.text("Service Unavailable\n", status: 503)
            response.headers.append(("Retry-After", "1"))
            return response
        default:
            return try .json(["error": ["type": "internal_error", "messages": ["Internal server error"]]], status: 500)
        }
    }

    private func route(_ request: Request, _ body: RequestBody) async throws -> Response {
        let rest = Array(request.segments.dropFirst())
        do {
            switch request.segments.first {
            case "video" where rest.first == "v1", "system" where rest.first == "v1":
                return try await api.answer(request, body)
            case "upload" where rest.count == 1: return try await uploads.answer(request, key: rest[0], body)
            case "stream": return try await streams.stream(request, rest)
            case "image": return try await streams.image(request, rest)
            case "master": return try await streams.master(request, rest)
            default: return try .json(APIError.notFound("resource").json, status: 404)
            }
        } catch is CancellationError {
            throw CancellationError()
        } catch EmulatorError.connectionBroken {
            throw EmulatorError.connectionBroken
        } catch EmulatorError.superseded {
            throw EmulatorError.superseded
        } catch {
            return try .json(["error": ["type": "internal_error", "messages": [.string("\(error)")]]], status: 500)
        }
    }

    /// What tests ask the emulator itself.
    private func control(_ request: Request, _ body: RequestBody) async throws -> Response {
        do {
            switch (request.method, request.segments.dropFirst().first) {
            case ("GET", "stats"): return try .json(stats.json(faults: faults.counts))
            case ("GET", "log"): return try .json(stats.log)
            case ("POST", "faults"):
                faults.change(to: try FaultPlan.Settings(try await body.json(), after: faults.settings))
                return .noContent
            default: throw APIError.notFound("resource")
            }
        } catch let error as APIError {
            return try .json(error.json, status: error.status)
        }
    }

    private func record(_ request: Request, _ status: Int?, _ fault: FaultKind?) {
        var segments = request.segments
        if ["upload", "master"].contains(segments.first), segments.count > 1 { segments[1] = "…" }
        let route = segments.map { Identifier.isWellFormed($0) ? "{id}" : $0 }
        stats.record(
            method: request.method,
            route: "/" + route.joined(separator: "/"),
            path: "/" + segments.joined(separator: "/"),
            status: status,
            fault: fault
        )
    }
}

extension FaultPlan.Settings {
    /// Reads `{rate, seed, kinds, paths, next}`; what is not there stays as it is, but for `next`, which is gone.
    init(_ body: JSON, after old: FaultPlan.Settings) throws(APIError) {
        self = old
        rate = body["rate"]?.double ?? old.rate
        guard (0...1).contains(rate) else { throw .invalid("rate must be from 0 to 1") }
        if let seed = body["seed"]?.integer { self.seed = UInt64(bitPattern: Int64(seed)) }
        if let items = body["kinds"]?.items {
            var kinds: [FaultKind] = []
            for item in items { kinds.append(try Self.kind(item)) }
            self.kinds = kinds
        }
        if let items = body["paths"]?.items { paths = items.compactMap(\.text) }
        next = []
        for item in body["next"]?.items ?? [] { next.append(item == .null ? nil : try Self.kind(item)) }
    }

    private static func kind(_ json: JSON) throws(APIError) -> FaultKind {
        guard let kind = json.text.flatMap({ FaultKind(rawValue: $0) }) else {
            throw .invalid("a fault must be one of \(FaultKind.allCases.map(\.rawValue).joined(separator: ", "))")
        }
        return kind
    }
}
