import FoundationEssentials

/// What is said with an error: the documented shape, that of the rate limit, that of the stream host, or any text.
struct ErrorBody: Equatable {
    var type: String?
    var messages: [String] = []

    init(_ bytes: [UInt8]) {
        if let fields = try? JSONDecoder().decode(Fields.self, from: Data(bytes)) {
            type = fields.error?.type.map(ServiceWords.line)
            messages = ServiceWords.lines(
                (fields.error?.messages ?? []) + (fields.errors ?? []) + [fields.message].compactMap(\.self)
            )
        } else {
            messages = ServiceWords.lines([Self.text(of: bytes)])
        }
    }

    /// The text of what is HTML more often than not.
    private static func text(of bytes: [UInt8]) -> String {
        var result: [UInt8] = []
        var isTag = false
        for byte in bytes.prefix(16 << 10) {
            switch byte {
            case UInt8(ascii: "<"):
                isTag = true
                result.append(UInt8(ascii: " "))
            case UInt8(ascii: ">") where isTag: isTag = false
            default: if !isTag { result.append(byte) }
            }
        }
        return String(decoding: result, as: UTF8.self)
    }

    /// Each field is read for itself: one of a wrong type does not hide the others.
    private struct Fields: Decodable {
        var error: Detail?
        var errors: [String]?
        var message: String?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            error = try? fields.decode(Detail.self, forKey: .error)
            errors = try? fields.decode([String].self, forKey: .errors)
            message = try? fields.decode(String.self, forKey: .message)
        }

        private enum CodingKeys: String, CodingKey {
            case error, errors, message
        }
    }

    private struct Detail: Decodable {
        var type: String?
        var messages: [String]?

        init(from decoder: any Decoder) throws {
            if let text = try? decoder.singleValueContainer().decode(String.self) {
                messages = [text]
                return
            }
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            type = try? fields.decode(String.self, forKey: .type)
            messages = try? fields.decode([String].self, forKey: .messages)
            if messages == nil, let message = try? fields.decode(String.self, forKey: .message) { messages = [message] }
        }

        private enum CodingKeys: String, CodingKey {
            case type, messages, message
        }
    }
}
