import Concurrency
public import FolderWatch
import FoundationEssentials
import Glibc
import Intake
import Manifest
public import Media
public import Outbox
public import Pipeline
public import Settings
import StateFiles
public import SystemPackage

/// Keeps an outbox in step with an inbox for as long as it runs.
///
/// Whatever has changed, the same follows: the videos concerned are looked at again, by the engine that `run` uses, which does
/// nothing where nothing is to be done. So a sign that comes twice, or for nothing, costs a look.
public struct Watcher: Sendable {
    /// Another watcher has the outbox.
    public struct Held: Error, CustomStringConvertible {
        /// Who has it, and what to do.
        public let description: String
    }

    let inbox: FilePath
    let outbox: Outbox
    let resolver: SettingsResolver
    let options: WatchOptions
    let report: @Sendable (WatchEvent) -> Void
    let runner: Runner
    let messages = MessageQueue()
    private let ending: Ending

    /// Makes a watcher. `report` is called from any thread.
    public init(
        inbox: FilePath,
        outbox: Outbox,
        tools: MediaTools,
        services: Services,
        resolver: SettingsResolver,
        options: WatchOptions,
        scratch: FilePath? = nil,
        report: @escaping @Sendable (WatchEvent) -> Void
    ) throws {
        self.inbox = inbox
        self.outbox = outbox
        self.resolver = resolver
        self.options = options
        self.report = report
        let ending = Ending()
        self.ending = ending
        runner = try Runner(
            outbox: outbox,
            tools: tools,
            services: services,
            plan: Runner.Plan(
                jobs: options.jobs,
                settle: 0,
                pace: Pace(isPatient: true, ending: ending),
                scratch: scratch
            ),
            report: { report(.work($0)) }
        )
    }

    /// Takes in what has changed in the folders; see `FolderSigns`.
    public func take(_ sign: FolderSign) { messages.post(sign) }

    /// Begins no further stage, and ends when those in progress have ended; those that only wait for a host end at once.
    public func stop() {
        ending.begin()
        messages.post(.stop)
    }

    /// Goes on with other settings, and looks at every video again.
    public func reload(_ resolver: SettingsResolver, _ options: WatchOptions) {
        messages.post(.reload(resolver, options))
    }

    /// Runs until it is stopped or cancelled, or nothing is left to do and it was to run once. `heartbeat` is the time from one
    /// report of `alive` to the next. Throws `Held` where another watcher has the outbox.
    public func run(heartbeat: Duration?) async throws -> RunSummary {
        let summary = try await outbox.watchLock.ifFree(isPatient: true) {
            try outbox.sweepRoot()
            try ContentIndex(outbox: outbox).rebuildIfLost()
            var loop = WatchLoop(self, heartbeat: heartbeat)
            let summary = await loop.run()
            try await runner.finish()
            // Nobody watches any more, so nothing waits.
            try outbox.watchStatus.removeFile()
            try Task.checkCancellation()
            return summary
        }
        if let summary { return summary }
        throw Held(description: try holder())
    }

    private func holder() throws -> String {
        let advice = "one watcher is enough for an outbox; stop that one, or name another --output"
        guard let status = try WatchStatus(of: outbox) else {
            return "\(outbox.root.shown): another smartclip watch is just starting there; \(advice)"
        }
        return "\(outbox.root.shown): process \(status.pid) on \(status.host) watches \(status.inbox.oneLine) for it "
            + "since \(status.startedAt); \(advice)"
    }
}
