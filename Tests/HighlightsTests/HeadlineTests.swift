import Testing

@testable import Highlights

@Suite struct HeadlineTests {
    private let english = Headline(language: .english)

    @Test(arguments: [
        ("And so the river won.", "The river won"),
        ("But, you know, nobody came home.", "Nobody came home"),
        ("Who pays for it?", "Who pays for it?"),
        ("So, yes.", "So, yes"),
        ("— Well, fear is a choice…", "Fear is a choice"),
        ("iPhones sell.", "iPhones sell"),
    ])
    func losesFillerAndStops(text: String, title: String) {
        #expect(english.part(text) == title)
    }

    @Test func aLongSentenceEndsAtAClause() {
        let text =
            "The river took the bridge in 1,500 pieces, and the whole town stood there in the rain for hours without one word."
        #expect(english.part(text) == "The river took the bridge in 1,500 pieces")
    }

    @Test func aLongSentenceWithoutClausesEndsBetweenWords() {
        let title = english.part(Array(repeating: "river", count: 40).joined(separator: " "))
        #expect(title.count <= 100)
        #expect(title.hasSuffix(" river…"))
    }

    @Test func aLongSentenceWithoutSpacesStillFits() {
        let title = Headline(language: nil).part(String(repeating: "河", count: 300))
        #expect(title == String(repeating: "河", count: 99) + "…")
    }

    @Test func anUnknownLanguageKeepsItsOpening() {
        #expect(Headline(language: nil).part("And then it rained.") == "And then it rained")
    }
}
