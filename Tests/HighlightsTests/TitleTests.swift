import Testing
import Transcript

@testable import Highlights

/// Titles of pieces that stand alone.
@Suite struct TitleTests {
    /// The pieces of a sentence, as titles.
    private static func pieces(_ text: String, _ language: String = "en", among others: [String] = []) -> [String] {
        let wording = wording([text] + others, language)
        guard let finder = wording.titles.finder else { return [] }
        return finder.clauses(0, asks: wording.titles.asks(0)).map { clause in
            wording.titles.text(clause.tokens, asks: clause.asks)
        }
    }

    private static func wording(_ texts: [String], _ language: String?) -> Wording {
        Wording(reading: Reading(talk: TalkMaker.talk(texts, language: language), rules: Rules()))
    }

    @Test(arguments: [
        // Filler in front and a stop behind go.
        ("en", "And so I think that dough needs a lot of time.", "Dough needs a lot of time"),
        ("en", "Who pays for a broken bridge?", "Who pays for a broken bridge?"),
        ("en", "Effectively, the bank had lost everything.", "The bank had lost everything"),
        ("en", "Every bridge wants to fall, right?", "Every bridge wants to fall"),
        // A clause of a long sentence.
        (
            "en",
            "The steel was sold to the city in spring, and nobody looked at the bridge again for thirty long years.",
            "The steel was sold to the city"
        ),
        ("en", "That is why the cheapest repair is a broom.", "Why the cheapest repair is a broom"),
        (
            "en", "After all those years I had found out that time is the one thing that nobody sells.",
            "The one thing that nobody sells"
        ),
        ("en", "How do you find a crack when nobody on the bridge can see it at all?", "How do you find a crack?"),
        ("en", "We are all looking at that broken bridge.", "We are all looking at that broken bridge"),
        // What turns against itself is one thought.
        (
            "en", "A bridge doesn't love winter, it remembers winter.",
            "A bridge doesn't love winter, it remembers winter"
        ),
        // Of a question that goes on behind a comma, what is asked.
        ("en", "What are the hardest bridges, for let's say a painter?", "What are the hardest bridges?"),
        ("en", "They know what does a broken bridge look like.", "What does a broken bridge look like?"),
        // What somebody knows is so; what the speaker says is the speaker's own.
        (
            "en", "In all those years they understood that a bridge grows stronger by careful use; it costs little.",
            "A bridge grows stronger by careful use"
        ),
        (
            "en", "Paint costs a lot, but I'm telling you that every bridge needs a rest.",
            "Every bridge needs a rest"
        ),
        ("es", "Después de tantos años sabemos que el agua no se acaba de golpe.", "El agua no se acaba de golpe"),
        ("fr", "Après tant d'années nous savons que le désert avance chaque été.", "Le désert avance chaque été"),
        // A question within a sentence, with its verb in front or in the word that asks.
        (
            "en", "I hear you about the cost, shouldn't we be proud of our bridges?",
            "Shouldn't we be proud of our bridges?"
        ),
        (
            "en", "Somebody in town had to ask, what's the price of a painted bridge?",
            "What's the price of a painted bridge?"
        ),
        (
            "en", "How can we, if you live in the middle of a war, how can we think about bridges?",
            "How can we think about bridges?"
        ),
        // "We're" has its verb in it, and an infinitive is a subject.
        (
            "en", "We're worried now about rusty bridges, made of cheap steel by people who were never asked.",
            "We're worried now about rusty bridges"
        ),
        ("en", "To build is to hope.", "To build is to hope"),
        ("en", "Is steel a better friend than a human being?", "Is steel a better friend than a human being?"),
        // Of two nouns the second may go.
        (
            "en",
            "Today's bridge is a tribute to our painters and the people who pay for them.",
            "Today's bridge is a tribute to our painters"
        ),
        (
            "en", "Mara Lund had a plan that she carefully defends, the History of Bridges.",
            "Mara Lund had a plan that she carefully defends"
        ),
        // "You're" has its verb in it, and "nothing" is none.
        (
            "en", "You're getting a fair price for the old bridge.", "You're getting a fair price for the old bridge"
        ),
        ("en", "There's nothing wrong with the bridge.", "There's nothing wrong with the bridge"),
        // Said twice for stress, or as a speaker begins again.
        ("en", "Very, very old people painted the bridge.", "Very, very old people painted the bridge"),
        ("en", "We -- we painted the bridge in spring.", "We painted the bridge in spring"),
        // What it is, and what it is not.
        ("en", "What you hear is the wind, not the steel.", "What you hear is the wind, not the steel"),
        // A call to all, and a reason.
        ("en", "Tonight, let us remember the people of the bridge.", "Let us remember the people of the bridge"),
        ("en", "For painters are not the only victims.", "Painters are not the only victims"),
        ("de", "Aber eine Biene vergisst nie den Weg nach Hause.", "Eine Biene vergisst nie den Weg nach Hause"),
        (
            "de", "Wir haben dreißig Jahre lang Weichen abgebaut, denn jede Weiche kostet am Ende sehr viel Geld.",
            "Wir haben dreißig Jahre lang Weichen abgebaut"
        ),
        ("fr", "Pourquoi arrosons-nous le désert ?", "Pourquoi arrosons-nous le désert ?"),
        ("es", "Pero el agua no se acaba de golpe.", "El agua no se acaba de golpe"),
        ("it", "Le persone non comprano il tempo.", "Le persone non comprano il tempo"),
        ("pt", "A sombra salvou a nossa fazenda.", "A sombra salvou a nossa fazenda"),
    ])
    func areWholeAndStandAlone(language: String, text: String, title: String) {
        let pieces = Self.pieces(text, language)
        #expect(pieces.contains(title), "\(pieces)")
    }

    @Test(arguments: [
        "You painting the bridge is good, the best of work.", "The bridge being painted today, this old thing.",
        "My brother, left the bridge in spring.", "Our fathers, who painted bridges.",
        "The people share my belief that if a bridge breaks", "If bridges led to the end of bridges?",
        "Let's talk about the price of bridges.",
        "The last thing you see is bridges about.",
    ])
    func piecesOfSpokenGrammarAreNone(text: String) {
        let pieces = Self.pieces(
            text,
            among: ["The bridge was painted.", "A bridge stands over the river.", "Bridges are old."]
        )
        let words = Headline.withoutStop(text)
        #expect(!pieces.contains(words) && !pieces.contains { words.hasPrefix($0) }, "\(pieces)")
    }

    @Test(arguments: [
        (
            "Hundreds of painters left the city, the last of them passing over the bridge at night.",
            "The last of them passing"
        ),
        (
            "It stands that in a town where you are printing money and you are selling the bridge, all prices rise.",
            "You are selling the bridge"
        ),
        ("The book is about a bridge, but speaking of rivers, rivers are wide.", "The book is about a bridge, but"),
        ("I painted the bridge, I sold the boats.", "I painted the bridge, I sold the boats"),
    ])
    func partsOfOtherClausesAreNone(text: String, part: String) {
        #expect(!Self.pieces(text).contains { $0.hasPrefix(part) })
    }

    @Test func aChoiceIsBetweenTwo() {
        let text = "As for our bridges, we reject as false the choice between our safety and our ideals."
        #expect(!Self.pieces(text).contains("We reject as false the choice"))
        let title = Self.wording([text, "So it was."], "en").title(0...1)?.text
        #expect(title == "We reject as false the choice between our safety and our ideals")
    }

    @Test func aSentenceIsRatherATitleThanAList() {
        let texts = [
            "The price for this freedom of the bridge at times has been very high.",
            "It was his, and so it went for them with the bridge and the freedom of it.",
        ]
        let title = Self.wording(texts, "en").title(0...1)?.text
        #expect(title?.hasPrefix("The price for this freedom") == true, "\(title ?? "")")
    }

    /// Whatever a talk ends on, its words are found.
    @Test(arguments: ["en", "de", "fr", "es", "it", "pt"])
    func anyLastLineIsRead(language: String) throws {
        let grammar = try #require(Self.wording(["Dough."], language).titles.finder).grammar
        let small =
            grammar.frames.values.joined().flatMap { $0 } + grammar.leading + grammar.conjunctions + grammar.tags
        let words =
            small.sorted() + [
                "Why", "When", "Where", "Who", "dough", "Anna", "it", "is", "that", "7", "", "-", "“", "😀",
            ]
        let stops = [".", "?", "!", "…", "...", ",", "”", "", "?!", ").", " ."]
        var generator = SeededGenerator(seed: 15)
        for _ in 0..<400 {
            let last = (0..<Int.random(in: 0...4, using: &generator)).map { _ in
                words.randomElement(using: &generator) ?? ""
            }
            let stop = stops.randomElement(using: &generator) ?? ""
            let texts = ["Dough needs a lot of time.", last.joined(separator: " ") + stop]
            let talk = TalkMaker.talk(texts, language: language)
            let wording = Self.wording(texts, language)
            for line in wording.reading.lines.indices {
                _ = wording.titles.standsAlone(line)
                #expect(wording.title(line...line)?.text.isEmpty != true, "\(texts)")
            }
            let post = PostWriter(talk: talk).posts(start: 0, end: talk.duration, title: "Dough")
            #expect(!post.caption.isEmpty, "\(texts)")
        }
    }

    @Test func aLongerPieceIsBetterThanAList() throws {
        let texts = [
            "No storm or flood of the river could close the harbour to boats.",
            "It was so, and he said it to them, for the harbour was theirs.",
            "They took it from him, the boats and the river and the harbour.",
        ]
        let title = try #require(Self.wording(texts, "en").title(0...2))
        #expect(title.text.split(separator: " ").count <= 13 && title.text.hasPrefix("No storm or flood"), "\(title)")
    }

    @Test(arguments: [
        // A pronoun or a word that means what was said before.
        ("en", "He looked at the broken bridge."), ("en", "This was the end of the bridge."),
        ("en", "The other bridge fell in winter."), ("en", "Then the bridge fell down again."),
        ("en", "People in the town cross it."), ("en", "We see that now with large bridges."),
        ("en", "I said that in my letter to the city last July."),
        ("en", "The trouble that began there is over today."), ("en", "The question is, was it a bridge?"),
        ("de", "Dann fiel die Brücke ins Wasser."),
        ("de", "Sie fiel im Winter ins Wasser."), ("fr", "Elle est tombée dans la rivière."),
        ("es", "Esa mujer vendió su casa."), ("it", "Lui ha venduto la casa."), ("pt", "Ela vendeu a casa antiga."),
        // No end in the midst of a phrase, and no half of a thought.
        ("en", "We need to talk about the."), ("en", "If the bridge falls, the town dies."),
        ("en", "Some people who can't."), ("de", "Als ich im Garten stand, kam der Imker."),
    ])
    func neverLeanOrBreakOff(language: String, text: String) {
        let wrong: Set = ["The town dies", "Kam der Imker"]
        let pieces = Self.pieces(text, language).filter { piece in
            wrong.contains(piece) || !(text.hasPrefix("If") || text.hasPrefix("Als"))
        }
        #expect(pieces == [])
    }

    @Test(arguments: [
        "No nation can live without trade and steel.", "We did not sell the bridge because we were poor.",
        "Not only did we sell the bridge, we sold the river.",
    ])
    func aNegationKeepsWhatItHolds(text: String) {
        let pieces = Self.pieces(text)
        #expect(!pieces.contains("No nation can live") && !pieces.contains("We did not sell the bridge"))
        #expect(!pieces.contains("We sold the river"))
    }

    @Test(arguments: [
        "They do not know that the bridge is safe.", "They say that the bridge is safe.",
        "You would have to show that the bridge is safe.", "Nobody learned that the bridge is safe.",
    ])
    func whatIsOnlySaidIsNoFact(text: String) {
        #expect(!Self.pieces(text).contains("The bridge is safe"))
    }

    @Test func aChoiceKeepsItsSecondNoun() {
        let text = "We see the difference between the price of a bridge and the worth of the people who cross bridges."
        #expect(!Self.pieces(text).contains("We see the difference between the price of a bridge"))
    }

    @Test func whereNothingStandsAloneTheTopicIsTheTitle() {
        let wording = Self.wording(
            [
                "He said that it was the bridge.", "They took the hammer and the bridge away from him.",
                "She gave him the hammer, and this bridge was what she wanted.",
            ],
            "en"
        )
        #expect(wording.title(0...2)?.text == "The bridge and the hammer")
        #expect(wording.title(0...2)?.line == nil)
    }

    @Test func withoutStopsAndCapitalsTheTopicIsTheTitle() {
        let wording = Self.wording(
            [
                "so we tap the bridge with a hammer and then", "the bridge rings and you hear the crack in the bridge",
                "but it is the hammer that finds the crack and nobody",
            ],
            "en"
        )
        let title = wording.title(0...2)
        #expect(title?.line == nil)
        #expect(title?.text == "The crack in the bridge")
    }

    @Test(arguments: [
        ("en", "He asked her again about the roots of war.", "The roots of war"),
        (
            "de", "Die größte Ressource unserer Städte liegt, wie er sagte, in den Schubladen.",
            "Die größte Ressource unserer Städte"
        ),
        ("fr", "Il parlait de la farine de son village, et elle de la couleur du pain.", "La couleur du pain"),
    ])
    func aPhraseNamesTheTopic(language: String, text: String, phrase: String) {
        let wording = Self.wording([text], language)
        let phrases = wording.titles.finder?.phrases(0).map { wording.titles.text($0, asks: false) } ?? []
        #expect(phrases.contains(phrase), "\(phrases)")
    }

    @Test(arguments: 0..<20)
    func haveFewWordsAndAreNotTheQuote(seed: Int) {
        let talk = TalkMaker.random(seed: seed * 2)
        let picker = MomentPicker(talk: talk, rules: Rules())
        for start in stride(from: 0, to: talk.duration, by: 61) {
            guard let lines = picker.reading.lines(from: start, to: start + 45), lines.count > 2,
                let title = picker.wording.title(lines), let line = title.line, picker.wording.titles.isWhole(line)
            else { continue }
            #expect((4...16).contains(title.text.split(separator: " ").count), "\(title.text)")
            let quotable = lines.contains { $0 != line && picker.reading.signs[$0].quotable >= 0.15 }
            #expect(!quotable || picker.wording.quoted(lines, except: line) != line)
        }
    }

    @Test func otherLanguagesKeepWholeSentences() {
        let wording = Self.wording(["Rowery są najlepszym wynalazkiem świata.", "Nikt tego nie wie."], "pl")
        #expect(wording.title(0...1)?.text == "Rowery są najlepszym wynalazkiem świata")
        let japanese = Self.wording(["蜜蜂は家への道を決して忘れない。", "花は朝早く開く。"], "ja")
        #expect(japanese.title(0...1).map { $0.text.count <= 30 } == true)
    }
}
