import Logging

/// A JSON object (RFC 8259) on one line, its members in the order they were added.
struct JSONObject {
    private var members: [String] = []
    private var names: Set<String> = []

    /// The object.
    var text: String { "{" + members.joined(separator: ",") + "}" }

    /// Adds a member; its value is JSON. A name that is taken gets a number.
    mutating func add(_ name: String, _ value: String) {
        var free = name
        var number = 2
        while !names.insert(free).inserted {
            free = "\(name)_\(number)"
            number += 1
        }
        members.append("\(Self.quoted(free)):\(value)")
    }

    /// Adds metadata, that in dictionaries too.
    mutating func add(_ metadata: Logger.Metadata, under outer: String?) {
        for (key, value) in metadata.sorted(by: { $0.key < $1.key }) {
            let name = (outer.map { $0 + "_" } ?? "") + Self.snakeCase(key)
            if case .dictionary(let inner) = value {
                add(inner, under: name)
            } else {
                add(name, Self.value(value))
            }
        }
    }

    private static func value(_ value: Logger.Metadata.Value) -> String {
        switch value {
        case .string(let text): return quoted(text)
        case .stringConvertible(let thing):
            // These look in JSON as they do in Swift.
            if thing is Bool || thing is any FixedWidthInteger { return "\(thing)" }
            if let number = thing as? Double, number.isFinite { return "\(number)" }
            return quoted("\(thing)")
        case .array(let values): return "[" + values.map(Self.value).joined(separator: ",") + "]"
        case .dictionary(let inner):
            var object = JSONObject()
            object.add(inner, under: nil)
            return object.text
        }
    }

    /// A string in quotes. What could end a line anywhere is escaped: controls, and U+0085, U+2028 and U+2029.
    static func quoted(_ text: String) -> String {
        var result = "\""
        for scalar in text.unicodeScalars {
            switch scalar.value {
            case 0x22: result += "\\\""
            case 0x5C: result += "\\\\"
            case 0x0A: result += "\\n"
            case 0x0D: result += "\\r"
            case 0x09: result += "\\t"
            case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029:
                let digits = String(scalar.value, radix: 16)
                result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
            default: result.unicodeScalars.append(scalar)
            }
        }
        return result + "\""
    }

    /// `job.retryAt` as `job_retry_at`, `videoID` as `video_id`.
    static func snakeCase(_ key: String) -> String {
        var result = ""
        var before: Unicode.Scalar?
        for scalar in key.unicodeScalars {
            let isUpper = scalar.properties.isUppercase
            if isUpper, let before, before.properties.isLowercase || ("0"..."9").contains(before) { result += "_" }
            let isWord = scalar.properties.isAlphabetic || scalar.properties.numericType != nil
            result += isWord ? scalar.properties.lowercaseMapping : "_"
            before = scalar
        }
        return result.isEmpty ? "_" : result
    }
}
