/// What a moment is scored by. Each is a value of 0 to 1 times its weight; a penalty's weight is negative.
enum Feature: Int, CaseIterable, Sendable {
    case quotable, ending, insight, story, emotion, question, number, contrast, together, plain
    case opening, closing, audience, keys, early, length
    case leaning, routine, slow, chatter, ragged

    /// Its name in `score_parts`, words with `_` between them.
    var name: String {
        switch self {
        case .quotable: "strong_line"
        case .ending: "strong_last_line"
        case .insight: "finding"
        case .story: "story"
        case .emotion: "feelings"
        case .question: "question"
        case .number: "numbers"
        case .contrast: "contrast"
        case .together: "about_us_all"
        case .plain: "no_hedging"
        case .opening: "clear_beginning"
        case .closing: "clear_end"
        case .audience: "audience"
        case .keys: "main_subject"
        case .early: "early"
        case .length: "good_length"
        case .leaning: "leans_back"
        case .routine: "routine"
        case .slow: "few_words"
        case .chatter: "small_talk"
        case .ragged: "torn_sentence"
        }
    }

    /// One value for each feature, by its raw value.
    typealias Values = SIMD32<Double>

    /// The most that a feature adds, or takes away.
    var weight: Double {
        switch self {
        case .quotable: 0.8  // One line that stands by itself is what a clip is shared for.
        case .ending: 0.4  // A clip that ends on such a line does not trail off.
        case .insight: 0.8  // Asked for by the design: a finding that is announced as one.
        case .story: 0.6  // Asked for by the design: a story carries a listener by itself.
        case .emotion: 0.9  // Asked for by the design: strong feelings, good or bad.
        case .question: 0.7  // Editors pick questions (measured on talks with an editor's choice).
        case .number: 0.7  // A number makes a claim concrete (measured likewise).
        case .contrast: 0.4  // A turn against what was expected is a point being made.
        case .together: 0.6  // "We" speaks to the listener (measured likewise).
        case .plain: 1.0  // Without "I think" and "kind of"; the clearest of the measured ones.
        case .opening: 2.5  // What does not begin and end as a thought is lost on a listener, whatever it says.
        case .closing: 2.5
        case .audience: 0.8  // Laughter and applause are the audience's own choice; rare, but certain.
        case .keys: 0.4  // About what the talk is about; hardly better than chance by itself.
        case .early: 0.6  // Editors pick from the earlier part (measured likewise).
        case .length: 0.6  // A soft wish for the best lengths.
        case .leaning: -3.0  // "And that is why he…" is lost on a new listener.
        case .routine: -6.0  // Sponsors, greetings and housekeeping: never worth a clip.
        case .slow: -1.5  // Under 1.5 words a second there is mostly waiting.
        case .chatter: -1.2  // Back-channel answers say nothing.
        case .ragged: -0.8  // An end inside a sentence is a last resort.
        }
    }

    /// What it says to a reader when it is among the strongest; for penalties, when it counts against the moment.
    var phrase: String {
        switch self {
        case .quotable: "holds a short, quotable line"
        case .ending: "ends on a short, quotable line"
        case .insight: "states a finding"
        case .story: "opens a story"
        case .emotion: "strong feelings"
        case .question: "asks a question"
        case .number: "gives numbers"
        case .contrast: "turns against what one expects"
        case .together: "speaks of us all"
        case .plain: "says it without hedging"
        case .opening: "begins a new thought"
        case .closing: "closes its thought"
        case .audience: "the audience reacts"
        case .keys: "about what the talk is about"
        case .early: "comes early"
        case .length: "a good length"
        case .leaning: "opens on what came before"
        case .routine: "greeting, sponsor or housekeeping"
        case .slow: "few words for its time"
        case .chatter: "mostly short answers"
        case .ragged: "does not begin and end with a sentence"
        }
    }

    /// Whether a reader learns something from it; the others only adjust the score.
    var isTelling: Bool {
        weight > 0 && ![.opening, .closing, .early, .length].contains(self)
    }

    /// All weights.
    static let weights: Values = {
        var weights = Values()
        for feature in allCases { weights[feature] = feature.weight }
        return weights
    }()

    /// What of a score is for how a moment begins and ends, and not for what is said in it.
    static func shareOfEnds(_ values: Values) -> Double {
        [opening, closing, leaning, ragged].reduce(0) { $0 + values[$1] * $1.weight }
    }
}

extension Feature.Values {
    /// The value of a feature.
    subscript(feature: Feature) -> Double {
        get { self[feature.rawValue] }
        set { self[feature.rawValue] = newValue }
    }
}
