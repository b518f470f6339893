import EmulatorKit
import FoundationEssentials
import HTTPTransfer
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A built emulator that runs as a process of its own, and what can be asked of it.
struct MuxServer: Sendable {
    static let tokenID = "a-token-id"
    /// Found nowhere by chance.
    static let tokenSecret = "kJ8sT4vQ-a-secret-of-tests-mW2xZ7"
    /// What its webhooks are signed with.
    static let webhookSecret = "pR5nB1dY-signs-events-of-tests-hC9e"

    /// Where its API is, without a slash at the end.
    let base: String
    let stream: String
    let image: String
    private let http = HTTPTransfer()

    /// Runs an emulator for as long as the body takes, then ends it with SIGTERM and sees that it ends in good order.
    static func with(_ options: [String], folder: FilePath, _ body: (MuxServer) async throws -> Void) async throws {
        let program = try Program.builtWithTests("mux-emulator")
        let quick = ["--processing", "0.05", "--transcription", "0.05", "--rendition", "0.05"]
        let result = try await Subprocess.run(
            .path(program),
            arguments: Arguments(["--folder", folder.string] + quick + options),
            environment: .inherit.updating([
                "MUX_TOKEN_ID": tokenID, "MUX_TOKEN_SECRET": tokenSecret, "MUX_WEBHOOK_SECRET": webhookSecret,
            ]),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                let event = try JSON(bytes: Array(line.utf8))
                let server = MuxServer(
                    base: try #require(event["api"]?.text),
                    stream: try #require(event["stream"]?.text),
                    image: try #require(event["image"]?.text)
                )
                try await body(server)
                break
            }
            try execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus == .exited(0))
    }

    /// What a program needs to use it, at a pace that suits tests.
    var environment: [String: String?] {
        [
            "MUX_TOKEN_ID": Self.tokenID, "MUX_TOKEN_SECRET": Self.tokenSecret, "MUX_BASE_URL": base,
            "MUX_STREAM_BASE_URL": stream, "MUX_IMAGE_BASE_URL": image, "MUX_POSTS_PER_SECOND": "1000",
            "MUX_REQUESTS_PER_SECOND": "1000", "MUX_SIGNING_KEY": nil, "MUX_PRIVATE_KEY": nil,
        ]
    }

    /// Asks it for something, with the token; returns the status and the body, which may be empty.
    @discardableResult
    func ask(_ method: HTTPRequest.Method, _ path: String, _ body: JSON? = nil) async throws -> (status: Int, JSON) {
        let response = try await http.send(
            HTTPRequest(
                method,
                .plain(base + path),
                authorization: .basic(user: Secret(Self.tokenID), password: Secret(Self.tokenSecret)),
                body: try body.map { .bytes(try $0.bytes, type: "application/json") } ?? .none
            )
        )
        return (response.status, response.body.isEmpty ? .null : try JSON(bytes: response.body))
    }

    /// Fetches what any browser could.
    func fetch(_ url: String) async throws -> HTTPResponse { try await http.send(HTTPRequest(.get, .plain(url))) }

    /// Changes what goes wrong from now on.
    func setFaults(_ faults: JSON) async throws {
        let answer = try await ask(.post, "/_emulator/faults", faults)
        #expect(answer.status == 204)
    }

    /// What happened so far.
    func stats() async throws -> MuxStats { MuxStats(json: try await ask(.get, "/_emulator/stats").1) }

    /// All assets that stand.
    func assets() async throws -> [JSON] {
        let answer = try await ask(.get, "/video/v1/assets?limit=100")
        return try #require(answer.1["data"]?.items)
    }
}

/// The emulator's counts.
struct MuxStats: Sendable {
    let json: JSON

    var uploads: Int { json["uploads_created"]?.integer ?? -1 }
    var assets: Int { json["assets_created"]?.integer ?? -1 }
    var deletes: Int { json["deletes"]?.integer ?? -1 }
    /// How many assets each upload became.
    var assetsByUpload: [Int] { (json["assets_by_upload"]?.members ?? [:]).values.compactMap(\.integer) }
    /// How often each clip was made.
    var clips: [Int] { (json["clips"]?.items ?? []).compactMap { $0["count"]?.integer } }
    /// All requests.
    var requests: Int { (json["requests"]?.members ?? [:]).values.reduce(0) { $0 + ($1.integer ?? 0) } }

    /// How many requests were of a kind, such as `POST /video/v1/assets`.
    func requests(_ kind: String) -> Int { json["requests"]?[kind]?.integer ?? 0 }

    /// How often a fault has struck.
    func faults(_ kind: String) -> Int { json["faults"]?[kind]?.integer ?? 0 }

    /// Checks that nothing was made, and so paid for, twice.
    func expectOneOfEach(videos: Int, clips wanted: Int) {
        #expect(uploads == videos, "\(json)")
        #expect(assetsByUpload == Array(repeating: 1, count: videos), "\(json)")
        #expect(clips == Array(repeating: 1, count: wanted), "\(json)")
        #expect(assets == videos + wanted, "\(json)")
    }
}
