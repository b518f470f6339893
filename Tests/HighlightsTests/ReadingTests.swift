import Testing
import Transcript

@testable import Highlights

@Suite struct ReadingTests {
    @Test(arguments: [
        ("Don’t!", false, ["don't"]),
        ("l'amour,", true, ["l", "amour"]),
        ("'quoted'", false, ["quoted"]),
        ("well-known", false, ["well", "known"]),
        ("GPT-4", false, ["gpt", "4"]),
        ("…", false, []),
        ("東京タワーへ", false, ["東京", "タワー", "へ"]),
        ("中华人民共和国", false, ["中华", "华人", "人民", "民共", "共和", "和国"]),
        ("नमस्ते", false, ["नमस्ते"]),
    ])
    func splitsWords(word: String, apostrophes: Bool, terms: [String]) {
        #expect(Tokenizer(splitsApostrophes: apostrophes).terms(of: word) == terms)
    }

    @Test(
        arguments: [
            ("de-CH", "Hello there", Language.german),
            ("pt_BR", "Hello there", .portuguese),
            ("ja", "the of and", nil),
            (nil, "das ist nicht so wie ich es mir mit dem Haus gedacht habe", .german),
            (nil, "je ne sais pas ce que tu veux dire avec cette maison", .french),
            (nil, "non so che cosa vuole dire con questa casa", .italian),
            (nil, "qwerty zxcvb poiuy lkjhg mnbvc", nil),
            (nil, "", nil),
        ] as [(String?, String, Language?)]
    )
    func knowsTheLanguage(tag: String?, text: String, language: Language?) {
        #expect(Language(of: TalkMaker.talk([text], language: tag)) == language)
    }

    @Test func linesNeverOverlapWhateverTheSentencesDo() {
        let maker = LineMaker(duration: 100, rules: Rules())
        let lines = maker.lines(of: [
            TalkMaker.sentence("Second one here.", 10, 14),
            TalkMaker.sentence("First, and it lingers.", 2, 10.5),
            TalkMaker.sentence("Spoken at once.", 11, 13),
            TalkMaker.sentence("No time at all.", 20, 20),
            TalkMaker.sentence("Goes on beyond the very end of it all.", 92, 108),
            TalkMaker.sentence("Outside.", 120, 130),
        ])
        #expect(lines.map(\.start) == [2, 10, 20, 92])
        #expect(lines.map(\.end) == [10, 14, 20, 100])
        #expect(
            lines.map(\.text) == [
                "First, and it lingers.", "Second one here. Spoken at once.", "No time at all.",
                "Goes on beyond the very",
            ]
        )
        #expect(lines.map(\.closes) == [true, true, true, false])
    }

    @Test func aLongSentenceIsCutAtItsLongestGaps() {
        var sentence = TalkMaker.sentence((0..<200).map { "w\($0)" }.joined(separator: " "), 0, 200)
        sentence.words[80].end -= 0.9
        let lines = LineMaker(duration: 200, rules: Rules()).lines(of: [sentence])
        #expect(lines.allSatisfy { $0.end - $0.start <= 15 })
        #expect(lines.contains { $0.text.hasSuffix(" w80") })
        #expect(lines.map(\.text).joined(separator: " ") == sentence.text)
        #expect(lines.map(\.opens) == [true] + Array(repeating: false, count: lines.count - 1))
        #expect(lines.map(\.closes) == Array(repeating: false, count: lines.count - 1) + [true])
    }

    @Test func leadAndTailTakeHalfTheGapAtMost() {
        let edges = Edges(times: [(0.2, 5), (5.4, 9), (9, 12), (20, 25)], duration: 25.5)
        #expect(edges.starts == [0.1, 5.2, 9, 19.7])
        #expect(edges.ends == [5.2, 9, 12.45, 25.25])
    }

    @Test func aChangeOfTopicIsFound() {
        let river = (0..<30).map { "The river carries water past bridge \($0 % 3) toward the harbour." }
        let bread = (0..<30).map { "Flour and yeast become bread inside oven \($0 % 3) at the bakery." }
        let reading = Reading(talk: TalkMaker.talk(river + bread), rules: Rules())
        let topics = Topics(reading: reading)
        #expect(topics.topic == Array(repeating: 0, count: 30) + Array(repeating: 1, count: 30))
    }

    @Test(arguments: [
        ("As I said before, the river rose.", 1.0), ("And that is why he left town.", 1.0),
        ("He never came back home.", 1.0),
        ("But rivers rise in spring.", 0.6), ("Rivers rise in spring again.", 0.0),
        ("Another problem is the mud.", 0.6), ("However, rivers rise in spring.", 0.6), ("Two percent.", 0.6),
        ("I think it is the mud.", 0.6), ("The mayor says it is the mud.", 0.0),
    ])
    func seesWhatLeansOnWhatCameBefore(text: String, leaning: Double) {
        let reading = Reading(talk: TalkMaker.talk([text]), rules: Rules())
        #expect(reading.signs.map(\.leaning) == [leaning])
    }

    @Test func likenessIsShareOfAllWords() {
        #expect(WordSet.likeness(WordSet.words(of: [3, 1, 2, 1]), WordSet.words(of: [2, 3, 4])) == 0.5)
        #expect(WordSet.likeness([], []) == 0)
    }
}
