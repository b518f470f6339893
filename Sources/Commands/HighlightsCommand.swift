import ArgumentParser
import Highlights
import Manifest
import Pipeline
import StateFiles
import TalkTime
import Transcript

/// `smartclip highlights`
struct HighlightsCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "highlights",
        abstract: "Chooses the moments of a talk from its captions alone.",
        discussion:
            "What the extractive analyst would choose of a video that is as long as its captions, without a video and "
            + "without an outbox. Reads what transcript reads."
    )

    @OptionGroup var captions: CaptionFileArgument

    @Option(parsing: .unconditional, help: "How many to choose, at most; else one per five minutes, 3 to 12.")
    var count: Int?

    @Flag(help: "Print all candidates, in order of time, instead of the choice.")
    var candidates = false

    @Flag(help: "Print JSON: moments, rejected and notes; with --candidates, a list.")
    var json = false

    func validate() throws {
        if let count, count < 1 { throw ValidationError("--count \(count): at least one") }
    }

    func run() throws {
        let captions = try captions.read(try Surroundings().telling())
        let sentences = captions.sentences()
        if sentences.isEmpty { throw Failure(.input, "\(self.captions.file.oneLine): holds no words to choose from") }
        let talk = Talk(
            sentences: sentences,
            events: captions.events(),
            duration: max(captions.cues.map(\.end).max() ?? 0, sentences.map(\.end).max() ?? 0),
            language: captions.language
        )
        let picker = MomentPicker(talk: talk, rules: Rules(count: count))
        let choice = picker.choose()
        if candidates {
            try tell(picker.candidates())
            for note in choice.notes { Console.error(note) }
            return
        }
        if json { return try Console.write(Array(JSONText.file(HighlightsReport(choice)))) }
        for line in lines(choice) { try Console.print(line) }
        for note in choice.notes { Console.error(note) }
    }

    private func tell(_ candidates: [Candidate]) throws {
        if json { return try Console.write(Array(JSONText.file(candidates.map(HighlightsReport.Span.init)))) }
        var table = Table("TIMES", "SCORE", "ENDS")
        for candidate in candidates {
            table.add(times(candidate.start, candidate.end), score(candidate.score), candidate.boundary.rawValue)
        }
        for line in table.lines { try Console.print(line) }
    }

    /// The best first: to choose by eye, not by time.
    private func lines(_ choice: Choice) -> [String] {
        var table = Table("TIMES", "SCORE", "ENDS", "TITLE")
        func add(_ moment: Moment, _ title: String) {
            table.add(times(moment.start, moment.end), score(moment.score), moment.boundary.rawValue, title)
        }
        for moment in HighlightsReport.bestFirst(choice.moments) { add(moment, moment.title.oneLine) }
        for other in choice.rejected {
            add(other.moment, "(\(other.passedOver.oneLine)) \(other.moment.title.oneLine)")
        }
        return table.lines
    }

    private func times(_ start: Double, _ end: Double) -> String { "\(TalkTime.text(start))–\(TalkTime.text(end))" }

    private func score(_ score: Double) -> String {
        let hundredths = Int((score * 100).rounded())
        return "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }
}

/// A choice of moments as JSON. The keys are those of `moments.json`.
struct HighlightsReport: Encodable {
    /// A span and its score.
    struct Span: Encodable {
        let startTime: Double
        let endTime: Double
        let score: Double
        let scoreParts: [String: Double]
        let boundary: String

        init(_ candidate: Candidate) {
            startTime = candidate.start.roundedToThousandth
            endTime = candidate.end.roundedToThousandth
            score = candidate.score.roundedToThousandth
            scoreParts = candidate.parts
            boundary = candidate.boundary.rawValue
        }

        enum CodingKeys: String, CodingKey {
            case score, boundary
            case startTime = "start_time"
            case endTime = "end_time"
            case scoreParts = "score_parts"
        }
    }

    /// The chosen ones, the best first. They have no id and no video, as entries of `rejected`.
    let moments: [RejectedEntry]
    let rejected: [RejectedEntry]
    let notes: [String]

    init(_ choice: Choice) {
        moments = Self.bestFirst(choice.moments).map { RejectedEntry($0, passedOver: nil) }
        rejected = choice.rejected.map { RejectedEntry($0.moment, passedOver: $0.passedOver) }
        notes = choice.notes
    }

    static func bestFirst(_ moments: [Moment]) -> [Moment] {
        moments.sorted { ($1.score, $0.start) < ($0.score, $1.start) }
    }
}
