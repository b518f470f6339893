import ArgumentParser
import Manifest
import Pipeline

/// `smartclip verify`
struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks every result against its record.",
        discussion: """
            Reads every file that was made, compares size and SHA-256 with what its record says, and changes nothing. \
            The next run makes missing and shortened files again; for others, retry --from the stage that made them. \
            Exit code 1 where anything is wrong.
            """
    )

    @OptionGroup var outbox: OutboxOptions

    @Flag(help: "Print one JSON object a finding.")
    var json = false

    func run() throws {
        let outbox = try outbox.open(try Surroundings())
        let verifier = Verifier(outbox)
        var findings = 0
        var videos = 0
        for video in try VideoLookup(outbox).all() {
            videos += 1
            for finding in verifier.tellingFindings(video) {
                findings += 1
                if json {
                    try Console.write(Array(JSONText.line(finding)))
                } else {
                    try Console.print("\(finding.video)/\(finding.path): \(finding.problem)")
                }
            }
        }
        for finding in try verifier.indexFindings() {
            findings += 1
            if json {
                try Console.write(Array(JSONText.line(finding)))
            } else {
                try Console.print("\(finding.path): \(finding.problem)")
            }
        }
        if !json {
            try Console.print("\(videos) videos, " + (findings == 0 ? "all as recorded" : "\(findings) findings"))
        }
        if findings > 0 { throw ExitCode(1) }
    }
}
