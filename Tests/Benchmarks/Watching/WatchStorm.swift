import FoundationEssentials
import Glibc
import Manifest
import StateFiles
import SystemPackage

/// Thousands of files come, change their names and go while real videos arrive.
struct WatchStorm {
    let lab: WatchLab
    let seconds: Int
    private static let files = 20_000
    private static let real = 50

    func run() throws {
        let (inbox, outbox) = try lab.empty("storm")
        let outside = inbox.removingLastComponent().appending("outside")
        let tiny = try lab.tinyVideo()
        var arrivals: [String: Timestamp] = [:]
        let (before, after) = try Daemon.with(inbox, outbox, ["--quiet", "1", "--preset", "ultrafast"]) { daemon in
            let before = try daemon.usage()
            var noise = Noise(inbox: inbox, limit: Self.files)
            let began = ContinuousClock.now
            while noise.count < Self.files || arrivals.count < Self.real {
                let share = (ContinuousClock.now - began).seconds / Double(seconds)
                while noise.count < Self.files, Double(noise.count) < share * Double(Self.files) { try noise.act() }
                if arrivals.count < Self.real, Double(arrivals.count) < share * Double(Self.real) {
                    let number = arrivals.count
                    let name = "real-\(number)"
                    let place = inbox.appending("\(name).mp4")
                    if number.isMultiple(of: 2) {
                        try outside.appending(name).write(tiny.named(name))
                        try Files.rename(outside.appending(name), to: place)
                    } else {
                        try place.write(tiny.named(name))
                    }
                    arrivals[name] = .now
                }
                usleep(2000)
            }
            try noise.end()
            try daemon.rest()
            return (before, try daemon.usage())
        }
        try show(delays(arrivals, outbox), before, after)
    }

    /// Seconds from each real video's arrival to the start of its first stage; throws where anything else was done, or
    /// anything twice.
    private func delays(_ arrivals: [String: Timestamp], _ outbox: FilePath) throws -> [String: Double] {
        let folders = try Files.list(outbox).map(\.string).filter { !$0.hasPrefix(".") && !$0.contains(".") }
        let others = folders.filter { arrivals[$0] == nil }
        guard others.isEmpty else { throw BenchError("the outbox holds \(others.count) others: \(others.prefix(5))") }
        var delays: [String: Double] = [:]
        for (name, time) in arrivals {
            let folder = outbox.appending(name)
            for stage in StageName.allCases {
                let bytes = try Files.read(folder.appending(stage.recordPath))
                let record = try JSONText.decode(StageRecord.self, from: Data(bytes))
                guard record.status == .done, record.attempt == 1 else {
                    throw BenchError("\(name): \(stage.rawValue) is \(record.status), attempt \(record.attempt)")
                }
                if stage == .upload { delays[name] = record.startedAt.date.timeIntervalSince(time.date) }
            }
        }
        return delays
    }

    private func show(_ delays: [String: Double], _ before: Usage, _ after: Usage) {
        func of(_ remainder: Int) -> [Double] {
            (0..<Self.real).filter { $0 % 2 == remainder }.compactMap { delays["real-\($0)"] }
        }
        var report = Report(
            "A storm of \(Self.files) files in \(seconds) s, \(Self.real) real videos: each done once, nothing else",
            "by rename",
            "by cp"
        )
        report.add("median delay (a quiet second for cp)", of(0).median.time, of(1).median.time)
        report.add("longest delay", (of(0).max() ?? .nan).time, (of(1).max() ?? .nan).time)
        report.add("processor time", (after.processor - before.processor).time, "")
        report.add("memory", after.memory.megabytes, "")
        report.add("peak memory", after.peak.megabytes, "")
        report.show()
    }
}
