import Testing
import Transcript

@Suite struct ClippingTests {
    @Test func timesAreRebasedAndHeldInside() {
        let captions = captions("one", "two", "three", "four")
        let clip = captions.clipped(from: 1, to: 5.5)
        #expect(clip.cues.map(\.text) == ["one", "two", "three"])
        #expect(clip.cues.map(\.start) == [0, 1, 3])
        #expect(clip.cues.map(\.end) == [1, 3, 4.5])
    }

    @Test func whatOnlyTouchesIsOut() {
        let captions = captions("one", "two", "three")
        #expect(captions.clipped(from: 2, to: 4).cues.map(\.text) == ["two"])
        #expect(captions.clipped(from: 1.9998, to: 4.0003).cues.map(\.text) == ["two"])
        #expect(captions.clipped(from: 4, to: 4).cues.isEmpty)
        #expect(captions.clipped(from: 5, to: 4).cues.isEmpty)
        #expect(captions.clipped(from: .nan, to: 4).cues.isEmpty)
    }

    /// A clip from 10 s to 20 s, and whether it shows a cue.
    @Test(
        arguments: [
            // At the end, and at the beginning.
            (19.999, 24, false), (19.8, 24, false), (19.75, 24, true),
            (6, 10.001, false), (6, 10.2, false), (6, 10.25, true),
            // Half of it or more is in the clip.
            (19.9, 20.1, true), (19.9, 20.11, false), (9.9, 10.1, true), (9.89, 10.1, false),
            // Short, and wholly inside.
            (15, 15.1, true), (10, 10.05, true), (19.95, 20, true),
        ] as [(Double, Double, Bool)]
    )
    func aCueThatIsHardlyInsideIsOut(_ start: Double, _ end: Double, _ isShown: Bool) {
        let clip = Captions(cues: [Cue(start: start, end: end, text: "x")]).clipped(from: 10, to: 20)
        #expect(clip.cues.isEmpty != isShown)
    }

    @Test func aPartThatIsHardlyInsideIsOut() {
        let captions = Captions(cues: [Cue(start: 0, end: 10, text: "aaaa bbbb")])
        let whole = captions.clipped(from: 0, to: 10).cues
        #expect(whole.count == 2)
        // A tenth of a second of the second part is left.
        #expect(captions.clipped(from: 0, to: whole[1].start + 0.1).cues.map(\.end) == [whole[0].end])
    }

    /// A cue of eight seconds, a word a second, and what a clip of it shows.
    @Test(
        arguments: [
            ("a b c d e f g h", 2.0, 6.0, "c d e f"), ("a b c d e f g h", 2.4, 7.1, "c d e f g"),
            // The next sentence is not shown, nor the end of the one before.
            ("a b c. D e. F g h", 3.2, 5.3, "D e."), ("a b c. D e. F g h", 2.7, 4.6, "D e."),
            // A sentence whose end is far is cut where the clip ends.
            ("a b c d e f g h.", 0, 4, "a b c d"),
            // Captioners leave the last words standing.
            ("a b c d e f g h.", 0, 7.4, "a b c d e f g h."),
        ]
    )
    func aCueOverAnEdgeIsCutAtTheWord(_ text: String, _ from: Double, _ to: Double, _ shown: String) {
        let clip = Captions(cues: [Cue(start: 0, end: 8, text: text)]).clipped(from: from, to: to)
        let words = clip.cues.flatMap { $0.text.split(separator: " ") }.joined(separator: " ")
        #expect(words == shown)
        #expect(clip.cues.allSatisfy { $0.start >= 0 && $0.end <= to - from + 0.001 })
    }

    @Test func whatIsCutKeepsItsTags() {
        let cue = Cue(start: 0, end: 6, text: "<v Ann>aa <i>bb</i> cc <b>dd ee</b> ff</v>")
        #expect(Captions(cues: [cue]).clipped(from: 2, to: 5).cues.map(\.text) == ["<v Ann>cc <b>dd ee</b> </v>"])
    }

    @Test func noWordIsShownInTwoNeighboursAndNoneInNeither() {
        var generator = Seeded(state: 15)
        for _ in 0..<300 {
            let words = (0..<Int.random(in: 2...12, using: &generator)).map { number in
                "w\(number)" + (Int.random(in: 0...3, using: &generator) == 0 ? "." : "")
            }
            let captions = Captions(cues: [Cue(start: 0, end: 6, text: words.joined(separator: " "))])
            let cut = Double.random(in: 0.5...5.5, using: &generator)
            let parts = [captions.clipped(from: 0, to: cut), captions.clipped(from: cut, to: 6)]
            let shown = parts.flatMap { $0.cues.flatMap { $0.text.split(separator: " ").map(String.init) } }
            #expect(shown == words, "cut at \(cut)")
        }
    }

    @Test func settingsIdsStylesAndUsedRegionsStay() throws {
        let source =
            "WEBVTT\n\nSTYLE\nx\n\nREGION\nid:a\n\nREGION\nid:b\n\ni1\n00:01.000 --> 00:02.000 region:b\nx\n\n"
            + "i2\n00:05.000 --> 00:06.000 region:a\ny\n"
        let clip = try Captions(webVTT: source).clipped(from: 0, to: 3)
        #expect(clip.cues.map(\.id) == ["i1"])
        #expect(clip.regions.map(\.id) == ["b"])
        #expect(clip.stylesheets == ["x"])
    }

    @Test func timesInsideTheTextMove() {
        let cue = Cue(start: 10, end: 14, text: "a<00:00:11.000>b<00:00:12.000>c<00:00:13.000>d &amp; e")
        #expect(
            Captions(cues: [cue]).clipped(from: 11.5, to: 12.5).cues
                == [Cue(start: 0, end: 1, text: "ab<00:00:00.500>cd")]
        )
    }

    @Test func longCuesArePartedAtWords() {
        let cue = Cue(id: "x", start: 0, end: 20, text: "<v Ann>aaaa <b>bbbb cccc dddd</b> eeee ffff")
        let parts = Captions(cues: [cue]).clipped(from: 0, to: 20).cues
        #expect(
            parts.map(\.text) == [
                "<v Ann>aaaa <b>bbbb </b></v>", "<v Ann><b>cccc dddd</b> </v>", "<v Ann>eeee ffff</v>",
            ]
        )
        #expect(parts.map(\.id) == ["x", "", ""])
        #expect(parts.allSatisfy { $0.end - $0.start <= 7 })
        #expect(parts.first?.start == 0 && parts.last?.end == 20)
    }

    @Test func aLongCueWithOneWordIsShownShorter() {
        let captions = Captions(cues: [Cue(start: 0, end: 60, text: "[Music]"), Cue(start: 60, end: 90, text: "")])
        #expect(captions.clipped(from: 0, to: 90).cues.map(\.end) == [7, 67])
    }

    @Test func longJapaneseCuesArePartedBetweenCharacters() {
        let parts = Captions(cues: [Cue(start: 0, end: 10, text: "今日は晴れです。明日も。")]).clipped(from: 0, to: 10).cues
        #expect(parts.count == 2)
        #expect(parts.map(\.text).joined() == "今日は晴れです。明日も。")
    }

    @Test func partsLoseNoWord() {
        var generator = Seeded(state: 5)
        for _ in 0..<200 {
            let words = (0..<Int.random(in: 1...30, using: &generator)).map { "w\($0)" }
            let end = Double.random(in: 1...100, using: &generator)
            let captions = Captions(cues: [Cue(start: 0, end: end, text: words.joined(separator: " "))])
            let clip = captions.clipped(from: 0, to: end)
            #expect(clip.cues.flatMap { $0.text.split(separator: " ").map(String.init) } == words)
            #expect(clip.cues.allSatisfy { $0.end - $0.start <= 7.0001 && $0.end > $0.start })
            #expect(zip(clip.cues, clip.cues.dropFirst()).allSatisfy { $0.end <= $1.start })
        }
    }
}
