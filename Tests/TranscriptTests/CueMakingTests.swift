import Testing
import Transcript

/// Cues made of timed words.
struct CueMakingTests {
    /// Words of half a second one after another, with blanks between them.
    private func words(_ text: String, from start: Double = 0, seconds: Double = 0.5) -> [Word] {
        text.split(separator: " ").enumerated().map { index, word in
            let begin = start + Double(index) * seconds
            return Word(text: " \(word)", start: begin, end: begin + seconds)
        }
    }

    @Test func sentencesAndPausesPartCues() {
        let spoken = words("Is it? (Yes.) And then") + words("more comes", from: 4)
        let cues = Captions.cues(of: spoken, stamped: false)
        #expect(cues.map(\.text) == ["Is it?", "(Yes.) And then", "more comes"])
        #expect(cues.map(\.start) == [0, 1, 4])
        #expect(cues.map(\.end) == [1, 2.5, 5])
    }

    @Test func aShortCueIsShownForASecondAndItsWordEndsWhenItWasSaid() {
        let spoken = [Word(text: "Out.", start: 3, end: 3.25), Word(text: " Then", start: 8, end: 8.5)]
        let cues = Captions.cues(of: spoken, stamped: true)
        #expect(cues.map(\.end) == [4, 9])
        #expect(cues.map(\.text) == ["Out.<00:00:03.250>", "Then<00:00:08.500>"])
        #expect(Captions(cues: cues).words().map(\.word.end) == [3.25, 8.5])
    }

    @Test func aCueHasTwoLinesThatBreakAtAClause() {
        let text = "when the fog came in over the wall, nobody could see the boats"
        let cues = Captions.cues(of: words(text, seconds: 0.3), stamped: false)
        #expect(cues.map(\.text) == ["when the fog came in over the wall,\nnobody could see the boats"])
        let many = (0..<300).map { "w\($0 * 7919 % 100_000)" }.joined(separator: " ")
        for cue in Captions.cues(of: words(many, seconds: 0.25), stamped: true) {
            let lines = CueText(parsing: cue.text).plainText.split(separator: "\n")
            #expect(lines.count <= 2 && lines.allSatisfy { $0.count <= 42 }, "\(cue.text)")
        }
    }

    @Test func longOnesArePartedAtTheBestPlace() {
        let text = "one two three four five six seven, eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
        let cues = Captions.cues(of: words(text, seconds: 0.2), stamped: false)
        #expect(cues.map(\.text).joined(separator: " ").replacing("\n", with: " ") == text)
        #expect(cues.first?.text == "one two three four five six seven,")
    }

    @Test(arguments: [0.05, 0.4, 3, 20])
    func noCueIsLongerThanAllowed(seconds: Double) {
        let text = (0..<200).map { "word\($0 * 7919 % 1000)" }.joined(separator: " ")
        let spoken = words(text, seconds: seconds)
        let cues = Captions.cues(of: spoken, stamped: true)
        #expect(cues.allSatisfy { $0.end - $0.start <= 7.001 && $0.end > $0.start })
        let read = Captions(cues: cues).words().map(\.word)
        #expect(read.map(\.text) == text.split(separator: " ").map(String.init))
        #expect(zip(read, spoken).allSatisfy { abs($0.start - $1.start) <= 0.001 })
        #expect(cues.allSatisfy { CueText(parsing: $0.text).plainText.count <= Captions.mostCharacters })
    }

    @Test func stampsAreReadAsTheyWere() throws {
        let spoken = [
            Word(text: " R&D", start: 1.0004, end: 1.5), Word(text: " <b>", start: 1.7, end: 1.9),
            Word(text: " -->", start: 1.9, end: 2.2), Word(text: "x", start: 2.2, end: 2.5),
        ]
        let captions = Captions(cues: Captions.cues(of: spoken, stamped: true))
        #expect(captions.cues.map(\.text) == ["R&amp;D<00:00:01.700> &lt;b&gt;<00:00:01.900> --&gt;<00:00:02.200>x"])
        let read = try Captions(webVTT: captions.webVTT())
        #expect(read.cues == captions.cues)
    }

    @Test func wordsWithoutLengthAreShown() {
        let spoken = [
            Word(text: "a.", start: 2, end: 2), Word(text: " b.", start: 2, end: 2),
            Word(text: " c", start: 2.01, end: 3),
        ]
        let cues = Captions.cues(of: spoken, stamped: true)
        #expect(cues.allSatisfy { $0.end > $0.start })
        #expect(Captions(cues: cues).words().map(\.word.text) == ["a.", "b.", "c"])
    }

    @Test func scriptsWithoutBlanksStayWithout() {
        let spoken = [Word(text: "今日は", start: 0, end: 1), Word(text: "いい天気。", start: 1, end: 2)]
        #expect(Captions.cues(of: spoken, stamped: false).map(\.text) == ["今日はいい天気。"])
    }

    @Test func noWordsGiveNoCues() {
        #expect(Captions.cues(of: [], stamped: true).isEmpty)
    }

    @Test(arguments: [
        ("english", "en"), ("Castilian", "es"), ("haitian creole", "ht"), ("pt_BR", "pt-BR"), ("eng", "en"),
    ])
    func namesOfLanguagesAreTags(_ name: String, _ tag: String) {
        #expect(LanguageTag.heard(name) == tag)
    }

    @Test(arguments: ["", "klingon", "zzz", "und", "x"])
    func whatIsNoLanguageHasNoTag(_ name: String) {
        #expect(LanguageTag.heard(name) == nil)
    }
}
