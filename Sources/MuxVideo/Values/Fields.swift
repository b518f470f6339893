extension KeyedDecodingContainer {
    /// An id: it goes into paths, so it must be made of what may stand there.
    func identifier(_ key: Key) throws -> String {
        let text = try decode(String.self, forKey: key)
        guard PathPart.isIdentifier(text) else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not an id")
        }
        return text
    }

    func identifierIfPresent(_ key: Key) throws -> String? {
        guard let text = try decodeIfPresent(String.self, forKey: key), !text.isEmpty else { return nil }
        return try identifier(key)
    }

    /// A whole number that the service writes as a number or as a string.
    func integerIfPresent(_ key: Key) throws -> Int64? {
        guard contains(key), try !decodeNil(forKey: key) else { return nil }
        if let text = try? decode(String.self, forKey: key) {
            guard let number = Int64(text) ?? Double(text).flatMap({ Int64(exactly: $0.rounded()) }) else {
                throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a number")
            }
            return number
        }
        let number = try decode(Double.self, forKey: key)
        guard let whole = Int64(exactly: number.rounded()) else {
            throw DecodingError.dataCorruptedError(forKey: key, in: self, debugDescription: "not a whole number")
        }
        return whole
    }
}

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
