import Daemon
import FoundationEssentials
import Glibc
import Logging
import Manifest
import Outbox
import ServiceLifecycle
import StateFiles
import SystemPackage
import UnixSignals

/// Runs a desk until it is told to end.
public struct DeskProgram: Sendable {
    private let plan: DeskPlan

    /// Takes a plan.
    public init(_ plan: DeskPlan) {
        self.plan = plan
    }

    /// Serves. Returns after SIGTERM or SIGINT, when what was under way has ended, or its time was up.
    public func run() async throws {
        // A reader that goes away is an error of that write, not the end of the process.
        signal(SIGPIPE, SIG_IGN)
        Self.raiseFileLimit()
        let environment = ProcessInfo.processInfo.environment
        let style = TextLogStyle.suitable(for: .standardError, environment: environment)
        let logger = Logger(label: "smartclip-desk") { _ in
            TextLogHandler(to: .standardError, style: style, level: .notice)
        }
        if plan.tokenFile == nil, !DeskPlan.isLoopback(plan.address) {
            throw Failure(.config, DeskPlan.needsToken(plan.address))
        }
        let (token, isNew) =
            try plan.tokenFile.map { (try TokenFile.named($0), false) } ?? TokenFile.own(in: plan.outbox)
        let tokenPath = plan.tokenFile ?? plan.outbox.ownFolder.appending(TokenFile.name).path
        let isShown = environment["JOURNAL_STREAM"] == nil && (isNew || isatty(STDOUT_FILENO) == 1)
        let server = DeskServer(plan, token: token, logger: logger) { [plan] port in
            let host = plan.address.contains(":") ? "[\(plan.address)]" : plan.address
            let fragment = isShown ? "#token=\(token.text)" : ""
            Self.tell("http://\(host):\(port)/\(fragment)")
            if !isShown { logger.notice("the token stands in \(tokenPath)") }
        }
        var quiet = logger
        quiet.logLevel = .critical
        var configuration = ServiceGroupConfiguration(
            services: [
                .init(
                    service: server,
                    successTerminationBehavior: .gracefullyShutdownGroup,
                    failureTerminationBehavior: .cancelGroup
                )
            ],
            gracefulShutdownSignals: [.sigterm, .sigint],
            logger: quiet
        )
        configuration.maximumGracefulShutdownDuration = .seconds(plan.grace)
        configuration.maximumCancellationDuration = .seconds(15)
        try await ServiceGroup(configuration: configuration).run()
    }

    /// A line for whoever waits for the desk to be there.
    private static func tell(_ line: String) {
        // Where nobody reads it, the desk serves all the same.
        _ = try? FileDescriptor.standardOutput.writeAll((line + "\n").utf8)
    }

    /// A connection and the file that it sends take a descriptor each.
    private static func raiseFileLimit() {
        var limit = rlimit()
        guard getrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit) == 0 else { return }
        limit.rlim_cur = min(limit.rlim_max, 65_536)
        // Where it may not be raised, fewer connections are served at once.
        _ = setrlimit(__rlimit_resource_t(RLIMIT_NOFILE.rawValue), &limit)
    }
}
