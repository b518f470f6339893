/// Why the service could not make an asset, a track or an upload: its own words, made fit for a line.
public struct ProcessingError: Sendable, Equatable, Decodable {
    /// "download_failed", say.
    public var type: String?
    /// Each a line; may be empty.
    public var messages: [String]

    /// Assets and tracks have `messages`, uploads a single `message`.
    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        type = try fields.decodeIfPresent(String.self, forKey: .type).map(ServiceWords.line)
        var all = try fields.decodeIfPresent([String].self, forKey: .messages) ?? []
        if let message = try fields.decodeIfPresent(String.self, forKey: .message) { all.append(message) }
        messages = ServiceWords.lines(all)
    }

    /// What to tell: the messages, else the type.
    public var words: String {
        if !messages.isEmpty { return messages.joined(separator: "; ") }
        return type ?? "no reason given"
    }

    private enum CodingKeys: String, CodingKey {
        case type, messages, message
    }
}
