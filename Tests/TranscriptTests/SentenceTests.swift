import Testing
import Transcript

@Suite struct SentenceTests {
    /// One cue in, its sentences out.
    @Test(arguments: [
        ("Hello there. How are you?", ["Hello there.", "How are you?"]),
        ("Dr. Smith met Mr. Jones. They talked.", ["Dr. Smith met Mr. Jones.", "They talked."]),
        ("Some fruit, e.g. Apples, is red. Right.", ["Some fruit, e.g. Apples, is red.", "Right."]),
        ("It went up 3.5 percent. Then it fell.", ["It went up 3.5 percent.", "Then it fell."]),
        ("He lives in the U.S. Senate building. Yes.", ["He lives in the U.S. Senate building.", "Yes."]),
        ("She moved to the U.S. He did not.", ["She moved to the U.S.", "He did not."]),
        ("We met at 5 p.m. on Monday. It rained.", ["We met at 5 p.m. on Monday.", "It rained."]),
        ("We met at 5 p.m. Everyone came.", ["We met at 5 p.m.", "Everyone came."]),
        ("J. K. Rowling wrote it. We read it.", ["J. K. Rowling wrote it.", "We read it."]),
        ("J.R.R. Tolkien too. Fine.", ["J.R.R. Tolkien too.", "Fine."]),
        ("We took plan B. Then we left.", ["We took plan B.", "Then we left."]),
        ("So did I. Nobody knew.", ["So did I.", "Nobody knew."]),
        ("See No. 5 there. I said no. She left.", ["See No. 5 there.", "I said no.", "She left."]),
        (
            "Go to example.com. It is at www.a.org/b.html today.",
            ["Go to example.com.", "It is at www.a.org/b.html today."]
        ),
        ("Well... maybe. I think so... Perhaps not.", ["Well... maybe.", "I think so...", "Perhaps not."]),
        ("He said \"Stop.\" Then he left.", ["He said \"Stop.\"", "Then he left."]),
        ("(It was late.) We went home.", ["(It was late.)", "We went home."]),
        (
            "\"Really?\" he asked. \u{201C}Yes!\u{201D} she said.",
            ["\"Really?\" he asked.", "\u{201C}Yes!\u{201D} she said."]
        ),
        ("What?! No way!! Sure.", ["What?!", "No way!!", "Sure."]),
        (
            "Apples, pears, etc. are sold. Plums, etc. We buy.",
            ["Apples, pears, etc. are sold.", "Plums, etc.", "We buy."]
        ),
        ("1. Open the lid. 2. Look inside.", ["1. Open the lid.", "2. Look inside."]),
        ("It was 2019. Nobody knew. It was 30. We", ["It was 2019.", "Nobody knew.", "It was 30.", "We"]),
        ("Martin Luther King Jr. Day is near. Good.", ["Martin Luther King Jr. Day is near.", "Good."]),
        ("Go to St. Louis vs. Chicago. OK.", ["Go to St. Louis vs. Chicago.", "OK."]),
    ])
    func english(text: String, expected: [String]) {
        #expect(captions(text, language: "en", seconds: 5).texts == expected)
    }

    @Test(arguments: [
        ("de", "Wir treffen uns am 3. Mai. Das ist gut.", ["Wir treffen uns am 3. Mai.", "Das ist gut."]),
        (
            "de", "Im 19. Jahrhundert lebte er. Er ist 30. Das stimmt.",
            ["Im 19. Jahrhundert lebte er.", "Er ist 30.", "Das stimmt."]
        ),
        (
            "de", "Das ist z.B. Hr. Müller, d.h. Prof. Dr. Müller. Ja.",
            ["Das ist z.B. Hr. Müller, d.h. Prof. Dr. Müller.", "Ja."]
        ),
        ("de", "Er sagte: „Komm.“ Dann ging er.", ["Er sagte: „Komm.“", "Dann ging er."]),
        ("fr", "« Bonjour ! » Il est parti. M. Dupont aussi.", ["« Bonjour ! »", "Il est parti.", "M. Dupont aussi."]),
        ("fr", "Ça va ? Oui, p.ex. Demain.", ["Ça va ?", "Oui, p.ex. Demain."]),
        (
            "es", "¿Qué tal? ¡Bien! El Sr. García y la Dra. Ruiz.",
            ["¿Qué tal?", "¡Bien!", "El Sr. García y la Dra. Ruiz."]
        ),
        ("pt", "O Sr. Silva chegou. Então saiu.", ["O Sr. Silva chegou.", "Então saiu."]),
        ("it", "Il dott. Rossi e il sig. Bianchi. Ma no.", ["Il dott. Rossi e il sig. Bianchi.", "Ma no."]),
        ("ja", "今日は晴れです。明日は雨？はい！", ["今日は晴れです。", "明日は雨？", "はい！"]),
        ("zh", "他说：「你好。」然后走了。", ["他说：「你好。」", "然后走了。"]),
        ("zh", "我用 Swift 写程序。很好。", ["我用 Swift 写程序。", "很好。"]),
        ("ar", "كيف حالك؟ أنا بخير.", ["كيف حالك؟", "أنا بخير."]),
        ("hi", "यह एक वाक्य है। यह दूसरा है।", ["यह एक वाक्य है।", "यह दूसरा है।"]),
    ])
    func otherLanguages(language: String, text: String, expected: [String]) {
        #expect(captions(text, language: language, seconds: 5).texts == expected)
    }

    @Test func rejoinsAcrossCuesAndSplitsInside() throws {
        let sentences = captions("This is one", "sentence. And this", "is another.").sentences()
        #expect(sentences.map(\.text) == ["This is one sentence.", "And this is another."])
        #expect(sentences.map(\.ending) == [.punctuation, .punctuation])
        #expect(sentences[0].start == 0)
        #expect(sentences[0].end > 2 && sentences[0].end < 4)
        #expect(sentences[1].start == sentences[0].end)
        #expect(sentences[1].end == 6)
    }

    @Test func japaneseLinesAndCuesJoinWithoutSpaces() {
        #expect(captions("今日は\n晴れ", "です。").texts == ["今日は晴れです。"])
    }

    @Test func smallLettersAfterStopsEndWhereNothingIsCapital() {
        let captions = captions("we went home. it was late. we slept. then we", seconds: 5)
        #expect(captions.texts == ["we went home.", "it was late.", "we slept.", "then we"])
        #expect(captions.sentences().last?.ending == .end)
    }

    @Test func plainTextIsPartedByPauses() {
        let cues = (0..<12).map { index -> Cue in
            let start = Double(index * 3) + Double(index / 3) * 1.2
            return Cue(start: start, end: start + 2.9, text: "these are five plain words")
        }
        let sentences = Captions(cues: cues).sentences()
        #expect(sentences.count == 4)
        #expect(sentences.map(\.ending) == [.pause, .pause, .pause, .end])
        #expect(sentences.allSatisfy { $0.words.count == 15 })
    }

    @Test func plainTextWithoutPausesIsPartedByLength() {
        let cues = (0..<100).map { Cue(start: Double($0), end: Double($0) + 1, text: "some words in here") }
        let sentences = Captions(cues: cues).sentences()
        #expect(sentences.dropLast().allSatisfy { $0.ending == .length })
        #expect(sentences.allSatisfy { $0.words.count <= 41 && $0.end - $0.start <= 21 })
        #expect(sentences.reduce(0) { $0 + $1.words.count } == 400)
        #expect(sentences.count < 25)
    }

    @Test func punctuatedTextHoldsAcrossShortPausesAndNotAcrossLongOnes() {
        #expect(captions("I was thinking", "of you.", gap: 1.5).texts == ["I was thinking of you."])
        let long = captions("First we all went", "to the sea.", gap: 5).sentences()
        #expect(long.map(\.ending) == [.pause, .punctuation])
    }

    @Test func aMixOfPunctuatedAndPlainTextIsParted() {
        let plain = "Now " + String(repeating: "and then more of it ", count: 40)
        let sentences = captions("It began. It went on. We saw. We left. We ate.", plain, "The end.", seconds: 50)
            .sentences()
        #expect(sentences.prefix(5).allSatisfy { $0.ending == .punctuation })
        #expect(sentences.contains { $0.ending == .length })
        #expect(sentences.allSatisfy { $0.words.count <= 121 })
    }

    @Test func nothingInNothingOut() {
        #expect(Captions().sentences().isEmpty)
        #expect(captions("", " \n ").sentences().isEmpty)
        #expect(captions("").plainText().isEmpty)
    }
}
