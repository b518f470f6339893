/// A spoken word as captions show it: with what stands between it and the word before, and how its time is known.
public struct TimedWord: Sendable, Equatable {
    /// The word with its punctuation, without blanks at its ends; one character of what is written without spaces.
    public var text: String
    /// When it begins, in seconds.
    public var start: Double
    /// When it ends, in seconds; never before `start`.
    public var end: Double
    /// Whether a blank or a line break stands before it.
    public var spaceBefore: Bool
    /// Whether the captions tell its time: by timestamps beside it, or by a cue that holds nothing else. Elsewhere the
    /// time of its cue was shared among the words by their length, which is too rough to point at one.
    public var hasOwnTime: Bool
    /// Words of one group are told one time: characters that make a word in what is written without spaces. Numbered
    /// from 0.
    public var group: Int
    /// The number of the cue it stands in, from 0, in order of time; cues that begin together are one.
    public var cue: Int
    /// The number of the turn, which changes with each mark of another speaker.
    public var turn: Int

    /// Makes a word from its parts.
    public init(
        text: String,
        start: Double,
        end: Double,
        spaceBefore: Bool,
        hasOwnTime: Bool,
        group: Int,
        cue: Int,
        turn: Int
    ) {
        self.text = text
        self.start = start
        self.end = end
        self.spaceBefore = spaceBefore
        self.hasOwnTime = hasOwnTime
        self.group = group
        self.cue = cue
        self.turn = turn
    }
}

extension Captions {
    /// The words of ``words()`` with the blanks between them, and whether their times are told or estimated.
    public func timedWords() -> [TimedWord] {
        let tokens = SpeechReader(cues).tokens
        var words: [TimedWord] = []
        words.reserveCapacity(tokens.count)
        var index = 0
        var cue = -1
        var group = 0
        while index < tokens.count {
            // Words of one cue with the same number of timestamps before them share one stretch of time.
            let first = tokens[index]
            if first.startsCue { cue += 1 }
            var stop = index + 1
            while stop < tokens.count, !tokens[stop].startsCue, tokens[stop].stamps == first.stamps { stop += 1 }
            let stretch = tokens[index..<stop]
            let isOne = stretch.dropFirst().allSatisfy { !$0.spaceBefore }
            let isAlone = first.startsCue && (stop == tokens.count || tokens[stop].startsCue)
            let seconds = (stretch.last?.end ?? first.end) - first.start
            let isShort =
                stretch.count <= Self.mostOfWord && seconds <= Self.longestWord && !first.text.isUnparted
            let isTold = isOne && isShort && (isAlone || first.cueHasStamps)
            for token in stretch {
                words.append(
                    TimedWord(
                        text: token.text,
                        start: token.start,
                        end: max(token.start, token.end),
                        spaceBefore: token.spaceBefore,
                        hasOwnTime: isTold,
                        group: group,
                        cue: max(0, cue),
                        turn: token.turn
                    )
                )
                if !isTold { group += 1 }
            }
            if isTold { group += 1 }
            index = stop
        }
        return words
    }

    /// A stretch of more characters is a sentence that is written without spaces, not a word.
    static let mostOfWord = 6
    /// What is shown for longer, in seconds, is no word that is spoken all that time.
    static let longestWord = 3.0
}

extension String {
    /// Whether it is more than a word of Thai, Lao, Burmese or Khmer, whose words stand without blanks and are not parted here.
    fileprivate var isUnparted: Bool {
        guard count > 12 else { return false }
        return unicodeScalars.contains {
            switch $0.value {
            case 0x0E00...0x0EFF, 0x1000...0x109F, 0x1780...0x17FF: true
            default: false
            }
        }
    }
}
