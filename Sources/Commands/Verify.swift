import ArgumentParser
import Manifest
import Outbox
import Pipeline

/// `smartclip verify`
struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Checks every result against its record.",
        discussion: """
            Reads every file that was made, compares size and SHA-256 with what its record says, and changes none of \
            them. The next run makes missing and shortened files again; for others, retry --from the stage that made \
            them. Only the list of all videos, manifest.ndjson and its page, is put right at once: all that it says \
            stands in the manifests. Exit code 1 where anything is wrong.
            """
    )

    @OptionGroup var outbox: OutboxOptions

    @Flag(help: "Print one JSON object a finding.")
    var json = false

    func run() async throws {
        let outbox = try outbox.open(try Surroundings().telling())
        let bar = CountBar("verify")
        var findings = 0
        var closed: (any Error)?
        let verified = try await Verifier(outbox).verify { part in
            bar.show(part)
        } found: { found in
            findings += found.count
            bar.clear()
            do {
                for finding in found { try tell(finding) }
            } catch {
                closed = error
            }
        }
        bar.clear()
        if let closed { throw closed }
        if !verified.isIndexSound { await remakeIndex(Verifier(outbox)) }
        let videos = verified.videos
        if !json {
            try Console.print("\(videos) videos, " + (findings == 0 ? "all as recorded" : "\(findings) findings"))
        }
        if findings > 0 { throw ExitCode(1) }
    }

    private func remakeIndex(_ verifier: Verifier) async {
        do {
            try await verifier.remakeIndex()
            Console.error("the list of all videos is made again from their manifests")
        } catch {
            Console.error("\(error); the next run makes the list of all videos again")
        }
    }

    private func tell(_ finding: Finding) throws {
        if json {
            try Console.write(Array(JSONText.line(finding)))
        } else {
            try Console.print("\(finding.place): \(finding.problem)")
        }
    }
}
