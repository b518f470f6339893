import Testing
import Transcript

@testable import Highlights

/// Where a thought is found to end and the next to begin.
@Suite struct BordersTests {
    private func borders(_ talk: Talk) -> Borders {
        Borders(reading: Reading(talk: talk, rules: Rules()), reach: 60)
    }

    /// Sentences of one length without a word in common, so that only what a test changes tells one border from another.
    private static let plain = (10..<34).map { index in
        (0..<10).map { "w\(index)x\($0)" }.joined(separator: " ") + "."
    }

    private func talk(_ texts: [String], pauses: [Double]) -> Talk {
        var time = 1.0
        let sentences = texts.enumerated().map { index, text in
            defer { time += 5 + pauses[index] }
            return TalkMaker.sentence(text, time, time + 5)
        }
        return Talk(sentences: sentences, events: [], duration: time + 1, language: "en")
    }

    @Test(arguments: [0.02, 0.2, 1.0]) func aPauseIsLongBesideTheSpeakersOwn(usual: Double) {
        let pauses = Self.plain.indices.map { usual * ($0 % 6 == 5 ? 4 : 1) + ($0 % 6 == 5 ? 0.2 : 0) }
        let found = borders(talk(Self.plain, pauses: pauses))
        let strong = Self.plain.indices.dropFirst().filter { found.clearness($0) > 0 && found.standing[$0] > 0.8 }
        #expect(strong == [6, 12, 18])
    }

    @Test func pausesThatAreAlikeTellNothing() {
        let even = borders(talk(Self.plain, pauses: Self.plain.map { _ in 0.25 }))
        let rounded = borders(talk(Self.plain, pauses: Self.plain.indices.map { 0.25 + Double($0 % 3) / 1000 }))
        let touching = borders(talk(Self.plain, pauses: Self.plain.map { _ in 0 }))
        #expect(even.standing == touching.standing)
        #expect(even.standing == rounded.standing)
    }

    @Test func whereCaptionsTouchAPauseLingers() {
        var time = 0.0
        let sentences = Self.plain.enumerated().map { index, text in
            let length = index % 6 == 5 ? 6.5 : 5
            defer { time += length }
            return TalkMaker.sentence(text, time, time + length)
        }
        let found = borders(Talk(sentences: sentences, events: [], duration: time, language: "en"))
        #expect(Self.plain.indices.dropFirst().filter { found.standing[$0] > 0.8 } == [6, 12, 18])
    }

    private func standing(_ text: String, after before: String = plain[11]) -> Double {
        var texts = Self.plain
        texts[11] = before
        texts[12] = text
        return borders(talk(texts, pauses: texts.map { _ in 0.25 })).standing[12]
    }

    @Test(arguments: [
        "He grinds it at dawn, and that is why the village eats.", "And the baker takes the flour home in the evening.",
        "Two percent.", "w21x0 w21x1 sleeps until noon on every Sunday of the long winter.",
    ])
    func aThoughtThatGoesOnHasNoBorder(text: String) {
        #expect(standing(text) < 0.3)
    }

    @Test(arguments: [
        "Now let us talk about salt and what it does to dough.", "When I was ten we moved into another town.",
    ])
    func aThoughtThatOpensHasABorder(text: String) {
        #expect(standing(text) > 0.8)
    }

    @Test(arguments: [
        "Why does the miller of this old village grind before dawn?", "And here is the number that surprises everyone.",
        "There are three reasons for this, and the baker knows them:",
    ])
    func whatIsStillToBeSaidKeepsAThoughtOpen(before: String) {
        #expect(standing(Self.plain[12], after: before) < 0.3)
    }

    @Test func anotherSpeakerIsASign() {
        var talk = talk(Self.plain, pauses: Self.plain.map { _ in 0.25 })
        for index in talk.sentences.indices { talk.sentences[index].speaker = index < 12 ? "Ada" : "Ben" }
        #expect(borders(talk).standing[12] > 0.9)
    }

    @Test(arguments: 0..<40) func everyLineHasItsStanding(seed: Int) {
        let talk = TalkMaker.random(seed: seed)
        let reading = Reading(talk: talk, rules: Rules())
        let standing = Borders(reading: reading, reach: 60).standing
        #expect(standing.count == max(2, reading.lines.count + 1))
        #expect(standing.allSatisfy { (0...1).contains($0) })
        #expect(standing.first == 1 && standing.last == 1)
    }
}
