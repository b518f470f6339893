import ArgumentParser
import StateFiles
import SystemPackage

/// `smartclip-bench watch`
struct Watch: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "The watcher: how soon it begins, what it costs while idle, its memory, and how it bears a storm.",
        discussion: """
            Targets: idle at most one wake-up a second and 0.1 % of a core, under 60 MB, flat over 5,000 drops; in a storm \
            every real video is done once, and nothing else is.
            """
    )

    enum Part: String, CaseIterable, ExpressibleByArgument {
        case latency, idle, memory, storm
    }

    @Option(help: "Measure this alone.")
    var only: Part?

    @Option(help: "How many finished videos stand in the inbox, for latency and idle.")
    var videos = 10000

    @Option(help: "Over how many subfolders they are spread, for idle.")
    var folders = 1000

    @Option(help: "How many drops are measured, for latency.")
    var drops = 200

    @Option(help: "Seconds of idleness.")
    var seconds = 300

    @Option(help: "Seconds of storm.")
    var storm = 60

    @OptionGroup var work: WorkFolder

    func run() async throws {
        try await work.with { folder in
            func isWanted(_ part: Part) -> Bool { only == nil || only == part }
            let lab = WatchLab(folder: folder)
            if isWanted(.latency) { try WatchLatency(lab: lab, videos: videos, drops: drops).run() }
            if isWanted(.idle) {
                try WatchIdle(lab: lab, videos: videos, folders: folders, seconds: seconds).run()
            }
            if isWanted(.memory) { try WatchMemory(lab: lab).run() }
            if isWanted(.storm) { try WatchStorm(lab: lab, seconds: storm).run() }
        }
    }
}
