import ArgumentParser
import Manifest
import Pipeline

/// `smartclip status`
struct Status: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Lists every video: its stage, its clips, its error."
    )

    @OptionGroup var outbox: OutboxOptions

    @Flag(help: "Print one JSON object a video.")
    var json = false

    func run() throws {
        let outbox = try outbox.open(try Surroundings())
        var table = Table("VIDEO", "STATUS", "CLIPS", "LENGTH", "REMARK")
        for video in try VideoLookup(outbox).all() {
            let overview = try Overview(of: video, in: outbox)
            if json {
                try Console.write(Array(JSONText.line(overview)))
            } else {
                table.add(
                    overview.video,
                    overview.status.rawValue + (overview.running ? " …" : ""),
                    "\(overview.clips)",
                    overview.duration.map(\.clock) ?? "",
                    remark(overview)
                )
            }
        }
        for line in table.lines { try Console.print(line) }
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
