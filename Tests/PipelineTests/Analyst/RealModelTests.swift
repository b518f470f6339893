import FoundationEssentials
import Glibc
import HTTPTransfer
import Highlights
import Manifest
import TestSupport
import Testing

@testable import Pipeline

/// A real llama.cpp with a real model chooses from a talk of five minutes: within a minute there are moments that hold, or the
/// extractive analyst's. Each prints what it took.
///
/// `SMARTCLIP_LLAMA_SERVER` is the path of a `llama-server`, `SMARTCLIP_LLAMA_MODEL` that of a model in GGUF, a small one such as
/// Gemma 3 270M; `SMARTCLIP_LLAMA_SECONDS` is the time it may take on this machine, where that is not 60.
@Suite(.enabled(if: RealModel.isNamed, "SMARTCLIP_LLAMA_SERVER and SMARTCLIP_LLAMA_MODEL are not set"), .serialized)
struct RealModelTests {
    @Test(.timeLimit(.minutes(10))) func aTalkOfFiveMinutesIsChosenFromWithinAMinute() async throws {
        try await RealModel.with(context: 16384) { base in
            let trial = try await ModelTrial.choose(from: try ModelTrial.fiveMinutes(), at: base)
            Self.tell("a context of 16384", trial)
            #expect(trial.seconds < RealModel.seconds)
            #expect(trial.choice?.moments.isEmpty == false || trial.silence != nil)
            #expect(trial.cost.requests <= 2)
        }
    }

    /// The first request is refused, and then all fit.
    @Test(.timeLimit(.minutes(10))) func aSmallContextIsKeptAtOnce() async throws {
        try await RealModel.with(context: 2048) { base in
            let trial = try await ModelTrial.choose(from: try ModelTrial.fiveMinutes(), at: base)
            Self.tell("a context of 2048", trial)
            #expect(trial.choice?.moments.isEmpty == false || trial.silence != nil)
            // One that is refused, and the parts; never a row of halves.
            #expect(trial.cost.requests <= 12, "\(trial)")
        }
    }

    private static func tell(_ what: String, _ trial: ModelTrial) {
        let end =
            trial.choice.map { "\($0.moments.count) moments; notes: \($0.notes)" }
            ?? "no answer: \(trial.silence ?? "")"
        print(
            "with \(what): \(trial.cost.requests) requests, \(trial.cost.tokensIn) tokens in, \(trial.cost.tokensOut) out, "
                + "\(trial.seconds) s: \(end)"
        )
    }
}

/// The server that the environment names.
private enum RealModel {
    private static let environment = ProcessInfo.processInfo.environment
    private static let server = environment["SMARTCLIP_LLAMA_SERVER"]
    private static let model = environment["SMARTCLIP_LLAMA_MODEL"]

    static let isNamed = server != nil && model != nil
    static let seconds = environment["SMARTCLIP_LLAMA_SECONDS"].flatMap { Double($0) } ?? 60

    /// Runs a body with a server of so many tokens of context, which has loaded its model.
    static func with(context: Int, _ body: (String) async throws -> Void) async throws {
        let port = try freePort()
        let arguments = [
            "-m", model ?? "", "--host", "127.0.0.1", "--port", "\(port)", "-c", "\(context)", "-t", "2", "--parallel",
            "1",
        ]
        try await BackgroundProgram.run(server ?? "", arguments) {
            var policy = RetryPolicy()
            (policy.attempts, policy.time) = (600, .seconds(120))
            (policy.base, policy.cap) = (.milliseconds(200), .milliseconds(200))
            var circuit = CircuitRules()
            circuit.failures = 1000
            // It is refused until the server listens, and is told 503 until the model is loaded.
            let client = RetryingClient(HTTPTransfer(), policy: policy, circuit: circuit)
            let health = HTTPRequest(.get, .plain("http://127.0.0.1:\(port)/health"))
            try #require(try await client.send(health, repeatable: true).isSuccess)
            try await body("http://127.0.0.1:\(port)/v1")
        }
    }

    /// A port that is free now.
    private static func freePort() throws -> Int {
        let descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(descriptor) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = inet_addr("127.0.0.1")
        var length = socklen_t(MemoryLayout<sockaddr_in>.size)
        let isBound = withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { pointer in
                bind(descriptor, pointer, length) == 0 && getsockname(descriptor, pointer, &length) == 0
            }
        }
        try #require(isBound)
        return Int(UInt16(bigEndian: address.sin_port))
    }
}
