extension Captions {
    /// The spoken words in order of time, without events and marks of speakers. Where cues give no word times, a
    /// cue's time is shared among its words by their length. What rolling captions repeat is there once.
    public func words() -> [SpokenWord] {
        SpeechReader(cues).tokens.map {
            SpokenWord(word: Word(text: $0.text, start: $0.start, end: $0.end), speaker: $0.speaker)
        }
    }

    /// The sentences in order of time, rejoined across cues and split inside them. Rules for ordinals and the like
    /// follow `language`, or the guessed language where it is nil.
    public func sentences() -> [Sentence] {
        let tokens = SpeechReader(cues).tokens
        let language = self.language ?? LanguageGuess.language(of: tokens.lazy.map(\.text))
        return SentenceSplitter(tokens, language: language).sentences()
    }

    /// What is heard and is not speech, in order of time; events of one label that touch are one.
    public func events() -> [SoundEvent] { SpeechReader(cues).events }

    /// Whether anything is said: captions may hold music and applause only, or nothing.
    public var hasSpeech: Bool { !SpeechReader(cues).tokens.isEmpty }

    /// The language by its commonest words, of `en`, `de`, `fr`, `es`, `pt`, `it` and `nl`; nil where none is clear.
    public func guessLanguage() -> String? {
        LanguageGuess.language(of: SpeechReader(cues).tokens.lazy.map(\.text))
    }
}
