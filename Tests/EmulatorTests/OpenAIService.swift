import EmulatorKit
import FoundationEssentials
import OpenAIEmulator
import SystemPackage
import Testing

/// An emulator of OpenAI in this process, asked over its socket by curl.
struct OpenAIService: Sendable {
    let base: String
    let port: Int

    private var curl: EmulatorClient { EmulatorClient(base: base, port: port) }

    /// Serves for as long as the body takes.
    static func with<Value: Sendable>(
        _ change: (inout OpenAIOptions) -> Void = { _ in },
        _ body: (OpenAIService) async throws -> Value
    ) async throws -> Value {
        var options = OpenAIOptions()
        change(&options)
        let server = try await OpenAIServer(options)
        let service = OpenAIService(base: server.base, port: server.port)
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            defer { group.cancelAll() }
            return try await body(service)
        }
    }

    func get(_ path: String) async throws -> EmulatorClient.Reply {
        try await curl.send("GET", "http://127.0.0.1:\(port)" + path)
    }

    func post(_ path: String, _ body: JSON, key: String? = nil) async throws -> EmulatorClient.Reply {
        let headers =
            ["-H", "Content-Type: application/json"] + (key.map { ["-H", "Authorization: Bearer \($0)"] } ?? [])
        return try await curl.send("POST", "http://127.0.0.1:\(port)" + path, body: try body.bytes, extra: headers)
    }

    func chat(_ body: JSON, key: String? = nil) async throws -> EmulatorClient.Reply {
        try await post("/v1/chat/completions", body, key: key)
    }

    /// What one chat comes to: a status, or curl's failure as a negative number.
    func outcome(_ body: JSON) async throws -> Int {
        do { return try await chat(body).status } catch let failure as EmulatorClient.Failure { return -failure.code }
    }

    func meet(_ kinds: String...) async throws {
        let reply = try await post("/_emulator/faults", ["next": .array(kinds.map { .string($0) })])
        #expect(reply.status == 204)
    }

    var stats: JSON { get async throws { try await get("/_emulator/stats").json } }

    /// Sends a recording under a name, with fields.
    func transcribe(
        _ recording: [UInt8],
        name: String = "talk.wav",
        _ fields: [String] = []
    ) async throws -> EmulatorClient.Reply {
        let folder = FileManager.default.temporaryDirectory.appending(path: "tones-\(UInt64.random(in: 0 ... .max))")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        // What cannot be removed is the machine's to clean.
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appending(path: name)
        try Data(recording).write(to: file)
        let model = fields.contains { $0.hasPrefix("model=") } ? [] : ["-F", "model=whisper-1"]
        let form = fields.flatMap { ["-F", $0] } + model + ["-F", "file=@\(file.path)"]
        return try await curl.send("POST", base + "/audio/transcriptions", extra: form)
    }
}

extension EmulatorClient.Reply {
    /// The first choice's content.
    var content: String? { get throws { try said?["content"]?.text } }
    /// The first choice's message.
    var said: JSON? { get throws { try json["choices"]?.items?.first?["message"] } }
    var finish: String? { get throws { try json["choices"]?.items?.first?["finish_reason"]?.text } }
    /// The content, which is JSON too.
    var answer: JSON { get throws { try JSON(bytes: Array(try #require(try content).utf8)) } }
}

/// Chats for tests.
enum Asked {
    static func text(_ words: String, _ more: [String: JSON] = [:]) -> JSON {
        let body: [String: JSON] = ["model": "m", "messages": [["role": "user", "content": .string(words)]]]
        return .object(body.merging(more) { $1 })
    }

    static let schema: JSON = [
        "type": "object",
        "properties": [
            "title": ["type": "string"], "score": ["anyOf": [["type": "integer"], ["type": "null"]]],
            "kinds": ["type": "array", "items": ["type": "string", "enum": ["a", "b"]]],
        ],
        "required": ["title", "score", "kinds"], "additionalProperties": false,
    ]

    static func format(_ schema: JSON = schema, name: String = "answer") -> JSON {
        [
            "type": "json_schema",
            "json_schema": ["name": .string(name), "strict": true, "schema": schema],
        ]
    }

    /// SmartClip's question for moments: 60 sentences, 12 candidates.
    static func choose(_ most: Int = 4, salt: String = "") -> JSON {
        let said = (1...60).map {
            "[\($0)] Sentence number \($0) tells of \(ToneSpeech.vocabulary[$0]) and \(salt)more."
        }
        let candidates = (1...12).map { "(\($0)) sentences \(4 * $0)-\(4 * $0 + 6), 3\($0) s, score 0.\($0 + 10)" }
        let lines =
            ["<said-0a1b2c3d>"] + said + ["</said-0a1b2c3d>", "Candidates:"] + candidates + ["Choose at most \(most)."]
        return text(lines.joined(separator: "\n"), ["response_format": format(name: "choose")])
    }

    /// Two clips, each with its fence.
    static func clips(_ head: String, end: String = "") -> JSON {
        let text = """
            \(head)
            (3) A first title
            <said-00000001>
            [7] Gardens grow slowly when nobody looks after them.
            [8] Rivers never wait.
            </said-00000001>
            (5) A second title
            <said-00000002>
            [20] Somebody else said this.
            </said-00000002>
            \(end)
            """
        return Asked.text(text)
    }
}
