public import ArgumentParser
import Intake
public import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage

extension ExportFormat: ExpressibleByArgument {}

/// `smartclip export`
struct Export: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Writes the moments of a video for another program.",
        discussion: ExportFormat.allCases.map { "\($0.rawValue): \($0.summary)" }.joined(separator: "\n")
    )

    @Argument(help: "Its folder in the outbox, its id, or the path of its source.", completion: VideoCompletion.kind)
    var video: String

    @Option(name: [.short, .long], help: "The format.")
    var format: ExportFormat

    @Option(help: ArgumentHelp("The file to write. Default: standard output.", valueName: "file"), completion: .file())
    var to: String?

    @Option(help: ArgumentHelp("The page that shows the video, for links in jsonld.", valueName: "url"))
    var url: String?

    @OptionGroup var outbox: OutboxOptions

    func run() throws {
        let surroundings = try Surroundings().telling()
        let known = try VideoLookup(try outbox.open(surroundings)).find(video, in: surroundings.folder)
        guard let manifest = try known.manifest() else {
            throw Failure(.transient, "\(known.folder.name): has no manifest yet; run smartclip run first")
        }
        if let problem = try known.problemWithMoments() {
            Console.error("\(problem.message); what follows are the moments that were read last")
        }
        if format == .jsonld, url == nil {
            Console.error("jsonld: without --url the addresses are relative to the page that the text stands on")
        }
        let text: String
        do {
            text = try manifest.export(format, pageURL: url)
        } catch {
            throw Failure(.input, "\(known.folder.name): \(error)")
        }
        if let to {
            try AtomicFile.write(text.utf8, to: FilePath(to).absolute(in: surroundings.folder))
        } else {
            try Console.write(Array(text.utf8))
        }
    }
}
