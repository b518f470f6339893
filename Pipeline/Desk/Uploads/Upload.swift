import Manifest

/// An upload that has begun, as its file has it.
struct Upload: Codable, Sendable, Equatable {
    /// What it is to be called in the inbox.
    let filename: String
    /// How many bytes there will be; nil until a PUT says so.
    var bytes: Int?
    let createdAt: Timestamp

    private enum CodingKeys: String, CodingKey {
        case filename, bytes
        case createdAt = "created_at"
    }

    /// The endings of videos that a look into an inbox takes are many; what it ignores is refused here at once.
    static func problem(with name: String) -> String? {
        if name.isEmpty || name.utf8.count > 200 { return "is to have 1 to 200 bytes" }
        if name.hasPrefix(".") || name.hasPrefix("~") || name.hasPrefix("-") { return "may not begin with ., ~ or -" }
        if name.contains("/") || name.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F }) {
            return "is a name, without / and control characters"
        }
        return nil
    }
}
