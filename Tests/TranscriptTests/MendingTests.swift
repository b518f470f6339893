import Testing
import Transcript

/// Captions as other programs write them: each word is there once, in the sentences and in the clips' own files.
@Suite struct MendingTests {
    private func parse(_ text: String) throws -> Captions { try Captions(parsing: Array(text.utf8)) }

    private func srt(_ cues: [(Double, Double, String)]) -> String {
        func time(_ seconds: Double) -> String {
            let total = Int((seconds * 1000).rounded())
            return "0:\(total / 60_000):\(total / 1000 % 60),\(String(total % 1000 + 1000).dropFirst())"
        }
        return cues.map { "\(time($0.0)) --> \(time($0.1))\n\($0.2)\n" }.joined(separator: "\n")
    }

    private func words(_ captions: Captions) throws -> [String] {
        let clip = try parse(captions.clipped(from: 0, to: 1000).webVTT())
        #expect(clip.words().map(\.word.text) == captions.words().map(\.word.text))
        return captions.words().map(\.word.text)
    }

    @Test(arguments: ["<font color=\"#00ff00\">", "<u>", "<b>"])
    func karaokeSaysEachWordOnce(tag: String) throws {
        let end = "</" + tag.dropFirst().prefix { $0.isLetter } + ">"
        let captions = try parse(
            srt([
                (1, 1.3, "\(tag)One\(end) small step."), (1.3, 1.5, "One small step."),
                (1.5, 2, "One \(tag)small\(end) step."),
                (2, 2.6, "One small \(tag)step.\(end)"), (3, 3.4, "\(tag)One\(end) leap."),
                (3.4, 4, "One \(tag)leap.\(end)"),
            ])
        )
        #expect(captions.texts == ["One small step.", "One leap."])
        #expect(captions.words().map(\.word.start) == [1, 1.5, 2, 3, 3.4])
        #expect(captions.subRip().contains("00:00:01,000 --> 00:00:02,600\nOne small step.\n"))
        #expect(captions.notes == ["4 cues that only showed the same words again are merged"])
        #expect(try words(captions).count == 5)
    }

    @Test func paintedAgainSaysEachWordOnce() throws {
        let texts = [
            "We moved one", "We moved one", "We moved one", "and she", "and she", "walked two.", "walked two.",
        ]
        let captions = try parse(srt(texts.enumerated().map { (Double($0), Double($0 + 1), $1) }))
        #expect(captions.cues.map(\.text) == ["We moved one", "and she", "walked two."])
        #expect(captions.cues.map(\.end) == [3, 5, 7])
    }

    @Test func whatSomebodySaysTwiceStays() throws {
        let texts = [
            "No.", "No.", "That is not it.", "What is it then?", "A printer.", "A what?", "A thing.", "Yes.", "Yes.",
        ]
        let captions = try parse(srt(texts.enumerated().map { (Double($0), Double($0 + 1), $1) }))
        #expect(captions.texts == texts)
        #expect(captions.notes.isEmpty)
    }

    @Test func rollingLinesAreThereOnce() throws {
        let captions = try parse(
            srt([
                (0, 1, "<font face=\"Monospace\">{\\an7}EVERY TEAM</font>"),
                (1, 2, "{\\an7}EVERY TEAM\nMAKES THE SAME"),
                (2, 3, "{\\an7}MAKES THE SAME\nMISTAKE."), (3, 4, "{\\an7}MISTAKE.\nTHEY START"),
                (4, 5, "{\\an7}THEY START\nLATE."),
            ])
        )
        #expect(captions.texts == ["EVERY TEAM MAKES THE SAME MISTAKE.", "THEY START LATE."])
        #expect(captions.cues.map(\.text) == ["EVERY TEAM", "MAKES THE SAME", "MISTAKE.", "THEY START", "LATE."])
        #expect(captions.cues[0].settings.align == .left)
    }

    @Test func youTubesOwnRoll() throws {
        let captions = try parse(
            """
            WEBVTT

            00:00:00.400 --> 00:00:02.550 align:start position:0%
            \u{20}
            every<00:00:00.730><c> team</c><00:00:01.010><c> works</c>

            00:00:02.550 --> 00:00:02.560 align:start position:0%
            every team works
            \u{20}

            00:00:02.560 --> 00:00:04.910 align:start position:0%
            every team works
            with<00:00:02.840><c> tools</c>

            00:00:04.910 --> 00:00:04.920 align:start position:0%
            with tools
            \u{20}
            """
        )
        #expect(try words(captions) == ["every", "team", "works", "with", "tools"])
        #expect(captions.words().map(\.word.start) == [0.4, 0.73, 1.01, 2.56, 2.84])
        #expect(captions.cues.count == 2)
    }

    @Test func segmentsOfAStreamAreJoined() throws {
        func segment(_ map: String, _ cues: String) -> String { "WEBVTT\nX-TIMESTAMP-MAP=\(map)\n\n\(cues)\n\n" }
        let one = "00:01.000 --> 00:03.000\nOne.\n\n00:03.500 --> 00:05.500\nTwo."
        let moved = try parse(
            segment("LOCAL:00:00:00.000,MPEGTS:900000", one) + segment("MPEGTS:1440000,LOCAL:00:00:00.000", one)
        )
        #expect(moved.cues.map(\.start) == [1, 3.5, 7, 9.5])
        let map = "MPEGTS:900000,LOCAL:00:00:00.000"
        let again = try parse(
            segment(map, one) + segment(map, "00:03.500 --> 00:05.500\nTwo.\n\n00:06.000 --> 00:07.000\nX.")
        )
        #expect(again.texts == ["One.", "Two.", "X."])
        #expect(again.notes == ["2 segments of a stream are joined", "1 cue that was there twice is left out"])
        // The clock of 33 bits runs over; a map of one clock on itself moves nothing.
        let late =
            segment("MPEGTS:8589844592,LOCAL:00:00:00.000", one) + segment("MPEGTS:360000,LOCAL:00:00:00.000", one)
        #expect(try parse(late).cues.map(\.start) == [1, 3.5, 6, 8.5])
        #expect(try parse(segment("MPEGTS:450000,LOCAL:00:00:05.000", one)).cues.map(\.start) == [1, 3.5])
    }

    @Test func cuesWithoutALengthKeepTheirWords() throws {
        let captions = try parse(
            srt([(0, 0.4, "I"), (0.4, 0.4, "have"), (0.7, 1, "ever"), (2, 1, "been."), (9, 9, "Yes.")])
        )
        #expect(try words(captions) == ["I", "have", "ever", "been.", "Yes."])
        #expect(captions.cues.allSatisfy { $0.end > $0.start })
        #expect(captions.cues[1].end == 0.7)
        #expect(captions.notes == ["3 cues without a length have one now"])
    }

    @Test func piecesOfWordsAreJoined() throws {
        let pieces = [" Okay", ",", " you", "'re", " fam", "ous", ".", " Nice", " $", "3", ".", "50"]
        let captions = try parse(srt(pieces.enumerated().map { (Double($0), Double($0 + 1), $1) }))
        #expect(captions.texts == ["Okay, you're famous.", "Nice $3.50"])
        #expect(captions.words()[2].word.start == 4 && captions.words()[2].word.end == 7)
        // Spaces that somebody left are no such sign.
        let human = [" Okay.", "Nice.", " You are here.", "So am I.", " Good.", " Fine."]
        #expect(try parse(srt(human.enumerated().map { (Double($0), Double($0 + 1), $1) })).texts.count == 6)
    }

    @Test(arguments: [
        ("First\\Nsecond\\hline", "First\nsecond line"), ("{\\an8}Up", "Up"), ("{\\pos(1,2)\\fad(1,1)}At", "At"),
        ("{b}Bold{/b} {y:i}it", "Bold it"), ("one<br>two<BR />three", "one\ntwo\nthree"),
        ("<font color=\"#fff\">Second</font> sentence", "Second sentence"),
        ("AT&amp;amp;T isn&amp;#39;t", "AT&amp;T isn&#39;t"),
        ("{\\p1}m 0 0 l 100 0 100 50{\\p0}Text", "Text"), ("C:\\New {x}", "C:\\New {x}"), ("a &amp; b", "a &amp; b"),
        ("&amp;amp;amp; &amp;lt;", "&amp; &lt;"),
    ])
    func markupOfOtherFormatsGoes(text: String, expected: String) throws {
        #expect(try parse("1\n00:00:01,000 --> 00:00:02,000\n\(text)\n").cues.map(\.text) == [expected])
        #expect(try parse("WEBVTT\n\n00:01.000 --> 00:02.000\n\(text)\n").cues.map(\.text) == [expected])
    }

    @Test func drawingsAreNoCues() throws {
        let captions = try parse(
            srt([(0, 1, "m 0 0 l 100 0 100 50 0 50"), (1, 2, "{\\p1}m 0 0 l 9 9"), (2, 3, "m is a letter")])
        )
        #expect(captions.cues.map(\.text) == ["m is a letter"])
    }

    @Test func sentencesEndBeforeInvisibleMarks() throws {
        let captions = try parse(
            srt([(0, 1, "\u{202B}Erster Satz.\u{202C}"), (1, 2, "\u{202B}zweiter Satz.\u{202C}")])
        )
        #expect(captions.texts == ["Erster Satz.", "zweiter Satz."])
    }

    @Test func whatIsBleepedStaysWhole() throws {
        let captions = try parse("WEBVTT\n\n00:01.000 --> 00:03.000\nwhat the [&nbsp;__&nbsp;] is [ __ ].\n")
        #expect(captions.words().map(\.word.text) == ["what", "the", "[__]", "is", "[__]."])
    }

    @Test func musicAloneIsNoSpeech() throws {
        #expect(try !parse("WEBVTT\n\n00:00.000 --> 00:05.000\n[Music]\n\n00:05.000 --> 00:09.000\n♪♪\n").hasSpeech)
        #expect(try parse("WEBVTT\n\n00:00.000 --> 00:05.000\n[Music] Hi\n").hasSpeech)
    }

    @Test func mendingTwiceIsMendingOnce() throws {
        let source = srt([
            (0, 1, "<u>A</u> b."), (1, 2, "A <u>b.</u>"), (2, 2, "Hm\\N&amp;amp;"), (2.5, 3, "x"), (2.5, 3, "x"),
        ])
        let once = try parse(source)
        let twice = try parse(once.webVTT())
        #expect(twice.cues == once.cues)
        #expect(twice.notes.isEmpty)
    }
}
