import EmulatorKit
import FoundationEssentials
import HTTPTransfer
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// A built emulator of a language model's server that runs as a process of its own, and what can be asked of it.
struct ModelServer: Sendable {
    /// Found nowhere by chance.
    static let key = "sk-tests-9vQ4-a-key-that-stands-nowhere-else"
    static let model = "emulated"

    /// Where its API is, without a slash at the end.
    let base: String
    private let http = HTTPTransfer()

    /// Runs an emulator for as long as the body takes, then ends it with SIGTERM and sees that it ends in good order.
    static func with(_ options: [String] = [], _ body: (ModelServer) async throws -> Void) async throws {
        let program = try Program.builtWithTests("openai-emulator")
        let result = try await Subprocess.run(
            .path(program),
            arguments: Arguments(["--retry-after", "0.02", "--slow", "0.1"] + options),
            input: .none,
            output: .sequence,
            error: .discarded
        ) { execution in
            for try await line in execution.standardOutput.strings() {
                let event = try JSON(bytes: Array(line.utf8))
                try await body(ModelServer(base: try #require(event["api"]?.text)))
                break
            }
            try execution.send(signal: .terminate)
        }
        #expect(result.terminationStatus == .exited(0))
    }

    /// What a program needs to use it.
    var environment: [String: String?] {
        [
            "OPENAI_BASE_URL": base, "OPENAI_API_KEY": Self.key, "OPENAI_MODEL": Self.model, "OPENAI_ORG_ID": nil,
            "OPENAI_PROJECT_ID": nil,
        ]
    }

    /// Changes what goes wrong from now on.
    func setFaults(_ faults: JSON) async throws {
        let answer = try await http.send(
            HTTPRequest(.post, .plain(control + "faults"), body: .bytes(try faults.bytes, type: "application/json"))
        )
        #expect(answer.status / 100 == 2)
    }

    /// What happened so far.
    func stats() async throws -> ModelStats {
        ModelStats(json: try JSON(bytes: try await http.send(HTTPRequest(.get, .plain(control + "stats"))).body))
    }

    private var control: String { "\(base.dropLast("/v1".utf8.count))/_emulator/" }
}

/// The emulator's counts.
struct ModelStats: Sendable {
    let json: JSON

    /// All requests but those of these tests.
    var received: Int { json["received"]?.integer ?? -1 }
    /// Those whose answer was sent whole.
    var answered: Int { json["answered"]?.integer ?? -1 }
    /// How often a distinct request was answered whole more than once, summed over all.
    var answeredAgain: Int {
        (json["requests"]?.items ?? []).reduce(0) { $0 + max(0, ($1["answered"]?.integer ?? 0) - 1) }
    }
    /// How many kinds of faults have struck.
    var kindsOfFaults: Int { (json["faults"]?.members ?? [:]).count }
}
