import Testing
import Transcript

/// Whatever the bytes are, nothing traps and times are in order.
@Suite(.timeLimit(.minutes(2)))
struct FuzzTests {
    private static let seeds = [
        "WEBVTT\nLanguage: en\n\nSTYLE\na{}\n\nREGION\nid:r\nlines:2\n\nid\n00:01.000 --> 00:03.000 region:r align:left\n"
            + "<v Ann>Hello <00:02.000><c.x>there</c>. [Music] &amp; &#65;\n\n00:02.000 --> 00:12.000 line:5%\n"
            + ">> NAME: Dr. X said ... (laughs)\n- No!\n\n00:12.000 --> 00:09.000\n<ruby>漢<rt>x</rt></ruby>。♪ la ♪\n",
        "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>Hi</i> *sighs* \u{201C}so.\u{201D}\r\n\r\n2\r\n"
            + "00:00:02,000 --> 00:00:09,500 X1:1\r\n<font color=red>A < B &lt; C</font>\r\n- a\r\n- b\r\n",
    ]

    private func check(_ captions: Captions) throws {
        let sentences = captions.sentences()
        var last = -Double.infinity
        for sentence in sentences {
            try #require(sentence.start >= last && sentence.start <= sentence.end && !sentence.words.isEmpty)
            last = sentence.start
            var word = sentence.start
            for spoken in sentence.words {
                try #require(spoken.start >= word && spoken.end >= spoken.start && spoken.end <= sentence.end)
                word = spoken.start
            }
        }
        try #require(sentences.reduce(0) { $0 + $1.words.count } == captions.words().count)
        try #require(captions.events().allSatisfy { $0.start <= $0.end })
        var printed = try Captions(webVTT: captions.webVTT())
        printed.problems = captions.problems
        printed.notes = captions.notes
        printed.format = captions.format
        try #require(printed == captions)
        let clip = captions.clipped(from: 1.5, to: 10)
        try #require(clip.cues.allSatisfy { $0.start >= 0 && $0.end <= 8.5 && $0.end > $0.start })
        _ = captions.plainText()
        _ = captions.subRip()
    }

    private func check(_ bytes: [UInt8]) throws {
        for format in [nil, Captions.Format.webVTT, .subRip] {
            let captions: Captions
            do throws(CaptionError) {
                captions = try Captions(parsing: bytes, format: format)
            } catch {
                #expect(!error.description.isEmpty)
                continue
            }
            try check(captions)
        }
    }

    @Test(arguments: 0..<2)
    func truncated(seed: Int) throws {
        let bytes = Array(Self.seeds[seed].utf8)
        for length in 0...bytes.count { try check(Array(bytes.prefix(length))) }
    }

    @Test(arguments: 0..<2)
    func mutated(seed: Int) throws {
        var generator = Seeded(state: UInt64(seed) + 1)
        let source = Array(Self.seeds[seed].utf8)
        let favourites = Array("<>&;:-.,[]()*\n\r 0189\0\"{}".utf8) + [0xFF, 0xC3, 0xE2]
        for _ in 0..<200 {
            var bytes = source
            for _ in 0..<Int.random(in: 1...8, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                let byte = favourites.randomElement(using: &generator) ?? 0
                switch Int.random(in: 0..<4, using: &generator) {
                case 0: bytes[place] = byte
                case 1: bytes.insert(byte, at: place)
                case 2: bytes.remove(at: place)
                default:
                    let end = min(bytes.count, place + 30)
                    bytes.insert(
                        contentsOf: Array(bytes[place..<end]),
                        at: Int.random(in: 0..<bytes.count, using: &generator)
                    )
                }
            }
            try check(bytes)
        }
    }

    @Test func random() throws {
        var generator = Seeded(state: 99)
        for _ in 0..<200 {
            let count = Int.random(in: 0...200, using: &generator)
            let bytes = (0..<count).map { _ in UInt8.random(in: 0...255, using: &generator) }
            try check(bytes)
            try check(Array("WEBVTT\n\n00:01.000 --> 00:09.000\n".utf8) + bytes)
        }
    }
}
