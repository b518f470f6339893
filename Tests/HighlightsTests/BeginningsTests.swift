import Testing

@testable import Highlights

/// Where a moment may begin for somebody who has heard nothing before.
@Suite struct BeginningsTests {
    private static let others = [
        "The bridge stands over the river.", "A crack in the steel grows every winter.",
        "We paint the bridge in spring.",
    ]

    private static func leansBack(_ text: String, _ language: String = "en", _ among: [String] = others) -> Bool {
        let reading = Reading(talk: TalkMaker.talk([text] + among, language: language), rules: Rules())
        return Wording(reading: reading).titles.leansBack(0)
    }

    @Test(arguments: [
        // It points to what was said before.
        "What do we do with that?", "A bridge can look that way.", "I fell for this story.",
        "Now, that effort must begin at the bridge.", "Now, imagine that combined with steel.",
        "When I was there, it rained.",
        "The interesting one is made of steel.", "How do you know them?", "She never came back to the city.",
        "You want to be able to go beyond that.",
        "I'm not going to say it's like a bridge.", "The question is, was it fair?",
        "Can you get any older than he is?",
        "If the answer is why would they fight?", "We took a boat against that bridge in the city.",
        "We haven't really talked about the price of it yet.",
        // It says that something came before.
        "The whole of the bridge, however, has a crack.",
        "On the contrary, the bridge was painted.", "Just like the old bridge of the city, a boat needs paint.",
        "In other words, the bridge has a crack.", "Cause I had to paint the bridge.",
        "Probably steel and salt from the city.",
        // It goes on with a list.
        "The second reason is the steel.", "Third, the paint has to dry.", "Secondly, the bridge must be painted.",
        // It is a piece of a sentence.
        "From the river or from the bridge?", "All the way to the river.", "Is painting other bridges.",
        "Which was painted in spring.", "Of all bridges the oldest.", "But steel does not forgive.",
    ])
    func cannotBeFollowed(text: String) {
        #expect(Self.leansBack(text))
    }

    @Test(arguments: [
        "The bridge stands over the river.", "What do you do when a bridge breaks?",
        // What is meant is said in it.
        "The steel of the bridge has a crack, and that is why it must be painted.",
        "There is a scale for cracks, and every bridge is somewhere on that scale.",
        "Those who paint the bridge love it.",
        "This country has ten thousand bridges.", "Bridges are beautiful, and that's what counts.",
        "We are here to mark that day in history when the bridge opened.",
        "I love somebody that's honest about bridges.", "Let's talk about bridges.",
        "It takes courage to stop a train.",
        "There is somebody out there on the bridge.",
        "The second of May was a cold day for the bridge, and the last one.",
        "Two weeks ago, the last train over the bridge journeyed home in darkness.",
        "Five seconds, on a wooden bridge!",
        "What about the bridge?", "The painters said that they love bridges.",
        "We tried salt and sand on the bridge, and this paint is what was left.",
        "Nobody paints a bridge if they fear the river.",
    ])
    func canBeFollowed(text: String) {
        #expect(!Self.leansBack(text))
    }

    @Test(arguments: [
        ("de", "Sie kam nie wieder in die Stadt.", true), ("de", "Die Brücke steht über dem Fluss.", false),
        ("de", "Im Gegenteil, die Brücke steht noch.", true), ("de", "Die Frage ist, ob es stimmt.", true),
        ("fr", "Au contraire, le pont est très vieux.", true), ("es", "Por otro lado, el puente es muy viejo.", true),
        ("it", "D'altra parte, il ponte è molto vecchio.", true),
        ("pt", "Por outro lado, a ponte é muito velha.", true),
        ("fr", "Elle est partie hier.", true), ("fr", "Le pont est très vieux.", false),
        ("es", "El puente es muy viejo.", false), ("it", "Il ponte è molto vecchio.", false),
        ("pt", "A ponte é muito velha.", false),
    ])
    func otherLanguagesHaveTheirPronouns(language: String, text: String, leans: Bool) {
        #expect(Self.leansBack(text, language, []) == leans)
    }

    /// Twelve sentences of 5 s, of which the fifth points back.
    private static let texts = (0..<12).map { index in
        index == 4 ? "How could anybody know that?" : "Bridge number \(index) has seven cracks in its steel."
    }

    private func beginnings(_ texts: [String]) -> Beginnings {
        let rules = Rules()
        let reading = Reading(talk: TalkMaker.talk(texts), rules: rules)
        return Beginnings(
            edges: reading.edges,
            borders: Borders(reading: reading, reach: rules.bounds.upperBound),
            rules: rules,
            titles: Wording(reading: reading).titles
        )
    }

    @Test func aBeginningThatPointsBackIsMovedALittle() {
        let moved = beginnings(Self.texts).moved(4...9, from: 0, keeping: 7)
        #expect(moved.upperBound == 9 && moved.lowerBound != 4)
        #expect(abs(moved.lowerBound - 4) <= 4 && moved.lowerBound <= 7)
    }

    @Test func aBeginningThatCanBeFollowedStays() {
        #expect(beginnings(Self.texts).moved(5...9, from: 0, keeping: 7) == 5...9)
    }

    @Test func whatIsTakenOrKeptIsNotCrossed() {
        let beginnings = beginnings(Self.texts)
        #expect(beginnings.moved(4...9, from: 4, keeping: 4) == 4...9)
        #expect(beginnings.moved(4...9, from: 4, keeping: 5).lowerBound <= 5)
    }

    @Test func noLengthIsBroken() {
        let moved = beginnings(Self.texts).moved(4...7, from: 4, keeping: 7)
        // Four sentences are 21.6 s, three would be too short.
        #expect(moved == 4...7)
    }

    @Test(arguments: 0..<40) func chosenMomentsKeepTheirRules(seed: Int) {
        let talk = TalkMaker.random(seed: seed)
        let picker = MomentPicker(talk: talk, rules: Rules())
        let choice = picker.choose()
        for (one, next) in zip(choice.moments, choice.moments.dropFirst()) { #expect(one.end <= next.start) }
        for moment in choice.moments where moment.boundary != .whole {
            #expect(moment.end - moment.start <= Rules().extendedLimit + 0.001)
            #expect(moment.end - moment.start >= Rules().bounds.lowerBound - 0.001)
        }
        let ends = Set(picker.candidates().map(\.end))
        #expect(choice.moments.allSatisfy { $0.boundary == .whole || ends.contains($0.end) })
    }
}
