import ArgumentParser
import FoundationEssentials
import Intake
import Manifest
import Outbox
import Pipeline
import Settings
import StateFiles
import SystemPackage

/// `smartclip cluster plan`
struct ClusterPlan: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "plan",
        abstract: "Says which jobs an engine would start, and writes their list for it.",
        discussion: """
            A job is some stages of one video. --json prints the list that Pipeline/cluster/Snakefile reads; --slurm \
            writes a script for sbatch. Nothing is done and nothing is asked of anybody. Settings that are given here are \
            given to every job. Plan again at any time: what is done is in no job.
            """
    )

    @Argument(help: "Videos, and folders to look for videos in.", completion: .file())
    var paths: [String]

    @OptionGroup var outbox: OutboxOptions

    @OptionGroup(title: "What the operator decides") var operators: OperatorOptions

    @OptionGroup var settings: SettingOptions

    @OptionGroup(title: "How the work of each job goes") var tools: ToolOptions

    @Option(
        help: ArgumentHelp("Leave files that changed less than this many seconds ago for later.", valueName: "s")
    )
    var settle: Int = 0

    @Flag(help: "Print the list of jobs as JSON.")
    var json = false

    @Option(
        help: ArgumentHelp("Write a script for sbatch, with one task a video.", valueName: "file"),
        completion: .file()
    )
    var slurm: String?

    /// The list, for an engine.
    private struct List: Encodable {
        struct Left: Encodable {
            let source: String
            let error: String
        }

        var schemaVersion = 1
        let program: String
        let output: String
        var jobs: [ClusterJob] = []
        /// Videos that have no job though they are not done.
        var left: [Left] = []

        private enum CodingKeys: String, CodingKey {
            case program, output, jobs, left
            case schemaVersion = "schema_version"
        }
    }

    func run() async throws {
        let paths = paths.map { FilePath(argument: $0).absolute(in: Files.currentFolder) }
        let surroundings = try Surroundings(inboxes: paths).telling()
        let resolver = try operators.resolver(settings.given, surroundings)
        _ = try resolver.defaults()
        try outbox.check(paths, surroundings)
        let root = outbox.path(surroundings)
        let planner = Planner(outbox: root, services: surroundings.services, tools: nil, settle: settle)
        let (videos, refused, skipped) = try await planner.plan(paths, resolver)
        var list = List(program: HelperPlace.program.string, output: root.string)
        var failures = refused.map(\.class)
        var number = 0
        for planned in videos where planned.duplicateOf == nil {
            let source = String(decoding: planned.source)
            if let failure = planned.failure {
                failures.append(failure.class)
                list.left.append(List.Left(source: source, error: failure.message))
            }
            guard !planned.steps.isEmpty else { continue }
            // What an engine passes on is text.
            guard String(validating: planned.source) != nil else {
                let failure = Failure(
                    .input,
                    "\(source): its name is not UTF-8, which lists of jobs cannot hold; rename it"
                )
                failures.append(failure.class)
                list.left.append(List.Left(source: source, error: failure.message))
                continue
            }
            number += 1
            list.jobs += ClusterJob.jobs(
                of: ClusterJob.Video(planned, source),
                number: number,
                output: root.string,
                flags: flags
            )
        }
        try write(list)
        for skipped in skipped { Console.error("\(skipped.path.shown): \(skipped.reason)") }
        for refusal in refused { Console.error(refusal.description) }
        for left in list.left { Console.error(left.error) }
        let code = RunSummary.exitCode(of: failures)
        if code != 0 { throw ExitCode(code) }
    }

    /// All that was given here and is the work's, not the plan's, as flags of every job.
    private var flags: [String] {
        let settings = settings.given.sorted { $0.key.rawValue < $1.key.rawValue }
        return settings.flatMap { ["--" + $0.key.rawValue.replacing("_", with: "-"), $0.value] }
            + operators.words(in: Files.currentFolder) + tools.words(in: Files.currentFolder)
            + (outbox.sharing.map { ["--sharing", $0.rawValue] } ?? [])
    }

    private func write(_ list: List) throws {
        var seen: Set<String> = []
        let videos = list.jobs.filter { seen.insert($0.source).inserted }
        let sources = videos.map(\.source)
        if let slurm {
            let path = FilePath(argument: slurm).absolute(in: Files.currentFolder)
            let array = SlurmArray(
                program: list.program,
                videos: videos.map { ($0.source, $0.inbox) },
                output: list.output,
                flags: flags
            )
            try AtomicFile.write(array.text.utf8, to: path)
            let told =
                sources.isEmpty
                ? "no task: no video has work to do"
                : "\(array.tasks) tasks for \(sources.count) videos; start them with sbatch"
            Console.error("\(path.shown): \(told)", prefixed: false)
        }
        if json { return try Console.write(Array(JSONText.line(list))) }
        for job in list.jobs {
            let needs = "\(job.resources.cores) cores, \(job.resources.memoryMb) MB"
            try Console.print(
                "\(job.id): \(job.video): \(job.stages.map(\.rawValue).joined(separator: ", ")) (\(needs))"
            )
        }
        try Console.print("\(list.jobs.count) jobs for \(sources.count) videos")
    }
}

extension ClusterJob.Video {
    fileprivate init(_ planned: PlannedVideo, _ source: String) {
        let stages = planned.steps.map(\.stage)
        self.init(
            source: source,
            inbox: String(decoding: planned.inbox),
            name: planned.video,
            stages: stages,
            isHeardHere: stages.contains(.fetchVTT) && planned.captions == nil && !planned.isTranscribed,
            usesMux: planned.host == .mux,
            asksModel: planned.estimate != nil || planned.isTranscribed
        )
    }
}
