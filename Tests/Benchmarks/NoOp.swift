import ArgumentParser
import StateFiles
import SystemPackage

/// `smartclip-bench noop`
struct NoOp: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "noop",
        abstract: "A run over finished videos, against a loop that reads the same records. Target: at most 2 x."
    )

    @Option(help: "How many videos; a tenth of them is measured first.")
    var videos = 10000

    @Option(help: "How often each is measured; the median counts.")
    var rounds = 5

    @OptionGroup var work: WorkFolder

    /// What was measured of one outbox; seconds.
    private struct Times {
        var unsealed = 0.0
        var run: [Double] = []
        var processor: [Double] = []
        var loop: [Double] = []
        var plan = 0.0
        var status = 0.0
    }

    func run() async throws {
        try await work.with { folder in
            let finished = try FinishedVideo(in: folder.appending("seed"))
            let counts = [max(1, videos / 10), videos]
            var times: [Times] = []
            for count in counts { times.append(try measure(finished, count, in: folder.appending("noop-\(count)"))) }
            show(counts, times, files: PlainLoop.files(of: finished.records))
        }
    }

    private func measure(_ finished: FinishedVideo, _ count: Int, in folder: FilePath) throws -> Times {
        let outbox = folder.appending("outbox")
        let inbox = folder.appending("inbox")
        if try !folder.appending("made").isThere {
            try Files.removeTree(folder)
            try finished.copy(count, inbox: inbox, outbox: outbox)
            try folder.appending("made").write([])
        }
        func smartclip(_ command: String...) throws -> Figures {
            var command = try Command.smartclip(command + ["-o", outbox.string])
            command.errors = folder.appending("errors.txt")
            command.output = folder.appending("output.txt")
            return try command.measured()
        }
        func run() throws -> Figures {
            let figures = try smartclip("run", inbox.string)
            let said = String(decoding: try Files.read(folder.appending("errors.txt")), as: UTF8.self)
            guard said.contains("\(count) ready (\(count) already were)\n") else {
                throw BenchError("\(outbox) is not finished, but: \(said.suffix(200))")
            }
            return figures
        }
        var times = Times()
        // The first run proves that the copies are whole: whatever is not as the program itself writes it would be done again.
        _ = try run()
        // Without seals every record is read and every decision made.
        try Files.removeTree(outbox.appending(".smartclip/seals"))
        times.unsealed = try run().wall
        let loop = PlainLoop(outbox: outbox, folders: FinishedVideo.names(count), records: finished.records)
        _ = try run()
        _ = try loop.run()
        for _ in 0..<rounds {
            let figures = try run()
            times.run.append(figures.wall)
            times.processor.append(figures.processor)
            times.loop.append(try loop.run())
        }
        times.plan = try smartclip("plan", inbox.string).wall
        times.status = try smartclip("status").wall
        return times
    }

    private func show(_ counts: [Int], _ times: [Times], files: Int) {
        var report = Report("Nothing to do (\(files) files a video)", "\(counts[0]) videos", "\(counts[1]) videos")
        func add(_ name: String, _ figure: (Times, Double) -> String) {
            report.add(name, figure(times[0], Double(counts[0])), figure(times[1], Double(counts[1])))
        }
        func each(_ seconds: Double) -> String { "\((seconds * 1e6).figure(1)) us" }
        add("plain loop") { times, _ in times.loop.median.time }
        add("run") { times, _ in times.run.median.time }
        add("run, ratio (target 2 x)") { times, _ in (times.run.median / times.loop.median).ratio }
        add("plain loop, per video") { times, count in each(times.loop.median / count) }
        add("run, per video") { times, count in each(times.run.median / count) }
        add("run, processor time") { times, _ in times.processor.median.time }
        add("run, seals removed") { times, _ in times.unsealed.time }
        add("plan") { times, _ in times.plan.time }
        add("status") { times, _ in times.status.time }
        report.show()
        let growth = (times[1].run.median - times[0].run.median) / Double(counts[1] - counts[0])
        print("  each further video: \(each(growth))")
    }
}
