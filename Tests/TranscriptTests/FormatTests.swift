import Testing
import Transcript

/// The formats beside WebVTT and SubRip, each found by its content.
@Suite struct FormatTests {
    static let files: [(format: Captions.Format, text: String)] = [
        (
            .subStationAlpha,
            """
            [Script Info]
            ScriptType: v4.00+

            [Events]
            Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text
            Comment: 0,0:00:00.00,0:00:09.00,Default,,0,0,0,,A remark, not shown
            Dialogue: 0,0:00:04.00,0:00:06.00,Default,Tom,0,0,0,,{\\an8}They start,\\Nof course.
            Dialogue: 0,0:00:01.00,0:00:03.00,Default,Ann,0,0,0,,{\\k50}One {\\k100}small {fast}{\\k50}step.
            Dialogue: 1,0:00:02.00,0:00:05.00,Sign,,0,0,0,,{\\p1}m 0 0 l 100 0 100 50{\\p0}
            """
        ),
        (
            .subViewer,
            "0:00:01.000,0:00:03.000\nOne small step.\n\n0:00:04.000,0:00:06.000\nThey start,[br]of course.\n"
        ),
        (
            .timedText,
            """
            <?xml version="1.0"?><!DOCTYPE tt [<!ENTITY a "b">]>
            <tt xmlns="http://www.w3.org/ns/ttml" xml:lang="en" ttp:frameRate="25" xmlns:ttp="x">
            <head><metadata><!-- <p begin="0s">no</p> --></metadata></head><body><div begin="1s">
            <p begin="0s" dur="2s">One <span begin="0.5s">small</span>
              step.</p><p begin="00:00:03:00" end="5s">They start,<br/>of course.</p></div></body></tt>
            """
        ),
        (
            .timedText,
            "<transcript><text start=\"1\" dur=\"2\">One small step.</text><text start=\"4\" dur=\"2\">They start, of "
                + "course.</text></transcript>"
        ),
        (
            .timedText,
            "<timedtext format=\"3\"><body><p t=\"1000\" d=\"2000\"><s>One</s><s t=\"500\"> small</s><s t=\"1500\"> "
                + "step.</s></p><p t=\"4000\" d=\"2000\">They start, of course.</p></body></timedtext>"
        ),
        (
            .lyrics,
            "[ar: Nobody]\n[la:en]\n[00:01.00]One <00:01.50>small <00:02.50>step.\n[00:03.00]\n[00:04.00]They start, of course.\n"
        ),
        (
            .whisper,
            """
            {"text": " One", "segments": [{"id": 0, "start": 1.0, "end": 3.0, "avg_logprob": NaN, "text": " One small step.",
            "words": [{"word": " One", "start": 1.0, "end": 1.5}, {"word": " small", "start": 1.5, "end": 2.5},
            {"word": " step", "start": 2.5, "end": 2.9}, {"word": ".", "start": 2.9, "end": 3.0}]},
            {"start": "4.0", "end": 6, "text": " They start, of course.", "speaker": "SPEAKER_01"}], "language": "en"}
            """
        ),
        (
            .whisper,
            """
            {"result": {"language": "en"}, "transcription": [{"offsets": {"from": 1000, "to": 3000}, "text": " One small step.",
            "tokens": [{"text": "[_BEG_]", "offsets": {"from": 1000, "to": 1000}}, {"text": " One", "offsets": {"from": 1000,
            "to": 1500}}, {"text": " sm", "offsets": {"from": 1500, "to": 2000}}, {"text": "all", "offsets": {"from": 2000,
            "to": 2500}}, {"text": " step.", "offsets": {"from": 2500, "to": 3000}}]},
            {"offsets": {"from": 4000, "to": 6000}, "text": " They start, of course."}]}
            """
        ),
        (
            .whisper,
            """
            {"segments": [{"start": 1.0, "end": 3.0, "text": "One small step.", "words": [{"word": "One", "start": 1.0, "end": 1.5},
            {"word": "small"}, {"word": "step.", "start": 2.5, "end": 3.0}]}, {"start": 4, "end": 6,
            "text": "They start, of course.", "words": []}], "word_segments": []}
            """
        ),
        (
            .whisper,
            "{\"chunks\": [{\"timestamp\": [1.0, 3.0], \"text\": \" One small step.\"}, {\"timestamp\": [4.0, null], "
                + "\"text\": \" They start, of course.\"}]}"
        ),
        (
            .youTube,
            """
            {"wireMagic": "pb3", "events": [{"tStartMs": 0, "dDurationMs": 9000, "id": 1}, {"tStartMs": 1000, "dDurationMs": 5000,
            "segs": [{"utf8": "One"}, {"utf8": " small", "tOffsetMs": 500}, {"utf8": " step.", "tOffsetMs": 1500}]},
            {"tStartMs": 2990, "dDurationMs": 10, "aAppend": 1, "segs": [{"utf8": "\\n"}]},
            {"tStartMs": 4000, "dDurationMs": 2000, "segs": [{"utf8": "They start, of course."}]}]}
            """
        ),
    ]

    @Test(arguments: files.indices)
    func isRead(index: Int) throws {
        let captions = try Captions(parsing: Array(Self.files[index].text.utf8))
        #expect(captions.format == Self.files[index].format)
        #expect(captions.texts == ["One small step.", "They start, of course."])
        #expect(captions.sentences().map(\.start) == [1, 4])
        #expect(captions.words().map(\.word.text) == ["One", "small", "step.", "They", "start,", "of", "course."])
        var printed = try Captions(webVTT: captions.webVTT())
        (printed.format, printed.problems, printed.notes) = (captions.format, captions.problems, captions.notes)
        #expect(printed == captions)
    }

    @Test(arguments: [0, 4, 5, 6, 7, 10])
    func wordsHaveTheirTimes(index: Int) throws {
        let words = try Captions(parsing: Array(Self.files[index].text.utf8)).words()
        #expect(words.prefix(2).map(\.word.start) == [1, 1.5])
        #expect(words[2].word.start == 2.5)
    }

    @Test func speakersOfTheFormatsStay() throws {
        #expect(try Captions(parsing: Array(Self.files[0].text.utf8)).sentences().map(\.speaker) == ["Ann", "Tom"])
        #expect(try Captions(parsing: Array(Self.files[6].text.utf8)).sentences().last?.speaker == "SPEAKER_01")
    }

    @Test func endingsAreHints() {
        #expect(Captions.Format(ending: "SSA") == .subStationAlpha)
        #expect(Captions.Format(ending: "dfxp") == .timedText)
        #expect(Captions.Format(ending: "mp4") == nil)
    }

    @Test(arguments: [
        "{\"segments\": [{\"start\": 1", "{\"a\": 1}", "<tt><body/></tt>", "[Events]\nDialogue: 0,x,y,,,,,,,z",
    ])
    func damagedFilesAreErrors(text: String) {
        #expect(throws: CaptionError.self) { try Captions(parsing: Array(text.utf8)) }
    }

    /// Whatever becomes of a file, reading it ends, and its cues are in bounds.
    @Test(arguments: files.indices)
    func harmedFilesHarmNothing(index: Int) throws {
        var generator = Seeded(state: UInt64(index) + 7)
        let source = Array(Self.files[index].text.utf8)
        let favourites = Array("<>&;:-.,[](){}\\\"\n 0199eE/".utf8) + [0xFF, 0xC3]
        for round in 0..<150 {
            var bytes = source
            for _ in 0..<Int.random(in: 1...6, using: &generator) {
                let place = Int.random(in: 0..<bytes.count, using: &generator)
                if Bool.random(using: &generator) {
                    bytes[place] = favourites.randomElement(using: &generator) ?? 0
                } else {
                    bytes.insert(contentsOf: source.shuffled(using: &generator).prefix(8), at: place)
                }
            }
            if round % 3 == 0 { bytes.removeLast(Int.random(in: 0..<bytes.count, using: &generator)) }
            let captions: Captions
            do throws(CaptionError) {
                captions = try Captions(parsing: bytes)
            } catch {
                #expect(!error.description.isEmpty)
                continue
            }
            try #require(captions.cues.allSatisfy { $0.start >= 0 && $0.start.isFinite && $0.end.isFinite })
            _ = captions.sentences()
            _ = captions.clipped(from: 1, to: 5).subRip()
        }
    }

    @Test func depthAndNumbersAreBounded() {
        let deep = String(repeating: "[", count: 200_000)
        for text in [
            "{\"segments\": " + deep, "{\"segments\": [{\"start\": 1e999, \"end\": -1e308, \"text\": \"x\"}]}",
            "<tt>" + String(repeating: "<div>", count: 100_000) + "<p begin='1s'>x", "[99999999999:99.99]x",
        ] {
            // Only that it ends.
            do { _ = try Captions(parsing: Array(text.utf8)).sentences() } catch { #expect(!"\(error)".isEmpty) }
        }
    }
}
