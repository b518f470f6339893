import ArgumentParser
import FoundationEssentials
import Intake
import Manifest
import Pipeline
import StateFiles
import SystemPackage
import Transcript

/// `smartclip transcript`
struct TranscriptCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "transcript",
        abstract: "Shows or converts captions.",
        discussion:
            "Reads WebVTT, SubRip, SubStation Alpha, SBV, TTML, LRC, Whisper's JSON and YouTube's json3, in any encoding. "
            + "What is mended or passed over is reported on standard error."
    )

    enum Format: String, ExpressibleByArgument, CaseIterable {
        case vtt, srt, txt, json
    }

    @Argument(help: "A caption file.", completion: .file(extensions: Captions.Format.allCases.flatMap(\.endings)))
    var file: String

    @Option(help: "The form to print it in: vtt, srt, txt, json (cues with all their settings).")
    var to: Format = .txt

    @Flag(help: "One sentence a line (txt), or sentences with their times instead of cues (json).")
    var sentences = false

    func validate() throws {
        if sentences, to == .vtt || to == .srt {
            throw ValidationError("--sentences goes with --to txt and --to json; vtt and srt hold cues")
        }
    }

    func run() throws {
        let surroundings = try Surroundings().telling()
        let path = FilePath(file).absolute(in: surroundings.folder)
        let captions: Captions
        do {
            let hint = path.extension.flatMap { Captions.Format(ending: $0) }
            captions = try Captions(parsing: try Files.read(path), hint: hint)
        } catch let error as CaptionError {
            throw Failure(.input, "\(file.oneLine): \(error)")
        }
        for problem in captions.problems { Console.error("\(file.oneLine):\(problem.line): \(problem.text)") }
        for note in captions.notes.drop(while: { note in
            captions.problems.prefix(1).contains { note.hasSuffix($0.text) }
        }) {
            Console.error("\(file.oneLine): \(note)")
        }
        switch to {
        case .vtt: try Console.write(Array(captions.webVTT().utf8))
        case .srt: try Console.write(Array(captions.subRip().utf8))
        case .txt where sentences:
            for sentence in captions.sentences() { try Console.print(sentence.text) }
        case .txt: try Console.write(Array(captions.plainText().utf8))
        case .json where sentences: try Console.write(Array(JSONText.file(captions.sentences())))
        case .json: try Console.write(Array(JSONText.file(captions)))
        }
    }
}
