import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage

/// From a rename into the inbox to the first stage's record.
struct WatchLatency {
    let lab: WatchLab
    let videos: Int
    let drops: Int

    func run() throws {
        let tiny = try lab.tinyVideo()
        let quiet = try lab.empty("latency")
        let times = try measure(tiny, quiet.inbox, quiet.outbox, "quiet")
        let full = try lab.finished(videos, folders: 0)
        // Each measurement drops videos of its own, which stay.
        let word = "again-\(try Files.list(full.inbox).count)"
        let fullTimes = try measure(tiny, full.inbox, full.outbox, word)
        var report = Report(
            "From rename to the first stage's record, \(drops) drops",
            "quiet inbox",
            "\(videos) files in it"
        )
        report.add("median", times.median.time, fullTimes.median.time)
        report.add("worst", (times.max() ?? .nan).time, (fullTimes.max() ?? .nan).time)
        report.show()
    }

    /// Seconds for each drop, one after another, each when the one before is done.
    private func measure(_ tiny: TinyContents, _ inbox: FilePath, _ outbox: FilePath, _ word: String) throws -> [Double]
    {
        let outside = inbox.removingLastComponent().appending("outside")
        try Files.makeDirectory(outside)
        return try Daemon.with(inbox, outbox) { daemon in
            try (0..<drops).map { number in
                let name = "drop-\(word)-\(number)"
                let staged = outside.appending("\(name).mp4")
                try staged.write(tiny.named(name))
                let record = outbox.appending(name).appending(StageName.upload.recordPath)
                let began = ContinuousClock.now
                try Files.rename(staged, to: inbox.appending("\(name).mp4"))
                try daemon.wait(within: 60, for: "\(record)") { try record.isThere }
                let seconds = (ContinuousClock.now - began).seconds
                try daemon.wait(within: 60, for: "\(name) to be ready") {
                    let path = outbox.appending(name).appending("manifest.json")
                    guard let bytes = try Files.readIfPresent(path) else { return false }
                    return try JSONText.decode(VideoManifest.self, from: Data(bytes)).status == .ready
                }
                return seconds
            }
        }
    }
}
