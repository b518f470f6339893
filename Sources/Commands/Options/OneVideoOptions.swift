import ArgumentParser
import Manifest
import Pipeline
import StateFiles
import SystemPackage

/// What the commands that work on a single video have in common.
struct OneVideoOptions: ParsableArguments {
    @OptionGroup var outbox: OutboxOptions

    @OptionGroup(title: "What the clips are like") var settings: SettingOptions

    @OptionGroup(title: "How the work goes") var tools: ToolOptions

    @Option(help: "How progress is shown on standard error: auto, bars, plain, json, none.")
    var progress: ProgressMode = .auto

    @Flag(help: "Print what became of the video as JSON.")
    var json = false

    /// Does what is asked for the video that a text names.
    func run(_ request: Runner.Request, _ name: String) async throws {
        let surroundings = try Surroundings()
        let display = ProgressDisplay(mode: progress)
        defer { display.close() }
        let path = FilePath(argument: name).absolute(in: surroundings.folder)
        let flags = settings.given
        let resolver = try SettingsResolver(flags: flags, environment: surroundings.variables)
        var isNew = false
        if case .stage = request { isNew = (try? FileFacts(of: path))?.kind == .regular }
        // Only what may be new to it makes an outbox.
        if isNew { try self.outbox.check([path], surroundings) } else { _ = try self.outbox.open(surroundings) }
        let outbox = try self.outbox.make(surroundings)
        let runner = Runner(
            outbox: outbox,
            tools: try await tools.find(surroundings),
            recognisers: surroundings.recognisers,
            services: Services(environment: surroundings.variables),
            plan: Runner.Plan(jobs: tools.slots, settle: 0),
            report: { display.show($0) }
        )
        // A stage may be the first thing that is ever asked for a video.
        if isNew { try await runner.admit(path, resolver) }
        let video = try VideoLookup(outbox).find(name, in: surroundings.folder)
        let outcome = try await runner.run(request, video, environment: surroundings.variables, flags: flags)
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
}
