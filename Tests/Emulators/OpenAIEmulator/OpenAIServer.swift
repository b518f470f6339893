import EmulatorKit

/// A server that keeps to the wire contract of OpenAI's chat and transcription, or of a local server that speaks the same.
public struct OpenAIServer: Sendable {
    /// The model that there is where none is named.
    public static let modelName = "emulated"

    /// The port it listens on.
    public var port: Int { server.port }
    /// All that stands before "/chat/completions".
    public var base: String { "http://127.0.0.1:\(port)/v1" }
    /// The line that says where it listens, in JSON.
    public let listening: String

    private let server: HTTPServer
    private let front: ServiceFront

    /// Reads the script and begins to listen. Throws where ffmpeg is missing, the port is taken or an option cannot be.
    public init(_ options: OpenAIOptions) async throws {
        guard options.faults.values.reduce(0, +) <= 1 else {
            throw EmulatorError.badOption("the faults' rates are more than 1 together")
        }
        guard (options.kind == .scripted) == (options.script != nil) else {
            throw EmulatorError.badOption("a scripted model and a script need each other")
        }
        let listener = try await Listener(options)
        let script = try options.script.map { try Script($0) }
        server = try await HTTPServer(port: options.port)
        front = ServiceFront(
            options: options,
            chats: ChatRoute(options: options, model: ChatModel(options: options, script: script)),
            transcriptions: TranscriptionRoute(options: options, listener: listener),
            faults: ServiceFaults(
                ServiceFaults.Settings(rates: options.faults, seed: options.seed, atMost: options.atMost)
            ),
            stats: ServiceStats()
        )
        let line: JSON = [
            "event": "listening", "port": .int(server.port), "api": .string("http://127.0.0.1:\(server.port)/v1"),
        ]
        listening = String(decoding: try line.bytes, as: UTF8.self)
    }

    /// Serves until the task is cancelled.
    public func run() async throws { try await server.run(front.handle) }
}
