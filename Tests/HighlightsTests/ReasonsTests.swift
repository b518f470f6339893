import Testing

@testable import Highlights

/// Reasons that a person would give.
@Suite struct ReasonsTests {
    private static let reasons = Reasons(means: Feature.Values())

    private static func values(_ features: [Feature]) -> Feature.Values {
        var values = Feature.Values()
        for feature in features { values[feature] = 1 }
        return values
    }

    @Test func areOneSentenceInTheOrderOfTelling() {
        let values = Self.values([.number, .ending, .story])
        #expect(
            Self.reasons.sentence(values, about: "dough")
                == "It tells a story about dough, backs it with numbers and ends on a line worth quoting."
        )
    }

    @Test func sayWhatCountsAgainst() {
        let sentence = Self.reasons.sentence(Self.values([.question, .leaning]))
        #expect(sentence == "It asks a question, though it opens on what came before.")
    }

    @Test(arguments: [(nil, "It is among the better parts."), ("bread", "It is among the better parts on bread.")])
    func sayLittleWhereLittleStandsOut(subject: String?, sentence: String) {
        #expect(Self.reasons.sentence(Feature.Values(), about: subject) == sentence)
    }

    @Test(arguments: Feature.allCases) func areSentences(feature: Feature) {
        let sentence = Self.reasons.sentence(Self.values([feature]), about: "bread")
        #expect(sentence.hasPrefix("It ") && sentence.hasSuffix(".") && !sentence.contains(".."))
        #expect(sentence.contains("bread"))
    }
}
