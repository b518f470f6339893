import Highlights
import TestSupport
import Testing
import Transcript

@Suite struct MomentPickerTests {
    static let lengths: [ClosedRange<Double>] = [20...60, 5...10, 60...180, 15...120, 30...30, 1...400]

    @Test(arguments: LongTables.rows(Array(0..<120)))
    func everyRuleHoldsOnRandomTalks(seed: Int) {
        let talk = TalkMaker.random(seed: seed)
        let length = Self.lengths[seed % Self.lengths.count]
        let rules = Rules(length: length, count: seed % 5 == 0 ? seed % 15 : nil)
        let choice = MomentPicker(talk: talk, rules: rules).choose()
        #expect(ChoiceChecks.faults(choice, talk: talk, rules: rules) == [])
    }

    @Test(arguments: [1, 2, 3])
    func theSameTalkGivesTheSameChoice(seed: Int) {
        let talk = TalkMaker.random(seed: seed)
        let first = MomentPicker(talk: talk, rules: Rules())
        let second = MomentPicker(talk: talk, rules: Rules())
        #expect(first.choose() == second.choose())
        #expect(first.candidates() == second.candidates())
    }

    @Test func findsTheLineThatStandsOut() {
        var texts = (0..<60).map { "The shelf number \($0) in the cellar keeps the paper of that office in a box." }
        texts[30] = "Years ago I met a man who had lost everything in the war."
        texts[31] = "Nobody tells you the truth about fear."
        texts[32] = "Most people never survive the first winter."
        let choice = MomentPicker(talk: TalkMaker.talk(texts), rules: Rules()).choose()
        let best = choice.moments.max { $0.score < $1.score }
        #expect(best?.score == 1)
        // The two strong lines make the title and the quote.
        #expect(best?.title == "Most people never survive the first winter")
        #expect(best?.quote == texts[31])
        #expect(best?.description.contains(texts[30]) == true)
        #expect(best?.reason.contains("strong feelings") == true)
        #expect(best?.boundary == .thought)
    }

    @Test func aShortSourceIsOneMoment() {
        let talk = TalkMaker.talk(["We never give up hope.", "That is all."])
        let choice = MomentPicker(talk: talk, rules: Rules()).choose()
        #expect(choice.moments.count == 1)
        #expect(choice.moments.first?.boundary == .whole)
        #expect(choice.moments.first?.start == 0)
        #expect(choice.moments.first?.end == talk.duration)
        #expect(choice.moments.first?.quote == "We never give up hope.")
        #expect(choice.notes == ["The video is shorter than 30 s and is one moment as a whole."])
    }

    @Test(arguments: [0, -1, Double.nan, .infinity])
    func aVideoWithoutALengthHasNoMoments(duration: Double) {
        var talk = TalkMaker.talk(["Words."])
        talk.duration = duration
        let choice = MomentPicker(talk: talk, rules: Rules()).choose()
        #expect(choice.moments.isEmpty)
        #expect(choice.notes == ["The video has no length."])
    }

    @Test func noSentencesAreNoMomentsAndANote() {
        let talk = Talk(sentences: [], events: [], duration: 600, language: nil)
        let choice = MomentPicker(talk: talk, rules: Rules()).choose()
        #expect(choice.moments.isEmpty)
        #expect(choice.notes.first?.contains("says nothing") == true)
        #expect(choice.curve.count == 240)
    }

    @Test func oneSentenceThatFitsIsTheMoment() {
        let only = TalkMaker.sentence("We walked for days and never lost hope of finding the river again.", 10, 40)
        let talk = Talk(sentences: [only], events: [], duration: 60, language: "en")
        let choice = MomentPicker(talk: talk, rules: Rules()).choose()
        #expect(choice.moments.map(\.start) == [10 - Rules.lead])
        #expect(choice.moments.map(\.end) == [40 + Rules.tail])
        #expect(choice.notes == ["1 moment where 3 were wanted: there are no other spans of 20–60 s."])
    }

    @Test func aMonologueWithoutPunctuationIsCutAtPauses() {
        let words = (0..<1500).map { "word\($0 % 170)" }.joined(separator: " ")
        let only = TalkMaker.sentence(words, 0, 600, ending: .end)
        let talk = Talk(sentences: [only], events: [], duration: 600, language: nil)
        let choice = MomentPicker(talk: talk, rules: Rules()).choose()
        #expect(!choice.moments.isEmpty)
        #expect(choice.moments.dropLast().allSatisfy { $0.boundary == .pause })
        #expect(ChoiceChecks.faults(choice, talk: talk, rules: Rules()) == [])
    }

    @Test func aNearDuplicateIsDropped() {
        let story = [
            "Imagine the coldest night of the war.", "Nobody expected the river to freeze.",
            "Seven men crossed the ice.",
            "Fear kept every soldier awake until morning.", "They survived because of one mistake.",
        ]
        let filler = (0..<20).map { "The shelf \($0) holds box \($0 * 7) of item \($0 * 13) from room \($0 * 17)." }
        let talk = TalkMaker.talk(story + filler + story)
        let choice = MomentPicker(talk: talk, rules: Rules(count: 8)).choose()
        let quotes = choice.moments.map(\.quote)
        #expect(choice.moments.contains { moment in story.contains { $0.hasPrefix(moment.title) } })
        #expect(Set(quotes).count == quotes.count)
        #expect(choice.rejected.contains { $0.passedOver.hasPrefix("Says the same as the moment at ") })
    }

    @Test func sponsorsAndGreetingsAreAvoided() {
        var texts = (0..<40).map { "The garden of house \($0) grows roses beside stone \($0)." }
        for index in 0..<8 { texts[index] = "Welcome to the podcast, use code SAVE\(index) at our sponsor today." }
        let choice = MomentPicker(talk: TalkMaker.talk(texts), rules: Rules()).choose()
        #expect(!choice.moments.isEmpty)
        #expect(choice.moments.allSatisfy { !$0.quote.contains("sponsor") && $0.start > 30 })
    }

    @Test func describesASpanSetByHand() {
        let talk = TalkMaker.talk([
            "The cat sat down.", "Nothing ever scared the old cat.", "It slept for hours there.",
        ])
        let picker = MomentPicker(talk: talk, rules: Rules())
        let moment = picker.describe(start: 6, end: 12)
        #expect(moment.start == 6 && moment.end == 12)
        #expect(moment.title == "Nothing ever scared the old cat")
        #expect(moment.quote == "Nothing ever scared the old cat.")
        let silent = picker.describe(start: 3725, end: 3730)
        #expect(silent.title == "Moment at 1:02:05")
        #expect(silent.quote.isEmpty && silent.scoreParts.isEmpty)
    }

    @Test func partsSumToTheOrderOfTheScores() {
        let candidates = MomentPicker(talk: TalkMaker.random(seed: 2), rules: Rules()).candidates()
        let byScore = candidates.sorted { $0.score < $1.score }
        let sums = byScore.map { $0.parts.values.reduce(0, +) }
        #expect(candidates.count > 40)
        #expect(zip(sums, sums.dropFirst()).allSatisfy { $0 <= $1 + 0.02 })
    }
}
