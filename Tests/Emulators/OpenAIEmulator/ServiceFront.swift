import EmulatorKit

/// Takes each request, lets faults happen to it, and sends it to the part that answers.
struct ServiceFront: Sendable {
    let options: OpenAIOptions
    let chats: ChatRoute
    let transcriptions: TranscriptionRoute
    let faults: ServiceFaults
    let stats: ServiceStats

    /// What a request asks for, read whole.
    private enum Asked {
        case chat([UInt8])
        case transcription(FormBody?)
        case other

        var isChat: Bool { if case .chat = self { true } else { false } }
    }

    /// Bytes a chat may have.
    private static let mostOfChat = 64 << 20

    func handle(_ request: Request, _ body: RequestBody) async throws -> Delivery {
        if request.segments.first == "_emulator" { return .answer(try await control(request, body)) }
        let clock = ContinuousClock()
        var start = clock.now
        var digest = Digest.of([])
        var work = ServiceStats.Work()
        var fault: ServiceFault?
        let delivery: Delivery
        do {
            let asked: Asked
            (asked, digest) = try await read(request, body)
            start = clock.now
            try checkKey(request)
            let fate = faults.draw(digest, isChat: asked.isChat)
            fault = fate.fault
            delivery = try await deliver(asked, request, digest, fate, &work)
        } catch let refusal as Refusal {
            delivery = .answer(signed(try options.dialect.response(refusal), digest))
        } catch EmulatorError.bodyTooLarge(let limit) {
            let refusal = Self.tooLarge(request.contentLength ?? limit + 1, limit: limit)
            delivery = .answer(signed(try options.dialect.response(refusal), digest))
        }
        let (end, status) = Self.end(delivery, fault)
        stats.record(
            digest,
            route: "\(request.method) \(request.path)",
            end: end,
            work: work,
            spent: clock.now - start,
            status: status,
            fault: fault
        )
        return delivery
    }

    private func read(_ request: Request, _ body: RequestBody) async throws -> (Asked, String) {
        switch (request.method, request.path) {
        case ("POST", "/v1/chat/completions"):
            let bytes = try await body.collect(upTo: Self.mostOfChat)
            return (.chat(bytes), Digest.of(bytes))
        case ("POST", "/v1/audio/transcriptions"):
            let bytes = try await body.collect(upTo: TranscriptionRoute.mostBytes)
            let form = FormBody(bytes, type: request.header("content-type") ?? "")
            return (.transcription(form), form?.digest ?? Digest.of(bytes))
        default:
            try await body.drain()
            return (.other, Digest.of(Array("\(request.method) \(request.path)".utf8)))
        }
    }

    private static func tooLarge(_ bytes: Int, limit: Int) -> Refusal {
        let words = "413: Maximum content size limit (\(limit)) exceeded (\(bytes) bytes read)"
        return Refusal(status: 413, message: words, type: "server_error")
    }

    private func checkKey(_ request: Request) throws(Refusal) {
        guard let key = options.key else { return }
        let given = request.header("authorization").map { $0.hasPrefix("Bearer ") ? String($0.dropFirst(7)) : "" }
        guard given == key else { throw options.dialect.badKey(given) }
    }

    private func deliver(
        _ asked: Asked,
        _ request: Request,
        _ digest: String,
        _ fate: ServiceFaults.Fate,
        _ work: inout ServiceStats.Work
    ) async throws -> Delivery {
        var fate = fate
        if let refused = try fate.refusal(options) { return .answer(signed(refused, digest)) }
        if fate.fault == .resetBefore { return .reset }
        if fate.fault == .slow { try await Task.sleep(for: .seconds(options.slow)) }
        var response: Response
        switch asked {
        case .chat(let bytes):
            try await Task.sleep(for: options.think)
            (response, work) = try chats.answer(bytes, digest: digest, fault: fate.fault)
        case .transcription(let form):
            try await Task.sleep(for: options.think)
            (response, work) = try await transcriptions.answer(form)
        case .other: response = try models(request)
        }
        response = signed(response, digest)
        switch fate.fault {
        case .resetAfter: return .reset
        case .cut: return .cut(response)
        case .wrongLength: return .wrongLength(response)
        default: return .answer(response)
        }
    }

    private static func end(_ delivery: Delivery, _ fault: ServiceFault?) -> (ServiceStats.End, Int?) {
        switch delivery {
        case .answer(let response):
            let isAnswered = response.status < 400 && fault != .html
            return (isAnswered ? .answered : .failed, response.status)
        case .cut(let response), .wrongLength(let response):
            return (response.status < 400 ? .lost : .failed, response.status)
        case .reset: return (fault == .resetAfter ? .lost : .failed, nil)
        }
    }

    /// What OpenAI adds to every answer.
    private func signed(_ response: Response, _ digest: String) -> Response {
        guard options.dialect == .openai else { return response }
        var response = response
        let usual = [
            ("x-request-id", "req_" + digest.prefix(32)), ("openai-version", "2020-10-01"),
            ("openai-organization", "emulated"), ("openai-processing-ms", "1"), ("x-ratelimit-limit-requests", "500"),
            ("x-ratelimit-limit-tokens", "200000"), ("x-ratelimit-remaining-requests", "499"),
            ("x-ratelimit-remaining-tokens", "199000"), ("x-ratelimit-reset-requests", "120ms"),
            ("x-ratelimit-reset-tokens", "6m0s"),
        ]
        for (name, value) in usual where !response.headers.contains(where: { $0.name == name }) {
            response.headers.append((name, value))
        }
        return response
    }

    private func models(_ request: Request) throws -> Response {
        let names = options.models.isEmpty ? [OpenAIServer.modelName] : options.models
        func entry(_ name: String) -> JSON {
            let owner =
                switch options.dialect {
                case .openai: "system"
                case .ollama: "library"
                case .llamaCpp: "llamacpp"
                case .vllm: "vllm"
                }
            var members: [String: JSON] = [
                "id": .string(name), "object": "model", "created": 1_767_225_600, "owned_by": .string(owner),
            ]
            if options.dialect == .vllm, let context = options.context { members["max_model_len"] = .int(context) }
            return .object(members)
        }
        switch (request.method, request.segments) {
        case ("GET", ["v1", "models"]):
            return try .json(["object": "list", "data": .array(names.map(entry))])
        case ("GET", _) where request.segments.count == 3 && request.segments.starts(with: ["v1", "models"]):
            guard names.contains(request.segments[2]) else { throw options.dialect.noModel(request.segments[2]) }
            return try .json(entry(request.segments[2]))
        default: throw options.dialect.noRoute(request.method, request.path)
        }
    }

    /// What tests ask the emulator itself.
    private func control(_ request: Request, _ body: RequestBody) async throws -> Response {
        do {
            switch (request.method, request.segments.dropFirst().first) {
            case ("GET", "stats"): return try .json(stats.json(faults: faults.counts))
            case ("GET", "log"): return try .json(stats.log)
            case ("POST", "faults"):
                guard let json = try? JSON(bytes: try await body.collect()) else {
                    // Whoever writes a test sees what was sent.
                    throw Refusal.invalid("no JSON")
                }
                faults.change(to: try ServiceFaults.Settings(json, after: faults.settings))
                return .noContent
            default: throw options.dialect.noRoute(request.method, request.path)
            }
        } catch let refusal as Refusal {
            return try options.dialect.response(refusal)
        }
    }
}
