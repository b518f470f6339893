import Manifest

extension VideoStatus {
    /// The status in a word or two.
    var label: String {
        switch self {
        case .waitingForUpload: "Waiting"
        case .uploading: "Reading the video"
        case .processing: "Checking the video"
        case .transcribing: "Getting the transcript"
        case .analyzing: "Choosing moments"
        case .clipping: "Cutting clips"
        case .captioning: "Writing captions"
        case .ready: "Ready"
        case .partial: "Some clips failed"
        case .error: "Failed"
        }
    }

    /// The kind of the status, which decides its colour: `ready`, `partial`, `error` or `busy`.
    var kind: String {
        switch self {
        case .ready, .partial, .error: rawValue
        default: "busy"
        }
    }

    /// The stage that runs in this status.
    var stage: StageName? { StageName.allCases.first { $0.status == self } }

    /// The status as a small label with a dot, whose colour is never the only sign.
    var badge: HTML {
        Tag.span(.class("badge \(kind)")) { label }
    }
}

extension TranscriptInfo {
    /// Where the words come from, how many there are and in which language.
    var summary: String {
        let origin =
            switch self.origin {
            case .beside: "Captions beside the video" + chosen
            case .embedded: "Captions inside the video" + chosen
            case .recogniser: "Speech recognition"
            case .host: "Speech recognition by the host"
            case .sound: "None: moments chosen by sound alone"
            }
        guard self.origin != .sound else { return origin }
        let language = language.map { ", \($0)" } ?? ""
        return "\(origin)\(language), \(Figures.count(words, "word"))"
    }

    /// Which of them, and why.
    private var chosen: String {
        let parts = [file, reason].compactMap(\.self)
        return parts.isEmpty ? "" : " (\(parts.joined(separator: ", ")))"
    }
}

extension MomentEntry.Boundary {
    /// What the ends of the moment were laid on, in words.
    var label: String {
        switch self {
        case .thought: "A whole thought, from its start to its end"
        case .sentence: "From the start of a sentence to the end of one"
        case .pause: "From pause to pause"
        case .sound: "Found by sound alone"
        case .whole: "The whole video"
        case .edited: "Times set by hand"
        }
    }
}

extension Timestamp {
    /// The time to the minute, for people, with the exact one for programs.
    var html: HTML {
        let exact = description
        let (day, time) = (exact.prefix { $0 != "T" }, exact.drop { $0 != "T" }.dropFirst().prefix(5))
        return Tag.time(Attribute("datetime", exact)) { "\(day) \(time) UTC" }
    }
}

/// What the names of a score's parts mean, for a reader of the page.
enum ScorePart {
    /// In a few words; nil for a name that this program does not give.
    static func meaning(of name: String) -> String? { meanings[name] }

    private static let meanings = [
        "clear_beginning": "begins where a thought begins",
        "clear_end": "ends where its thought is closed",
        "strong_line": "holds a short line that stands by itself",
        "strong_last_line": "ends on such a line",
        "finding": "states a finding",
        "story": "opens a story",
        "feelings": "strong feelings",
        "question": "asks a question",
        "numbers": "gives numbers",
        "contrast": "turns against what one expects",
        "about_us_all": "speaks of us all",
        "no_hedging": "says it without hedging",
        "audience": "the audience laughs or applauds",
        "main_subject": "is about what the talk is about",
        "early": "comes early in the video",
        "good_length": "has a good length",
        "leans_back": "opens on what came before",
        "routine": "a greeting, a sponsor or housekeeping",
        "few_words": "few words for its time",
        "small_talk": "mostly short answers",
        "torn_sentence": "does not begin and end with a sentence",
        "model": "what the language model gave it",
        "loudness": "louder than the rest",
        "liveliness": "a level that moves, as in lively speech",
        "change": "begins unlike what was before",
        "fullness": "few pauses",
        "edge": "near the beginning or the end of the video",
        // As older versions named them.
        "quotable": "holds a short line that stands by itself",
        "ending": "ends on such a line",
        "insight": "states a finding",
        "emotion": "strong feelings",
        "number": "gives numbers",
        "together": "speaks of us all",
        "plain": "says it without hedging",
        "topic": "begins a new topic",
        "keys": "is about what the talk is about",
        "length": "has a good length",
        "leaning": "opens on what came before",
        "slow": "few words for its time",
        "chatter": "mostly short answers",
        "ragged": "does not begin and end with a sentence",
    ]
}
