import ArgumentParser
import FoundationEssentials
import Framing
import Installation
import SystemPackage

/// `smartclip-bench framing`
struct FramingBench: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "framing",
        abstract: "How well a window of another shape follows faces at known places, and what that takes.",
        discussion: """
            Needs smartclip setup faces, and a picture of one person, who is cut out and moved over backgrounds: \
            astronaut.png of scikit-image, which is in the public domain. Targets: the whole face in the window in 0.98 of \
            the frames; on slides and screens no move, and nothing cut.
            """
    )

    @Option(help: ArgumentHelp("Where smartclip setup faces put it. Default: as smartclip itself.", valueName: "dir"))
    var data: String?

    @Option(
        help: ArgumentHelp(
            "A picture of one person. Default: that of scikit-image, fetched from the package index.",
            valueName: "file"
        )
    )
    var portrait: String?

    @Option(help: "The shape that is wanted.")
    var format = "9x16"

    @Option(help: "Scenes to try; all where nothing is named.")
    var only: [String] = []

    @OptionGroup var work: WorkFolder

    func run() async throws {
        guard let aspect = Aspect(format) else { throw ValidationError("\(format) is no shape") }
        let variables = ProcessInfo.processInfo.environment
        let finder = try InstalledFaces.find(in: DataFolder(environment: variables, given: data.map { FilePath($0) }))
        try await work.with { folder in
            let lab = FramingLab(folder: folder, finder: finder)
            try lab.make(try lab.portrait(portrait), only)
            var report = Report(
                "\(aspect) of 16x9 (targets: whole 0.98, false moves 0)",
                "as wished",
                "whole",
                "without turns",
                "mean acceleration",
                "largest",
                "false moves",
                "turns by cut",
                "finding, s/min",
                "reading, s/min"
            )
            var rows: [(verdict: SceneVerdict, cost: FramingLab.Cost)] = []
            for name in try lab.scenes() where only.isEmpty || only.contains(name) {
                let truth = try lab.truth(name)
                let (seen, cost) = try lab.look(name, truth)
                let plan = FramingPlan.decide(.auto, seen: seen, clip: truth.clip, aspect: aspect)
                rows.append((SceneVerdict(plan, truth, aspect), cost))
                report.add(Self.row(name, rows[rows.count - 1].verdict, cost))
            }
            let cost = FramingLab.Cost(
                seconds: rows.map(\.cost.seconds).reduce(0, +),
                finding: rows.map(\.cost.finding).reduce(0, +),
                reading: rows.map(\.cost.reading).reduce(0, +)
            )
            report.add(Self.row("all", SceneVerdict(rows.map(\.verdict)), cost))
            report.show()
            print("\n  accelerations in widths of the window a second and second, while it moves")
        }
    }

    private static func row(_ name: String, _ verdict: SceneVerdict, _ cost: FramingLab.Cost) -> [String] {
        [
            name, verdict.isAsWished ? "yes" : "no", verdict.wholeShare.figure(4), verdict.settledShare.figure(4),
            verdict.meanAcceleration.figure(2), (verdict.accelerations.max() ?? 0).figure(2), "\(verdict.falseMoves)",
            "\(verdict.cuts)",
            (60 * cost.finding / cost.seconds).figure(2), (60 * cost.reading / cost.seconds).figure(2),
        ]
    }
}
