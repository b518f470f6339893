import Testing
import Transcript

@testable import Highlights

/// Which of the pieces that stand alone is the better title.
@Suite struct TitleRankTests {
    private static func rank(_ text: String, _ language: String) -> Double {
        let reading = Reading(talk: TalkMaker.talk([text], language: language), rules: Rules())
        let titles = Wording(reading: reading).titles
        guard let finder = titles.finder else { return 0 }
        let words = RankWords(reading.language)
        return finder.clauses(0, asks: titles.asks(0)).map { words.rank($0, finder, topics: []) }.max() ?? 0
    }

    private static func title(_ texts: [String], _ language: String = "en") -> String? {
        Wording(reading: Reading(talk: TalkMaker.talk(texts, language: language), rules: Rules()))
            .title(0...(texts.count - 1))?.text
    }

    @Test(arguments: [
        // Said to a reader, not to somebody who is there.
        ("en", "People used to paint old bridges.", "You used to paint old bridges."),
        ("en", "Why did nobody paint the bridge?", "Why did you paint the bridge?"),
        ("en", "Nobody painted the bridge in spring.", "You painted the bridge in spring."),
        ("en", "Painters must have feared the salt.", "You must have feared the salt."),
        ("de", "Warum hat niemand die Brücke gestrichen?", "Warum haben Sie die Brücke gestrichen?"),
        ("fr", "Pourquoi faut-il vendre le vieux moulin ?", "Pourquoi avez-vous vendu le vieux moulin ?"),
        ("es", "Por qué nadie vendió el molino viejo?", "Por qué usted ha vendido el molino viejo?"),
        // What compares says with what.
        ("en", "The bridge becomes lower than the river.", "The bridge becomes lower."),
        ("de", "Brücken werden jedes Jahr schöner.", "Brücken werden jedes Jahr länger."),
        // What something is.
        ("en", "A bridge is a promise.", "A bridge made a promise."),
        ("de", "Eine Brücke ist ein Versprechen.", "Eine Brücke ist sehr offen."),
        ("fr", "Un pont est une promesse.", "Un pont est très solide."),
        ("es", "Un puente es una promesa.", "Un puente es muy sólido."),
        // A turn.
        ("en", "Steel is patient, but salt is not.", "Steel is patient, and salt is not."),
        // A thing that nobody has named.
        ("en", "A painter forgot the rust.", "The painter forgot the rust."),
    ])
    func ranksAbove(language: String, better: String, worse: String) {
        let (one, other) = (Self.rank(better, language), Self.rank(worse, language))
        #expect(one > other, "\(one) \(other)")
    }

    /// Clauses that begin alike are one figure, of which a title takes more than one.
    @Test func aFigureIsNotTakenApart() {
        let texts = [
            "It was so, and he told them so.",
            "A man fell in the river, a wall fell in the city, a bridge was painted by our own good people.",
        ]
        #expect(Self.title(texts) == "A man fell in the river, a wall fell in the city")
    }

    /// What "this" is, the sentence says itself; only where nothing else says as much is it a title.
    @Test func whatIsPresentedIsATitle() {
        let told = "It went for them as he had told her, and so it was."
        #expect(
            Self.title([told, "This is a victory of courage over rust."]) == "This is a victory of courage over rust"
        )
        let other = ["This is a victory of courage over rust.", "Courage is a victory of painters over rust."]
        #expect(Self.title(other) == "Courage is a victory of painters over rust")
    }

    @Test func whatOnlyLeadsInIsLeftOut() {
        let texts = ["It was so, and he told them so.", "Across the land, we have painted ten old bridges."]
        #expect(Self.title(texts) == "We have painted ten old bridges")
    }

    @Test func bothHalvesOfATurnAreKept() {
        let texts = ["A bridge is made with courage, but so is a boat.", "It was so, and he told them so."]
        #expect(Self.title(texts) == "A bridge is made with courage, but so is a boat")
    }

    /// What one hears first is not read at the same time, unless nothing else says as much.
    @Test func theFirstLineIsATitleWhereElseThereWouldBeAList() {
        let texts = ["Painters fear the salt on old bridges.", "It was so, and he told them so, and the salt too."]
        #expect(Self.title(texts) == "Painters fear the salt on old bridges")
        let two = ["Painters fear the salt on old bridges.", "Painters love the rust on old bridges."]
        #expect(Self.title(two) == "Painters love the rust on old bridges")
    }

    @Test func aLongSentenceIsRatherReadThanAPhrase() {
        let texts = [
            "It was theirs.",
            "The work on the old bridge has been slower and colder and more lonely than we had feared, but it is his.",
        ]
        #expect(
            Self.title(texts)
                == "The work on the old bridge has been slower and colder and more lonely than we had feared"
        )
    }

    @Test func aPhraseEndsBeforeAParticiple() {
        let reading = Reading(
            talk: TalkMaker.talk(["On that ground he saw soil anchored in harbour of steel."], language: "en"),
            rules: Rules()
        )
        let titles = Wording(reading: reading).titles
        let phrases = titles.finder?.phrases(0).map { titles.text($0, asks: false) } ?? []
        #expect(!phrases.contains { $0.contains("anchored") }, "\(phrases)")
    }
}
