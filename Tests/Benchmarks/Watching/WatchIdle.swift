import Glibc

/// What a watcher costs that has nothing to do.
struct WatchIdle {
    let lab: WatchLab
    let videos: Int
    let folders: Int
    let seconds: Int

    func run() throws {
        let (inbox, outbox) = try lab.finished(videos, folders: folders)
        let (before, after) = try Daemon.with(inbox, outbox) { daemon in
            // Before the first look has ended it seems to have nothing to do too.
            try daemon.wait(within: 600, for: "the first look") { try daemon.standing()?.counts.ready == videos }
            try daemon.rest()
            let before = try daemon.usage()
            sleep(UInt32(seconds))
            return (before, try daemon.usage())
        }
        let time = Double(seconds)
        let processor = after.processor - before.processor
        var report = Report("Idle for \(seconds) s, \(videos) finished videos in \(folders) subfolders", "", "target")
        report.add("processor time", processor.time, "")
        report.add("of a core", "\((100 * processor / time).figure(3)) %", "0.1 %")
        report.add("wake-ups", "\((Double(after.wakes - before.wakes) / time).figure(2)) / s", "1 / s")
        report.add("processor time until then", before.processor.time, "")
        report.add("memory", after.memory.megabytes, "60 MB")
        report.add("peak memory", after.peak.megabytes, "60 MB")
        report.show()
    }
}
