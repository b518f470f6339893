import ArgumentParser
import StateFiles
import SystemPackage

/// `smartclip-bench memory`
struct Memory: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The most memory that smartclip itself takes for four hours of video. Target: under 100 MB."
    )

    @OptionGroup var work: WorkFolder

    func run() async throws {
        try await work.with { folder in
            let talk = try LongTalk(in: folder)
            var report = Report("Four hours of video (target 100 MB)", "peak memory", "wall time")
            for (name, path) in [("\(talk.words) words of captions", talk.captioned), ("sound alone", talk.bare)] {
                let outbox = folder.appending("memory-outbox")
                try Files.removeTree(outbox)
                let figures = try Command.smartclip(
                    ["run", path.string, "-o", outbox.string, "--recogniser", "none", "--progress", "none"]
                ).measured()
                report.add(name, figures.peak.megabytes, figures.wall.time)
            }
            report.show()
        }
    }
}
