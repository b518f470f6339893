/// A word of the service's vocabulary: one that this client does not know is kept, since the service adds words.
public protocol OpenWord: RawRepresentable<String>, Codable, Hashable, Sendable {
    /// The words that have a case of their own.
    static var known: [Self] { get }
    static func other(_ word: String) -> Self
}

extension OpenWord {
    /// The case of a word, or `other`.
    public init(rawValue: String) {
        self = Self.known.first { $0.rawValue == rawValue } ?? .other(rawValue)
    }
}
