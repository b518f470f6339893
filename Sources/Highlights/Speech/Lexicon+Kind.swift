extension Lexicon {
    /// What a word is by the lists.
    struct Kind: OptionSet, Sendable {
        let rawValue: UInt32

        static let determiner = Kind(rawValue: 1)
        static let preposition = Kind(rawValue: 2)
        static let conjunction = Kind(rawValue: 4)
        static let subordinator = Kind(rawValue: 8)
        static let subject = Kind(rawValue: 16)
        static let question = Kind(rawValue: 32)
        static let auxiliary = Kind(rawValue: 64)
        static let verb = Kind(rawValue: 128)
        static let pointer = Kind(rawValue: 256)
        static let vague = Kind(rawValue: 512)
        static let other = Kind(rawValue: 1024)
        static let calendar = Kind(rawValue: 2048)
        static let number = Kind(rawValue: 4096)
        static let stop = Kind(rawValue: 8192)
        static let backward = Kind(rawValue: 16384)
        static let unfinished = Kind(rawValue: 32768)

        /// Words of classes to which no new ones are added.
        static let closed: Kind = [
            .determiner, .preposition, .conjunction, .subordinator, .subject, .question, .auxiliary, .pointer,
        ]
    }
}
