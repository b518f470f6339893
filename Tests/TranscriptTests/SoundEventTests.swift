import Testing
import Transcript

@Suite struct SoundEventTests {
    @Test(arguments: [
        ("[Music]", ["music"], []),
        ("(applause)", ["applause"], []),
        ("♪ la la la ♪", ["music"], []),
        ("♪♪", ["music"], []),
        ("[♪♪♪]", ["music"], []),
        ("*laughs*", ["laughs"], []),
        ("(LAUGHTER)", ["laughter"], []),
        ("(door opens)", [], ["(door opens)"]),
        ("(DOOR OPENS)", ["door opens"], []),
        ("（拍手）どうも。", ["拍手"], ["どうも。"]),
        ("(Risas) Vale.", ["risas"], ["Vale."]),
        ("[upbeat  music\nplaying] Hello [Laughter] there.", ["upbeat music playing", "laughter"], ["Hello there."]),
        ("I said (as always) no.", [], ["I said (as always) no."]),
        ("It came (which is music to me) late.", [], ["It came (which is music to me) late."]),
        ("He is *really* late.", [], ["He is *really* late."]),
        ("The (NASA) people.", [], ["The (NASA) people."]),
        ("As in [2] here.", [], ["As in [2] here."]),
        ("So [and this is a very long remark indeed] yes.", [], ["So [and this is a very long remark indeed] yes."]),
        ("Thanks.[Applause]", ["applause"], ["Thanks."]),
        ("[Music", [], ["[Music"]),
        ("Hi ♪ la", ["music"], ["Hi"]),
    ])
    func events(text: String, labels: [String], sentences: [String]) {
        let captions = captions(text)
        #expect(captions.events().map(\.label) == labels)
        #expect(captions.texts == sentences)
    }

    @Test func timesAreTheCuesOrAPartOfIt() throws {
        let alone = try #require(captions("[Music]").events().first)
        #expect(alone == SoundEvent(label: "music", start: 0, end: 2))
        let within = try #require(captions("Hello there (laughs) friends.").events().first)
        #expect(within.start > 0.5 && within.end < 1.7 && within.start < within.end)
    }

    @Test func oneSoundOverSeveralCuesIsOneEvent() {
        #expect(
            captions("[Music]", "[Music]", "[Applause]").events()
                == [
                    SoundEvent(label: "music", start: 0, end: 4), SoundEvent(label: "applause", start: 4, end: 6),
                ]
        )
    }

    @Test func aSoundPartsPlainText() {
        let sentences = captions("and that was all of it", "[Applause]", "now we go on to", language: "en").sentences()
        #expect(sentences.map(\.ending) == [.pause, .end])
    }
}
