/// What the names of a score's parts mean, for a reader of the page.
enum ScorePart {
    /// In a few words; nil for a name that this program does not give.
    static func meaning(of name: String) -> String? { meanings[name] }

    private static let meanings = [
        "quotable": "holds a short line that stands by itself",
        "ending": "ends on such a line",
        "insight": "states a finding",
        "story": "opens a story",
        "emotion": "strong feelings",
        "question": "asks a question",
        "number": "gives numbers",
        "contrast": "turns against what one expects",
        "together": "speaks of us all",
        "plain": "says it without hedging",
        "topic": "begins a new topic",
        "audience": "the audience laughs or applauds",
        "keys": "is about what the talk is about",
        "early": "comes early in the video",
        "length": "has a good length",
        "leaning": "opens on what came before",
        "routine": "a greeting, a sponsor or housekeeping",
        "slow": "few words for its time",
        "chatter": "mostly short answers",
        "ragged": "does not begin and end with a sentence",
        "model": "what the language model gave it",
        "loudness": "louder than the rest",
        "liveliness": "a level that moves, as in lively speech",
        "change": "begins unlike what was before",
        "fullness": "few pauses",
        "edge": "near the beginning or the end of the video",
    ]
}
