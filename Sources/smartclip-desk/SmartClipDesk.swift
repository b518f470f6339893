import ArgumentParser
import Desk
import Glibc
import SystemPackage

/// The desk's server. `smartclip serve` starts it, with options that it has checked.
@main
struct SmartClipDesk: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smartclip-desk",
        abstract: "Serves the review desk of an outbox; smartclip serve starts it."
    )

    @Option var output: String
    @Option var address = "127.0.0.1"
    @Option var port = 8765
    @Option var host: [String] = []
    @Option var tokenFile: String?
    @Option var inbox: String?
    @Option var uploadLimit = 50_000_000_000
    @Option var grace = 30
    @Flag var metrics = false
    @Flag var hasModel = false
    @Flag var hasMux = false
    @Option var program = "smartclip"
    @Option(parsing: .unconditionalSingleValue) var programFlag: [String] = []

    func run() async throws {
        do {
            var plan = try DeskPlan(output: FilePath(output))
            plan.address = address
            plan.port = port
            plan.hosts = host
            plan.tokenFile = tokenFile.map { FilePath($0) }
            plan.inbox = inbox.map { FilePath($0) }
            plan.uploadLimit = uploadLimit
            plan.grace = grace
            plan.hasMetrics = metrics
            plan.hasModel = hasModel
            plan.hasMux = hasMux
            plan.webhookSecrets = Self.secrets
            plan.program = FilePath(program)
            plan.programFlags = programFlag
            try await DeskProgram(plan).run()
        } catch {
            _ = try? FileDescriptor.standardError.writeAll("smartclip serve: \(error)\n".utf8)
            throw ExitCode(3)
        }
    }

    /// What Mux signs with, from the environment: never from a command line, which everybody on the machine can read.
    private static var secrets: [String] {
        guard let text = getenv("MUX_WEBHOOK_SECRET") else { return [] }
        return String(cString: text).split(separator: ",").map { $0.filter { $0 != " " } }.filter { !$0.isEmpty }
    }
}
