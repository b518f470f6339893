import Media
import Testing

@testable import Recognisers

/// Which language is spoken, and which names may be said.
struct SpokenTests {
    private func guess(_ language: String, _ probability: Double) -> LanguageGuess {
        LanguageGuess(language: language, probability: probability)
    }

    @Test func theLanguageIsThatOfMostPlaces() {
        let english = [guess("en", 0.9), guess("de", 0.05)]
        let music = [guess("la", 0.4), guess("en", 0.3)]
        let found = SpokenLanguage([music, english, english, [], english])
        #expect(found.language == "en" && found.isSure)
        #expect(abs(found.probability - 0.75) < 0.001)
    }

    @Test func twoLanguagesAreTwo() {
        let (english, german) = ([guess("en", 0.95)], [guess("de", 0.9)])
        let found = SpokenLanguage([english, german, english, german])
        #expect(!found.isSure)
        #expect(found.language == "en" && found.others == ["de"])
    }

    @Test func nothingIsSureOfNothing() {
        #expect(SpokenLanguage([]).language == nil)
        #expect(SpokenLanguage([[], []]).language == nil)
        #expect(!SpokenLanguage([[guess("cy", 0.3), guess("en", 0.2)]]).isSure)
    }

    @Test func placesAreSpreadOverTheTalk() {
        let levels = LevelCurve(values: Array(repeating: -20, count: Int(3600 / LevelCurve.step)))
        let places = SpokenLanguage.places(in: SpeechMap(levels, until: 3600))
        #expect(places.count == 8)
        #expect(places.allSatisfy { $0.seconds <= 30 })
        #expect((places.first?.start ?? 0) > 100 && (places.last?.start ?? 0) > 3000)
        let short = SpeechMap(LevelCurve(values: Array(repeating: -20, count: 50)), until: 1)
        #expect(SpokenLanguage.places(in: short).count == 1)
        #expect(SpokenLanguage.places(in: SpeechMap(LevelCurve(values: []), until: 0)).isEmpty)
    }

    @Test(arguments: [
        ("interview with Ada Lovelace part 2", ["Ada Lovelace"]), ("The Clock That Went To Sea", []),
        ("talk", []), ("IMG_1234", []), ("how we met Grace Hopper in Arlington", ["Grace Hopper", "Arlington"]),
        ("Why the sea is salty", []),
    ])
    func namesOfTheTitleAreToldToTheRecogniser(_ title: String, _ names: [String]) {
        #expect(SpokenNames.inTitle(title) == names)
    }

    @Test func theUsersNamesComeFirstAndOnce() {
        let words = SpokenNames.hotwords(
            vocabulary: ["Kubernetes", "Ada Lovelace"],
            title: "interview with Ada Lovelace today"
        )
        #expect(words == "Kubernetes, Ada Lovelace")
        #expect(SpokenNames.hotwords(vocabulary: [], title: "talk") == nil)
    }
}
