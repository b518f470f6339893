import ArgumentParser
import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage

/// `smartclip-bench encode`
struct Encode: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "A run on ten minutes of 1080p, against the bare ffmpeg commands. Target: at most 1.15 x."
    )

    @Option(help: "How many clips.")
    var clips = 3

    @Option(help: "The longest clip in seconds; shorter ones are quicker to measure, and less like real ones.")
    var maxLength = 60

    @Option(help: "How often both are measured, in turn; the median of the ratios counts.")
    var rounds = 3

    @OptionGroup var work: WorkFolder

    func run() async throws {
        try await work.with { folder in
            let inbox = folder.appending("encode")
            try Files.makeDirectory(inbox)
            let source = inbox.appending("talk.mp4")
            let video = TestVideo(
                length: 600,
                part: 60,
                picture: "testsrc2=s=1920x1080:r=30,noise=alls=6:allf=t",
                encoding: ["-preset", "ultrafast", "-crf", "31"],
                sound: TestVideo.speech
            )
            try video.make(at: source)
            try inbox.appending("talk.vtt").write(Speech(seconds: 595, seed: 2).captions.utf8)
            let cores = ProcessInfo.processInfo.activeProcessorCount
            var rounds: [(run: Figures, bare: Figures)] = []
            var alone = 0.0
            for _ in 0..<self.rounds {
                let outbox = folder.appending("encode-outbox")
                try Files.removeTree(outbox)
                let run = try Command.smartclip(
                    ["run", source.string, "-o", outbox.string, "--clips", "\(clips)", "--progress", "none"]
                        + ["--min-length", "\(min(20, maxLength / 2))", "--max-length", "\(maxLength)"]
                ).measured()
                let manifest = try JSONText.decode(
                    VideoManifest.self,
                    from: Data(Files.read(outbox.appending("talk/manifest.json")))
                )
                guard manifest.clips.count == clips else { throw BenchError("\(manifest.clips.count) clips were made") }
                let commands = try manifest.moments.map { moment in
                    try bare(source, moment, to: folder.appending("bare-\(moment.id).mp4"))
                }
                rounds.append((run, try Command.measured(commands, atOnce: cores)))
                if alone == 0 { alone = try Command.measured(commands, atOnce: 1).wall }
            }
            let bytes = try FileFacts(of: source).bytes
            show(rounds, alone, "\(bytes.megabytes), \(clips) clips, \(cores) at once")
        }
    }

    /// What a person would type for one clip.
    private func bare(_ source: FilePath, _ moment: MomentEntry, to target: FilePath) throws -> Command {
        try Command.tool(
            "ffmpeg",
            ["-hide_banner", "-nostdin", "-loglevel", "error", "-y", "-ss", "\(moment.startTime)"]
                + ["-t", "\(moment.endTime - moment.startTime)", "-i", source.string]
                + ["-c:v", "libx264", "-preset", "fast", "-crf", "20", "-af", "loudnorm=I=-14:TP=-1"]
                + ["-c:a", "aac", "-b:a", "192k", "-movflags", "+faststart", target.string]
        )
    }

    private func show(_ rounds: [(run: Figures, bare: Figures)], _ alone: Double, _ what: String) {
        var report = Report("Ten minutes of 1080p, \(what)", "wall time", "processor time")
        func median(_ value: ((run: Figures, bare: Figures)) -> Double) -> Double {
            rounds.map(value).median
        }
        report.add("bare ffmpeg, one after another", alone.time, "")
        report.add("bare ffmpeg, at once", median { $0.bare.wall }.time, median { $0.bare.processor }.time)
        report.add("smartclip run", median { $0.run.wall }.time, median { $0.run.processor }.time)
        report.add(
            "ratio (target 1.15 x)",
            median { $0.run.wall / $0.bare.wall }.ratio,
            median { $0.run.processor / $0.bare.processor }.ratio
        )
        report.show()
    }
}
