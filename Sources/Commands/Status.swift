import ArgumentParser
import Manifest
import Outbox
import Pipeline
import StateFiles
import TalkTime
import Watching

/// `smartclip status`
struct Status: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists every video: its stage, its clips, its error; and what a watcher waits for.",
        discussion: "While smartclip watch is at work, files that it has not taken yet are listed with the reason."
    )

    @OptionGroup var outbox: OutboxOptions

    @Flag(help: "Print one JSON object a video.")
    var json = false

    func run() async throws {
        let outbox = try outbox.open(try Surroundings().telling())
        var table = Table("VIDEO", "STATUS", "CLIPS", "LENGTH", "REMARK")
        var lines: [UInt8] = []
        for overview in try await Overview.all(in: outbox) {
            if json {
                lines += try JSONText.line(overview)
            } else {
                table.add(
                    overview.video,
                    overview.status.rawValue + (overview.running ? " …" : ""),
                    "\(overview.clips)",
                    overview.duration.map(TalkTime.length) ?? "",
                    remark(overview)
                )
            }
        }
        try Console.write(lines)
        if let watch = try WatchStatus(of: outbox) { try list(watch, &table) }
        for line in table.lines { try Console.print(line) }
    }

    /// A file that a watcher has not taken, for a program: the keys of a video's object that it has.
    private struct WaitingLine: Encodable {
        let status = VideoStatus.waitingForUpload
        let source: String
        let waiting: String
        @OrNull var until: Timestamp?
    }

    private func list(_ watch: WatchStatus, _ table: inout Table) throws {
        for file in watch.waiting {
            if json {
                let line = WaitingLine(source: file.path, waiting: file.reason, until: file.until)
                try Console.write(Array(JSONText.line(line)))
            } else {
                let until = file.until.map { " (looked at again at \($0))" } ?? ""
                table.add(file.path.oneLine, VideoStatus.waitingForUpload.rawValue, "", "", file.reason.oneLine + until)
            }
        }
        if json { return }
        let paused = watch.paused.map { "; no new work begins: \($0)" } ?? ""
        let more = watch.counts.waiting + watch.counts.queued - watch.waiting.count
        let rest = more > 0 ? "; \(more) more files wait" : ""
        Console.error("process \(watch.pid) watches \(watch.inbox.oneLine)\(rest)\(paused)", prefixed: false)
    }

    private func remark(_ overview: Overview) -> String {
        if let error = overview.error {
            let again = error.retryAt.map { " (again at \($0))" } ?? ""
            return "\(error.stage.rawValue): \(error.message)\(again)".oneLine
        }
        if let waiting = overview.waiting { return waiting }
        return overview.edited ? "moments.json is edited" : ""
    }
}
