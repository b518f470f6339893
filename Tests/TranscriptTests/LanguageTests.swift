import Testing
import Transcript

@Suite struct LanguageTests {
    @Test(arguments: [
        ("talk.en.vtt", "en"), ("talk.pt-BR.srt", "pt-BR"), ("talk.forced.en.srt", "en"), ("talk.en.forced.srt", "en"),
        ("talk.vtt", nil), ("talk.final.vtt", nil), ("talk.eng.vtt", "en"), ("talk.en.hi.srt", "en"),
        ("a.hi.srt", "hi"),
        ("my.long.talk.zh-hans.vtt", "zh-Hans"), ("en.vtt", nil), ("talk.2021.vtt", nil), ("talk.de.2.vtt", nil),
        ("", nil), ("...", nil), ("talk.mov.vtt", nil), ("talk.fil.srt", "fil"),
    ])
    func fileNames(name: String, expected: String?) {
        #expect(LanguageTag.language(fromFileName: name) == expected)
    }

    @Test(arguments: [
        ("eng", "en"), ("ger", "de"), ("deu", "de"), ("fre", "fr"), ("chi", "zh"), ("EN", "en"), ("pt_br", "pt-BR"),
        ("zh-hant-tw", "zh-Hant-TW"), ("es-419", "es-419"), ("yue", "yue"), ("und", nil), ("mul", nil), ("", nil),
        ("english", nil), ("e", nil), ("en-", nil), ("12", nil), ("qaa", nil), ("--", nil),
    ])
    func codes(code: String, expected: String?) {
        #expect(LanguageTag.normalized(code) == expected)
        #expect(expected.map { LanguageTag.normalized($0) } ?? nil == expected)
    }

    @Test(arguments: [
        ("en", "I think that we are in the middle of something and it is not clear what you have to do with it."),
        (
            "de",
            "Ich glaube, dass wir in der Mitte sind und es ist nicht klar, was du mit der Sache zu tun hast, aber ja."
        ),
        (
            "fr",
            "Je crois que nous sommes dans une période où il est difficile de dire ce que vous pensez, mais ça va bien."
        ),
        (
            "es",
            "Yo creo que estamos en un momento muy difícil y no se sabe lo que hay que hacer con esto, pero está bien."
        ),
        (
            "pt",
            "Eu acho que estamos em um momento muito difícil e não se sabe o que fazer com isso, mas você também sabe."
        ),
        (
            "it",
            "Io credo che siamo in un momento molto difficile e non si sa che cosa fare con questo, ma anche lei lo sa."
        ),
        (
            "nl",
            "Ik denk dat we in een moeilijke tijd zijn en het is niet duidelijk wat je er aan moet doen, maar het gaat."
        ),
    ])
    func guesses(language: String, text: String) {
        #expect(captions(text).guessLanguage() == language)
    }

    @Test func noGuessWithoutGrounds() {
        #expect(captions("Hello the and of").guessLanguage() == nil)
        #expect(captions(String(repeating: "lorem ipsum dolor ", count: 20)).guessLanguage() == nil)
    }
}
