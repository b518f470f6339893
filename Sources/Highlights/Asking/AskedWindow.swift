/// A part of a talk that is shown to a reader, a language model say, who chooses among its candidates.
///
/// Sentences are numbered through the whole talk from 1, candidates through the window. Nothing in it tells a time but a
/// candidate's length: whoever chooses names numbers.
public struct AskedWindow: Sendable, Equatable {
    /// Its sentences, in order.
    public var sentences: [Sentence]
    /// Its candidates, in order of their first sentences.
    public var candidates: [Candidate]
    /// How many may be chosen.
    public var most: Int

    /// A sentence as it was said.
    public struct Sentence: Sendable, Equatable {
        /// Its number in the talk.
        public var number: Int
        /// Its words, as the captions have them.
        public var text: String

        /// Makes a sentence from its parts.
        public init(number: Int, text: String) {
            self.number = number
            self.text = text
        }
    }

    /// Some sentences that may be a moment.
    public struct Candidate: Sendable, Equatable {
        /// Its number in the window.
        public var number: Int
        /// Its sentences' numbers.
        public var sentences: ClosedRange<Int>
        /// Its length with lead and tail.
        public var seconds: Double
        /// What the words alone make of it: 0 to 1 among all spans of the talk.
        public var score: Double

        /// Makes a candidate from its parts.
        public init(number: Int, sentences: ClosedRange<Int>, seconds: Double, score: Double) {
            self.number = number
            self.sentences = sentences
            self.seconds = seconds
            self.score = score
        }
    }

    /// Makes a window from its parts.
    public init(sentences: [Sentence], candidates: [Candidate], most: Int) {
        self.sentences = sentences
        self.candidates = candidates
        self.most = most
    }

    /// The numbers of its sentences.
    public var numbers: ClosedRange<Int> {
        (sentences.first?.number ?? 1)...(sentences.last?.number ?? 1)
    }
}
