import ArgumentParser
import Manifest
import Pipeline
import StateFiles
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

    @OptionGroup var captions: CaptionFileArgument

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
        let captions = try captions.read(try Surroundings().telling())
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
