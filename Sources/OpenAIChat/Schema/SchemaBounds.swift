/// The bounds that a server takes in a schema. OpenAI's strict mode knows no lengths of texts, and its fine-tuned models know none of
/// these; servers that write by a grammar know nearly all.
public struct SchemaBounds: OptionSet, Codable, Sendable {
    /// The sum of those that are in it.
    public let rawValue: Int

    /// The sum of some.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// `maxLength`.
    public static let lengths = SchemaBounds(rawValue: 1)
    /// `minItems` and `maxItems`.
    public static let counts = SchemaBounds(rawValue: 2)
    /// `minimum` and `maximum`.
    public static let ranges = SchemaBounds(rawValue: 4)
    /// `enum` of numbers.
    public static let numbers = SchemaBounds(rawValue: 8)
    /// All of them.
    public static let all: SchemaBounds = [.lengths, .counts, .ranges, .numbers]

    /// Those that the words of a refusal, in small letters, are about.
    init(named words: String) {
        self = []
        let names: [(String, SchemaBounds)] = [
            ("maxlength", .lengths), ("max_length", .lengths), ("minitems", .counts), ("maxitems", .counts),
            ("min_items", .counts), ("max_items", .counts), ("'minimum'", .ranges), ("'maximum'", .ranges),
            ("\"minimum\"", .ranges), ("\"maximum\"", .ranges), ("`minimum`", .ranges), ("`maximum`", .ranges),
            ("number of repetitions", .lengths), ("enum", .numbers),
        ]
        for (name, bound) in names where words.contains(name) { insert(bound) }
        if words.contains("keyword"), words.contains("minimum") || words.contains("maximum") { insert(.ranges) }
    }

    /// Those that are given up for a refusal that names none: lengths first, of which a grammar has most.
    var lesser: SchemaBounds? { isEmpty ? nil : contains(.lengths) ? subtracting(.lengths) : [] }
}
