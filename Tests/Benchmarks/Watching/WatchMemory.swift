import StateFiles
import SystemPackage
import TestSupport

/// Whether memory grows with what is dropped.
struct WatchMemory {
    let lab: WatchLab
    /// After how many drops the memory is read.
    private static let marks = [0, 1000, 2000, 3000, 4000, 5000]

    func run() throws {
        let (inbox, outbox) = try lab.empty("memory")
        let tiny = try lab.tinyVideo()
        let done = tiny.named("done")
        try inbox.appending("done.mp4").write(done)
        let usages = try Daemon.with(inbox, outbox, ["--quiet", "1", "--preset", "ultrafast"]) { daemon in
            var random = RandomNumbers(seed: 1)
            var number = 0
            return try Self.marks.map { mark in
                var junk: [FilePath] = []
                while number < mark {
                    number += 1
                    let path = inbox.appending("drop-\(number)")
                    switch number % 3 {
                    // Another copy of what is finished; it stays.
                    case 0: try inbox.appending("drop-\(number).mp4").write(done)
                    case 1: try inbox.appending("drop-\(number).txt").write(Array("drop \(number)".utf8))
                    default:
                        let name = inbox.appending("\(path.lastComponent?.string ?? "").mov")
                        try name.write((0..<200).map { _ in UInt8.random(in: .min ... .max, using: &random) })
                        junk.append(name)
                    }
                    if junk.count >= 20 { try Files.removeFile(junk.removeFirst()) }
                }
                for path in junk { try Files.removeFile(path) }
                try daemon.rest()
                return try daemon.usage()
            }
        }
        var report = Report("Memory over drops of tiny files (target: flat, 60 MB)", "memory", "peak", "processor time")
        for (mark, usage) in zip(Self.marks, usages) {
            report.add("after \(mark) drops", usage.memory.megabytes, usage.peak.megabytes, usage.processor.time)
        }
        report.show()
    }
}
