import Testing
import Transcript

@Suite struct TimedWordTests {
    @Test("Words with timestamps of their own are told from those that share one")
    func ownTimes() {
        let cue = Cue(start: 0, end: 4, text: "one <00:00:01.000>two <00:00:02.000>three four")
        let words = Captions(cues: [cue]).timedWords()
        #expect(words.map(\.text) == ["one", "two", "three", "four"])
        #expect(words.map(\.hasOwnTime) == [true, true, false, false])
        #expect(words.map(\.spaceBefore) == [true, true, true, true])
        #expect(Set(words.map(\.group)).count == 4)
    }

    @Test("Without timestamps only a cue of one word tells its time")
    func plainCues() {
        let cues = [
            Cue(start: 0, end: 1, text: "Yes."), Cue(start: 1, end: 3, text: "it works"),
            Cue(start: 3, end: 12, text: "Well"),
        ]
        let words = Captions(cues: cues).timedWords()
        #expect(words.map(\.hasOwnTime) == [true, false, false, false])
        #expect(words.map(\.cue) == [0, 1, 1, 2])
    }

    @Test("Characters between two timestamps are one word where there are no spaces")
    func unspaced() {
        let cue = Cue(start: 0, end: 2, text: "字幕<00:00:01.000>です。")
        let words = Captions(cues: [cue]).timedWords()
        #expect(words.map(\.text) == ["字", "幕", "で", "す。"])
        #expect(words.map(\.group) == [0, 0, 1, 1])
        #expect(words.allSatisfy { $0.hasOwnTime })
        #expect(words.map(\.spaceBefore) == [true, false, false, false])
        let sentence = Captions(cues: [Cue(start: 0, end: 3, text: "字幕はとても大切です。")]).timedWords()
        #expect(sentence.allSatisfy { !$0.hasOwnTime })
        // Nor is a sentence of Thai a word, though nothing parts it.
        let thai = [Cue(start: 0, end: 2, text: "วิศวกรทุกคนทำผิดพลาดแบบเดียวกัน"), Cue(start: 2, end: 3, text: "วิศวกร")]
        #expect(Captions(cues: thai).timedWords().map(\.hasOwnTime) == [false, true])
    }

    @Test("They are the words of the captions, with their times, and turns change with speakers")
    func sameWords() {
        let captions = Captions(cues: [
            Cue(start: 0, end: 3, text: "- Is it?\n- It is."),
            Cue(start: 3, end: 5, text: "[Music] so <00:00:04.000>it is"),
        ])
        let words = captions.timedWords()
        #expect(words.map(\.text) == captions.words().map(\.word.text))
        #expect(words.map(\.start) == captions.words().map(\.word.start))
        #expect(words.map(\.end) == captions.words().map(\.word.end))
        #expect(words[0].turn != words[2].turn)
    }

    @Test("A space of no width parts words and is no blank")
    func noWidth() {
        let words = Captions(cues: [Cue(start: 0, end: 2, text: "អ្វី\u{200B}ដែល ហើយ")]).timedWords()
        #expect(words.map(\.text) == ["អ្វី", "ដែល", "ហើយ"])
        #expect(words.map(\.spaceBefore) == [true, false, true])
    }
}
