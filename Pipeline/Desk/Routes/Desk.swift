import Concurrency
import HTTPTypes
import HummingbirdCore
import Logging
import Manifest
import Outbox
import StateFiles

/// The desk of one outbox: answers requests that have come in (`Entrance`). All it knows stands in the outbox's files.
struct Desk: Sendable {
    let outbox: Outbox
    let plan: DeskPlan
    let table: VideoTable
    let shelf: VideoShelf
    let writer = MomentsWriter()
    let events = EventHub()
    let progress = WorkProgress()
    let work: WorkQueue
    let waveforms: WaveformMaker
    let counts = AnswerCounts()
    let abilities = Abilities()
    let webhooks: MuxWebhooks
    let logger: Logger

    init(_ plan: DeskPlan, logger: Logger) {
        self.plan = plan
        self.logger = logger
        outbox = plan.outbox
        table = VideoTable(outbox)
        shelf = VideoShelf(outbox)
        work = WorkQueue(plan, progress, events, logger: logger)
        webhooks = MuxWebhooks(outbox, secrets: plan.webhookSecrets)
        waveforms = WaveformMaker(outbox: outbox, tools: ToolFinder())
    }

    /// Answers a request that may be answered.
    func answer(_ route: Route, _ request: Request) async throws -> Answer {
        switch route {
        case .listPage: return page(SiteFiles.listPage)
        case .videoPage: return page(SiteFiles.videoPage)
        case .asset(let name): return try asset(name, request)
        case .health: return try health()
        case .videos where request.method == .post: return try await takeAsset(request)
        case .videos: return try await list(request)
        case .video(let id): return try await video(id, request)
        case .status(let id): return try await status(id)
        case .analyze(let id): return try await analyze(id, request)
        case .moments(let id) where request.method == .put: return try await saveMoments(id, request)
        case .moments(let id) where request.method == .post: return try await addMoment(id, request)
        case .moments(let id): return try await moments(id, request)
        case .moment(let id) where request.method == .patch: return try await changeMoment(id, request)
        case .moment(let id): return try await moment(id)
        case .createClip(let id): return try await createClip(id, request)
        case .clip(let id): return try await clip(id)
        case .refine(let id): return try await refine(id, request)
        case .transcript(let id): return try await transcript(id, request)
        case .curve(let id): return try await curve(id)
        case .waveform(let id): return try await waveform(id, request)
        case .file(let id, let path): return try await file(id, path, request)
        case .source(let id): return try await source(id, request)
        case .upload: return try await beginUpload(request)
        case .uploadTarget(let id): return try await takeUpload(id, request)
        case .events: return listen(request)
        case .openAPI: return Answer(.ok, PackageResources.openapi_json, type: "application/json")
        case .metrics: return try await metrics()
        case .fetched(let asset): return try await self.asset(asset)
        case .muxWebhook: return try await muxWebhook(request)
        case .session: throw Problem(.internalServerError, "failed", "signing in is the entrance's")
        }
    }

    // MARK: - Pages

    private func page(_ bytes: [UInt8]) -> Answer { Answer(.ok, bytes, type: MediaType.of("page.html")) }

    /// A page with the status of a refusal.
    static func signInPage() -> Answer { Answer(.unauthorized, SiteFiles.signInPage, type: MediaType.of("page.html")) }

    private func asset(_ name: String, _ request: Request) throws -> Answer {
        guard let bytes = SiteFiles.asset(name) else { throw Problem.notFound("the desk has no file \(name.oneLine)") }
        let validator = Validator(String(Digest.of(bytes).prefix(24)))
        if let none = request.headers[.ifNoneMatch], validator.isIn(none, isWeak: true) {
            return Answer(.notModified).with(.eTag, validator.text).with(.cacheControl, "no-cache")
        }
        return Answer(.ok, bytes, type: MediaType.of(name)).with(.eTag, validator.text).with(.cacheControl, "no-cache")
    }

    private func listen(_ request: Request) -> Answer {
        var answer = Answer(.ok)
        answer.fields[.contentType] = "text/event-stream"
        // For proxies that would gather them.
        if let name = HTTPField.Name("X-Accel-Buffering") { answer.fields[name] = "no" }
        answer.body = .events(events.listen(after: request.headers[.lastEventID]))
        return answer
    }

    private func health() throws -> Answer {
        try Answer(json: Success(["status": .string("ok"), "version": .string(Version.current)]))
    }
}

extension HTTPField.Name {
    /// Of an `EventSource` that comes back.
    static let lastEventID = HTTPField.Name("Last-Event-ID") ?? .from
}
