import ArgumentParser
import Intake
import Manifest
import Media
import Outbox
import Pipeline
import StateFiles
import SystemPackage

/// What the commands that work on a single video have in common.
struct OneVideoOptions: ParsableArguments {
    @OptionGroup var outbox: OutboxOptions

    @OptionGroup(title: "What the operator decides") var operators: OperatorOptions

    @OptionGroup var settings: SettingOptions

    @OptionGroup(title: "How the work goes") var tools: ToolOptions

    @OptionGroup var inbox: InboxOption

    @Option(help: "How progress is shown on standard error: auto, bars, plain, json, none.")
    var progress: ProgressMode = .auto

    @Flag(help: "Print what became of the video as JSON.")
    var json = false

    /// Does what is asked for the video that a text names.
    func run(_ request: Runner.Request, _ name: String) async throws {
        let path = FilePath(argument: name).absolute(in: Files.currentFolder)
        var isNew = false
        if case .stages = request { isNew = (try? FileFacts(of: path))?.kind == .regular }
        var surroundings = try Surroundings(inboxes: isNew ? [path] : []).telling()
        let display = ProgressDisplay(mode: progress)
        defer { display.close() }
        var resolver = try operators.resolver(settings.given, surroundings)
        // Only what may be new to it makes an outbox.
        if isNew { try self.outbox.check([path], surroundings) } else { _ = try self.outbox.open(surroundings) }
        let outbox = try self.outbox.make(surroundings)
        let tools = try await self.tools.find(surroundings)
        // A stage may be the first thing that is ever asked for a video.
        if isNew { try await runner(outbox, tools, surroundings, display).admit(path, resolver) }
        let video = try VideoLookup(outbox).find(name, in: surroundings.folder)
        surroundings = surroundings.outside(video.inbox)
        resolver = try operators.resolver(settings.given, surroundings)
        let runner = try runner(outbox, tools, surroundings, display)
        let outcome = try await runner.run(request, video, resolver)
        display.show(.ended(outcome))
        display.close()
        if !outcome.worked, outcome.failure == nil, case .retry = request, progress != .none {
            let remedy = "--from STAGE does it again from there"
            Console.error(
                "\(outcome.video): nothing to do: it is ready with \(outcome.clips.clips); \(remedy)",
                prefixed: false
            )
        }
        if json { try Console.write(Array(JSONText.line(OutcomeLine(outcome)))) }
        if let failure = outcome.failure { throw ExitCode(Program.code(of: failure.class)) }
    }

    private func runner(
        _ outbox: Outbox,
        _ tools: MediaTools,
        _ surroundings: Surroundings,
        _ display: ProgressDisplay
    ) throws -> Runner {
        try Runner(
            outbox: outbox,
            tools: tools,
            services: surroundings.services,
            plan: Runner.Plan(
                jobs: self.tools.slots,
                settle: 0,
                inbox: inbox.path,
                scratch: try self.tools.scratchFolder(surroundings)
            ),
            report: { display.show($0) }
        )
    }
}
