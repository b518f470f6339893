import ArgumentParser
import FoundationEssentials
import Intake
import Manifest
import Outbox
import Pipeline
import Settings
import StateFiles
import SystemPackage

/// `smartclip run`
struct Run: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Clips each video, or each video below a folder, once.",
        discussion: """
            Made for people and for cron: what is done is not done again, and two runs at once share the work. \
            Settings come from flags, then SMARTCLIP_… variables, then NAME.smartclip.yaml beside a video, then \
            .smartclip.yaml in its folder and above it up to the folder you name, then the defaults.

            mux:ASSET_ID is a video that is at Mux already: its largest MP4 there is read into the outbox and is its source, \
            and host mux cuts its clips from the asset, unless --host local is given. Nothing is uploaded, and the asset is \
            never deleted. A file of such a name is given as ./mux:…
            """
    )

    @Argument(
        help: ArgumentHelp(
            "Videos, folders to look for videos in, and mux:ASSET_ID for videos that are at Mux already.",
            valueName: "paths"
        ),
        completion: .file()
    )
    var paths: [String]

    @OptionGroup var outbox: OutboxOptions

    @OptionGroup(title: "What the operator decides") var operators: OperatorOptions

    @OptionGroup var settings: SettingOptions

    @OptionGroup(title: "How the work goes") var tools: ToolOptions

    @Option(
        help: ArgumentHelp("Leave files that changed less than this many seconds ago for later.", valueName: "s")
    )
    var settle: Int = 0

    @OptionGroup var inbox: InboxOption

    @Option(help: "How progress is shown on standard error: auto, bars, plain, json, none.")
    var progress: ProgressMode = .auto

    @Flag(help: "Print one JSON object a video on standard output as it ends.")
    var json = false

    func run() async throws {
        let named = try NamedVideos(self.paths)
        let paths = named.paths
        let surroundings = try Surroundings(inboxes: paths + [inbox.path].compactMap { $0 }).telling()
        let resolver = try operators.resolver(settings.given, surroundings)
        _ = try resolver.defaults()
        try self.outbox.check(paths, surroundings)
        let display = ProgressDisplay(mode: progress)
        defer { display.close() }
        let outbox = try self.outbox.make(surroundings)
        let runner = try Runner(
            outbox: outbox,
            tools: try await tools.find(surroundings),
            services: surroundings.services,
            plan: Runner.Plan(
                jobs: tools.slots,
                settle: settle,
                inbox: inbox.path,
                scratch: try tools.scratchFolder(surroundings)
            ),
            report: { display.show($0) }
        )
        let summary = try await runner.run(paths, resolver, assets: named.assets)
        display.close()
        if json {
            for outcome in summary.outcomes { try Console.write(Array(JSONText.line(OutcomeLine(outcome)))) }
            for refused in summary.refused { try Console.write(Array(JSONText.line(OutcomeLine(refused)))) }
        } else if progress != .none {
            Console.error(SummaryText(summary).line, prefixed: false)
            if !summary.outcomes.isEmpty { Console.error("results: \(Self.place(outbox))", prefixed: false) }
        }
        if summary.exitCode != 0 { throw ExitCode(summary.exitCode) }
    }

    /// Where the results are: on a terminal as an address that can be opened by a click.
    private static func place(_ outbox: Outbox) -> String {
        guard Console.isTerminal else { return outbox.root.shown }
        // What a URL's path takes as it is (RFC 3986, part 3.3).
        let plain = Set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~/".utf8)
        let path = outbox.root.appending("index.html").bytes.map { byte in
            let digits = String(byte, radix: 16, uppercase: true)
            return plain.contains(byte)
                ? String(UnicodeScalar(byte)) : "%" + (digits.utf8.count == 1 ? "0" : "") + digits
        }
        return "file://" + path.joined()
    }
}
