import EmulatorKit
import SystemPackage

/// A server that keeps to the wire contract of Mux Video: real uploads, real clips, real files.
public struct Emulator: Sendable {
    /// The port it listens on.
    public var port: Int { server.port }
    /// The line that says where it listens, in JSON.
    public let listening: String

    private let server: HTTPServer
    private let front: Front
    private let jobs: JobQueue

    /// Makes the folder and begins to listen. Throws where ffmpeg is missing or the port is taken.
    public init(_ options: EmulatorOptions) async throws {
        try Files.makeFolder(options.folder)
        if let hook = options.webhook, HTTPCall(url: hook) == nil {
            throw EmulatorError.badOption("the webhook must be an http:// address")
        }
        let tools = try await MediaTools(workers: options.workers)
        server = try await HTTPServer(port: options.port)
        let addresses = Addresses(port: server.port)
        jobs = JobQueue()
        let stats = Stats()
        let faults = FaultPlan(
            FaultPlan.Settings(
                rate: options.faultRate,
                seed: options.seed,
                kinds: options.faultKinds,
                paths: options.faultPaths
            )
        )
        let webhooks = Webhooks(
            url: options.webhook,
            secret: options.webhookSecret,
            gap: options.webhookGap,
            jobs: jobs,
            faults: faults,
            stats: stats
        )
        let environment = MuxEnvironment(
            options: options,
            addresses: addresses,
            tools: tools,
            jobs: jobs,
            webhooks: webhooks,
            stats: stats
        )
        front = Front(
            api: API(environment: environment, options: options),
            uploads: UploadRoute(environment: environment),
            streams: StreamRoute(environment: environment, options: options, tools: tools),
            faults: faults,
            stats: stats,
            slow: .seconds(options.slow)
        )
        let line: JSON = [
            "event": "listening", "port": .int(server.port), "api": .string(addresses.base),
            "stream": .string(addresses.stream), "image": .string(addresses.image),
        ]
        listening = String(decoding: try line.bytes, as: UTF8.self)
    }

    /// Serves until the task is cancelled.
    public func run() async throws {
        try await withThrowingTaskGroup { group in
            group.addTask { try await jobs.run() }
            group.addTask { try await server.run(front.handle) }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
