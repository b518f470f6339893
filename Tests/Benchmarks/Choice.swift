import ArgumentParser
import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage

/// `smartclip-bench highlights`
struct Choice: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "highlights",
        abstract: "The choice of moments from four hours of words. Target: under a second and 100 MB."
    )

    @OptionGroup var work: WorkFolder

    func run() async throws {
        try await work.with { folder in
            let talk = try LongTalk(in: folder)
            let outbox = folder.appending("choice-outbox")
            try Files.removeTree(outbox)
            func stage(_ name: StageName) throws -> Figures {
                try Command.smartclip(
                    ["stage", name.rawValue, talk.captioned.string, "-o", outbox.string, "--progress", "none"]
                ).measured()
            }
            for name in StageName.allCases where name < .analyze { _ = try stage(name) }
            let figures = try stage(.analyze)
            let record = try JSONText.decode(
                StageRecord.self,
                from: Data(Files.read(outbox.appending("talk").appending(StageName.analyze.recordPath)))
            )
            var report = Report("Choosing from \(talk.words) words (targets 1 s, 100 MB)", "")
            report.add("the stage", record.cost.seconds.time)
            report.add("the whole command", figures.wall.time)
            report.add("peak memory", figures.peak.megabytes)
            report.show()
        }
    }
}
