import Testing
import Transcript

@Suite struct SpeakerTests {
    private func spoken(_ captions: Captions) -> [String] {
        captions.sentences().map { ($0.speaker ?? "-") + "|" + $0.text }
    }

    @Test func voiceTags() {
        #expect(
            spoken(captions("<v Ann>I think</v>", "<v.loud Bob Ray>no", "<v Ann>Yes. So."))
                == ["Ann|I think", "Bob Ray|no", "Ann|Yes.", "Ann|So."]
        )
        #expect(captions("<v Ann>I think", "<v Bob>no").sentences()[0].ending == .speaker)
    }

    @Test func voicesInsideOneCue() {
        #expect(spoken(captions("<v Ann>Hi</v> <v Bob>Ho</v> both")) == ["Ann|Hi", "Bob|Ho", "-|both"])
    }

    @Test func chevrons() {
        #expect(
            spoken(captions("&gt;&gt; Good morning &gt;&gt; and you", ">> JOHN: Fine. >>> News."))
                == ["-|Good morning", "-|and you", "JOHN|Fine.", "-|News."]
        )
    }

    @Test func chevronsAtTheEndOfACueCountForTheNext() {
        #expect(captions("I know >>", "so do I").texts == ["I know", "so do I"])
    }

    @Test func dialogueDashes() {
        #expect(captions("- Are you\n- no", "I am").texts == ["Are you", "no I am"])
        #expect(captions("-Are you\n-no").texts == ["Are you", "no"])
        #expect(captions("We were", "- Stop it.").texts == ["We were", "Stop it."])
    }

    @Test func dashesThatAreNotDialogue() {
        #expect(captions("We were", "\u{2014} as I said \u{2014} there.").texts.count == 1)
        #expect(captions("It was", "-5 degrees.").texts == ["It was -5 degrees."])
    }

    @Test func namesInCapitals() {
        #expect(
            spoken(captions("HOST: Welcome. Sit", "down.", "DR. O'NEIL: Thanks", "HOST: OK"))
                == ["HOST|Welcome.", "HOST|Sit down.", "DR. O'NEIL|Thanks", "HOST|OK"]
        )
        #expect(spoken(captions("HOST:", "Welcome.", "GUEST:\nThanks.")) == ["HOST|Welcome.", "GUEST|Thanks."])
    }

    @Test func aSingleLabelIsEmphasisAndStays() {
        #expect(spoken(captions("WARNING: it is hot.", "Mind that.")) == ["-|WARNING: it is hot.", "-|Mind that."])
    }

    @Test func bracketedNames() {
        #expect(
            spoken(captions("[SPEAKER_00] Hello.", "[SPEAKER_01]: Hi.", "[Ann]: Ho."))
                == ["SPEAKER_00|Hello.", "SPEAKER_01|Hi.", "Ann|Ho."]
        )
        #expect(captions("[SPEAKER_00] Hello.").events().isEmpty)
    }

    @Test func wordsKnowTheirSpeakers() {
        let words = captions("<v Ann>one two").words()
        #expect(words.map(\.speaker) == ["Ann", "Ann"])
        #expect(words.map(\.word.text) == ["one", "two"])
    }

    @Test func transcriptHasParagraphs() {
        let text = captions("<v Ann>Hello. I am Ann.", "<v Bob>Hi. I", "<v Bob>am Bob.").plainText()
        #expect(text == "Ann: Hello. I am Ann.\n\nBob: Hi. I am Bob.\n")
        #expect(captions("One.", "Two.", gap: 3).plainText() == "One.\n\nTwo.\n")
    }

    @Test func namesOfTheWholeFile() {
        let talk = captions(
            "Maria Lopez: Every team does.",
            "Tom van Dijk: They start late.",
            "Maria Lopez: So I ask.",
            "What hurts: this.",
            "Dr. Anna Wei\u{DF}: Nobody answers.",
            "Tom van Dijk: They tell."
        )
        #expect(
            talk.sentences().map(\.speaker)
                == ["Maria Lopez", "Tom van Dijk", "Maria Lopez", "Maria Lopez", "Dr. Anna Wei\u{DF}", "Tom van Dijk"]
        )
        #expect(talk.texts.prefix(2) == ["Every team does.", "They start late."])
        #expect(talk.texts[3] == "What hurts: this.")
    }

    @Test func remarksAreNoNames() {
        let texts = ["Note: it is hot.", "Note: it is not.", "Question: why?", "It is so.", "Nobody knows."]
        #expect(captions(texts[0], texts[1], texts[2], texts[3], texts[4]).texts == texts)
    }

    @Test(arguments: ["(speaker 0) ", "Speaker 0: ", "[SPEAKER_00]: ", "[Speaker 0] ", "SPEAKER_00: ", "[SPEAKER_00] "])
    func numberedSpeakers(label: String) {
        let talk = captions(label + "Every team does.", label.replacing("0", with: "1") + "They start late.")
        #expect(talk.texts == ["Every team does.", "They start late."])
        #expect(talk.sentences().compactMap(\.speaker).count == 2)
        #expect(Set(talk.sentences().map(\.speaker)).count == 2)
    }

    @Test func turnsThatNameNobody() {
        let talk = captions("So I ask [SPEAKER_TURN]", "(speaker ?) and you")
        #expect(talk.texts.last == "and you")
        #expect(talk.sentences().allSatisfy { $0.speaker == nil })
    }
}
