import Testing
import Transcript

@Suite struct WordTests {
    private func texts(_ captions: Captions) -> [String] { captions.words().map(\.word.text) }

    @Test func timesFollowTheLengthOfTheLetters() {
        let words = captions("a bbbbbbb", seconds: 10).words().map(\.word)
        #expect(words == [Word(text: "a", start: 0, end: 2), Word(text: "bbbbbbb", start: 2, end: 10)])
    }

    @Test func inlineTimestampsAreUsed() {
        let cue = Cue(start: 10, end: 14, text: "one<00:00:11.000> two<00:00:13.000><c> three</c>")
        let words = Captions(cues: [cue]).words().map(\.word)
        #expect(words.map(\.start) == [10, 11, 13])
        #expect(words.map(\.text) == ["one", "two", "three"])
        #expect(words[1].end < 13, "a pause before the next timestamp is seen")
    }

    @Test func timestampsOutOfOrderDoNoHarm() {
        let cue = Cue(start: 10, end: 14, text: "one<00:00:13.000> two<00:00:11.000> three<00:00:59.000> four")
        let starts = Captions(cues: [cue]).words().map(\.word.start)
        #expect(starts == starts.sorted())
        #expect(starts.allSatisfy { $0 >= 10 && $0 <= 14 })
    }

    @Test func rubyReadingsAndTagsAreNoWords() {
        #expect(texts(captions("<ruby>漢<rt>kan</rt></ruby> <b>bold</b> &amp; x")) == ["漢", "bold &", "x"])
    }

    @Test func rollingCaptionsSayEachWordOnce() {
        let cues = [
            Cue(start: 0, end: 2, text: " \nhello<00:00:01.000><c> big</c>"),
            Cue(start: 2, end: 2.01, text: "hello big\n "),
            Cue(start: 2.01, end: 4, text: "hello big\nworld<00:00:03.000><c> of</c>"),
            Cue(start: 4, end: 4.01, text: "world of\n "),
            Cue(start: 4.01, end: 6, text: "world of\n[Music]"),
            Cue(start: 6, end: 6.01, text: "[Music]\n "),
            Cue(start: 6.01, end: 8, text: "[Music]\nours"),
        ]
        let captions = Captions(cues: cues)
        #expect(texts(captions) == ["hello", "big", "world", "of", "ours"])
        #expect(captions.words()[2].word.start == 2.01)
        #expect(captions.events().count == 1)
    }

    @Test func paintedCaptionsSayEachWordOnce() {
        let captions = captions("so", "so we", "so we went", "so we went home", seconds: 1)
        #expect(texts(captions) == ["so", "we", "went", "home"])
        #expect(captions.words().map(\.word.start) == [0, 1, 2, 3])
    }

    @Test func whatIsSaidTwiceStays() {
        #expect(texts(captions("No.", "No.", "Yes we can.", "We can do it.")).count == 9)
        #expect(texts(captions("no no no", "no no no", "that is it", "and more")).count == 11)
    }

    @Test func cuesOutOfOrderAndBackwardsAreSorted() {
        let cues = [
            Cue(start: 10, end: 12, text: "third"), Cue(start: 0, end: 2, text: "first"),
            Cue(start: 5, end: 1, text: "second"), Cue(start: 5, end: 6, text: "too"),
        ]
        let words = Captions(cues: cues).words().map(\.word)
        #expect(words.map(\.text) == ["first", "second", "too", "third"])
        #expect(words.allSatisfy { $0.start <= $0.end })
    }

    @Test func cuesThatOverlapKeepOrder() {
        let cues = [Cue(start: 0, end: 100, text: "a long one here"), Cue(start: 2, end: 4, text: "short.")]
        let words = Captions(cues: cues).words().map(\.word)
        #expect(words.map(\.start) == words.map(\.start).sorted())
        #expect(words[3].end == 2)
    }
}
