import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage
import Transcript

/// A word with its time in seconds: heard, or known.
struct HeardWord: Codable {
    var text: String
    var start: Double
    var end: Double
    /// Whether its end is told: in captions it is where the word is the last of its cue.
    var isEndKnown = true

    private enum CodingKeys: String, CodingKey { case text, start, end }

    init(text: String, start: Double, end: Double, isEndKnown: Bool = true) {
        (self.text, self.start, self.end, self.isEndKnown) = (text, start, end, isEndKnown)
    }

    /// Those of captions that smartclip wrote; none where it wrote none.
    static func all(inCaptions path: FilePath) throws -> [HeardWord] {
        guard let bytes = try Files.readIfPresent(path) else { return [] }
        let captions = try Captions(webVTT: bytes)
        let ends = Set(captions.cues.map(\.end))
        return captions.words().map { spoken in
            let word = spoken.word
            return HeardWord(
                text: word.text,
                start: word.start,
                end: word.end,
                isEndKnown: ends.contains { abs($0 - word.end) < 0.001 }
            )
        }
    }

    /// Those that `plain_whisper.py` told.
    static func all(inAnswer path: FilePath) throws -> [HeardWord] {
        try JSONText.decode([HeardWord].self, from: Data(Files.read(path)))
    }
}
