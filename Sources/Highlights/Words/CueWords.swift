/// The words of one language by what they tell about a sentence. A cue may be several words long.
///
/// The lists are hand-made and short on purpose: each word is common in talks, and a reader can check them all.
struct CueWords: Sendable {
    /// Words that carry no topic of their own.
    var stop: [Substring]
    /// Doubt and filler: "I think", "kind of".
    var hedges: [Substring]
    /// The speaker alone.
    var selves: [Substring]
    /// Speaker and listener as one.
    var together: [Substring]
    /// Strong feelings and what stirs them.
    var feelings: [Substring]
    /// A turn against what was expected.
    var contrasts: [Substring]
    /// Numbers written as words.
    var numbers: [Substring]
    /// A finding is announced: "it turns out", "the problem is".
    var insights: [Substring]
    /// A story begins: "when I was", "one day".
    var stories: [Substring]
    /// Sponsors, greetings, housekeeping.
    var routine: [Substring]
    /// An answer that only keeps the talk going, when it stands alone.
    var chatter: [Substring]
    /// All or nothing, most or least.
    var extremes: [Substring]
    /// Words that point at something said before.
    var pointers: [Substring]
    /// Words that tie a sentence to the one before when they open it, besides the pointers.
    var links: [Substring]
    /// Words that a title loses when it opens with them: it says the same without.
    var openers: [Substring]

    /// Makes the lists of a language from words with spaces (`stop`) or cues with commas (all others) between them.
    init(
        stop: String,
        hedges: String,
        selves: String,
        together: String,
        feelings: String,
        contrasts: String,
        numbers: String,
        insights: String,
        stories: String,
        routine: String,
        chatter: String,
        extremes: String,
        pointers: String,
        links: String,
        openers: String
    ) {
        self.stop = stop.split { $0 == " " || $0 == "\n" }
        self.hedges = Self.cues(hedges)
        self.selves = Self.cues(selves)
        self.together = Self.cues(together)
        self.feelings = Self.cues(feelings)
        self.contrasts = Self.cues(contrasts)
        self.numbers = Self.cues(numbers)
        self.insights = Self.cues(insights)
        self.stories = Self.cues(stories)
        self.routine = Self.cues(routine)
        self.chatter = Self.cues(chatter)
        self.extremes = Self.cues(extremes)
        self.pointers = Self.cues(pointers)
        self.links = Self.cues(links)
        self.openers = Self.cues(openers)
    }

    private static func cues(_ list: String) -> [Substring] {
        list.split { $0 == "," || $0 == "\n" }.map { cue in
            cue.drop { $0 == " " }
        }.filter { !$0.isEmpty }
    }
}
