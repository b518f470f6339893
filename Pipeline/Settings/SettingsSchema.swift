import FoundationEssentials
import Manifest

/// The JSON Schema (2020-12) of `.smartclip.yaml`, made from the table of settings.
///
/// It has all that such a file may say where the operator lets it. YAML's numbers, booleans and nulls may stand for texts, and
/// quoted numbers for numbers, as the program reads them; what a schema cannot tell is the range of a number in quotes.
package enum SettingsSchema {
    /// The schema as text.
    package static var text: String {
        get throws { String(decoding: try JSONText.file(schema), as: UTF8.self) }
    }

    private static var schema: JSONValue {
        var properties: [String: JSONValue] = [:]
        for row in SettingTable.rows {
            if case .operators = row.reach { continue }
            properties[row.key.rawValue] = .object(property(row))
        }
        return .object([
            "$schema": "https://json-schema.org/draft/2020-12/schema",
            "$id": "urn:smartclip:schema:settings:1",
            "title": "SmartClip's settings of a folder or a video",
            "description": ".smartclip.yaml in a folder of videos, and NAME.smartclip.yaml beside a video.",
            // An empty file is null.
            "type": ["object", "null"],
            "additionalProperties": .boolean(false),
            "properties": .object(properties),
        ])
    }

    private static func property(_ row: SettingRow) -> [String: JSONValue] {
        var property = values(of: row)
        property["description"] = .text(row.help + remark(row.reach))
        let text = row.standardText ?? (row.unset == "" ? nil : row.unset)
        property["default"] = text.map { standard($0, row.shape) }
        return property
    }

    private static func remark(_ reach: SettingRow.Reach) -> String {
        switch reach {
        case .folders, .operators: ""
        case .permitted(only: []): " Only where the operator lets folders choose it."
        case .permitted(let words):
            " \(words.joined(separator: ", ")) only where the operator lets folders choose it."
        case .words: " A file only where the operator lets folders choose it."
        case .budget: " Counts where it is less than the operator's."
        }
    }

    private static func standard(_ text: String, _ shape: SettingShape) -> JSONValue {
        switch shape {
        case .integer, .number: Double(text).map { .number($0) } ?? .text(text)
        case .boolean: .boolean(text == "true")
        case .someOf: .list(text.split(separator: " ").map { .text(String($0)) })
        case .patterns, .names: .list(text.split(separator: ",").map { .text(String($0)) })
        case .words, .line, .language, .fileName, .file, .folder, .wordOr, .wordOrFile: .text(text)
        }
    }

    /// What a scalar of YAML may be, if its text is taken as it stands.
    private static let scalars: [JSONValue] = ["string", "number", "boolean"]

    private static func values(of row: SettingRow) -> [String: JSONValue] {
        // YAML's null is an empty text.
        let types = JSONValue.list(scalars + (row.unset == "" ? ["null"] : []))
        let least = row.unset == "" ? 0 : 1
        switch row.shape {
        case .words(let words): return ["enum": .list(words.map { .text($0) })]
        case .integer(let range):
            return either(["type": "integer"].merging(bounds(range)) { $1 }, pattern: "^[+-]?[0-9]+(\\.0+)?$")
        case .number(let range):
            return either(
                ["type": "number"].merging(bounds(range)) { $1 },
                pattern: "^[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]+)?$"
            )
        case .boolean:
            let words = TruthWords.values.keys.sorted().map { JSONValue.text($0) }
            return ["enum": .list([.boolean(true), .boolean(false), .number(0), .number(1)] + words)]
        case .line(let longest):
            return [
                "type": types, "minLength": .number(Double(least)), "maxLength": .number(Double(longest)),
                "not": ["type": "string", "pattern": "[\\u0000-\\u001f\\u007f-\\u009f]"],
            ]
        case .language:
            let unset = row.unset.map { "\($0)|" } ?? ""
            return ["type": "string", "pattern": .text("^(\(unset)[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8})*)$")]
        case .fileName: return ["type": types, "maxLength": 255, "not": ["enum": [".", ".."]], "pattern": "^[^/]*$"]
        case .file, .folder: return ["type": types]
        case .wordOr(let words, _, let pattern):
            return ["type": "string", "pattern": .text("^(\(words.joined(separator: "|"))|\(pattern))$")]
        case .wordOrFile(let words, let ending):
            // Endings are told in either case.
            let ending = ending.map { $0.isLetter ? "[\($0.lowercased())\($0.uppercased())]" : "\\\($0)" }.joined()
            return ["type": "string", "pattern": .text("^(\(words.joined(separator: "|"))|[^\\x00]*\(ending))$")]
        case .someOf(let words):
            let some = "\\s*(\(words.joined(separator: "|")))\\s*"
            let names = "^\(some)(,\(some))*$"
            return [
                "anyOf": [
                    ["type": "string", "pattern": .text("^none$|\(names)")],
                    ["type": "array", "items": ["type": "string", "pattern": .text(names)]],
                    ["const": ["none"]],
                ]
            ]
        case .patterns:
            let pattern = "\\s*[^/,\\s]([^/,]{0,253}[^/,\\s])?\\s*"
            let names: JSONValue = ["type": .list(scalars), "pattern": .text("^\(pattern)(,\(pattern))*$")]
            return ["anyOf": [names, ["type": "array", "items": names]]]
        case .names:
            let none = "<>|{}\\[\\],\\x00-\\x1f"
            let pattern = "\\s*[^\\s\(none)]([^\(none)]{0,98}[^\\s\(none)])?\\s*"
            let names: JSONValue = ["type": .list(scalars), "pattern": .text("^\(pattern)(,\(pattern))*$")]
            return ["anyOf": [names, ["type": "array", "items": names]]]
        }
    }

    private static func bounds(_ range: ClosedRange<Int>) -> [String: JSONValue] {
        ["minimum": .number(Double(range.lowerBound)), "maximum": .number(Double(range.upperBound))]
    }

    /// A number, or one in quotes.
    private static func either(_ number: [String: JSONValue], pattern: String) -> [String: JSONValue] {
        ["anyOf": [.object(number), ["type": "string", "pattern": .text(pattern)]]]
    }
}

/// A JSON value that is put together by hand.
enum JSONValue: Encodable, Sendable {
    case text(String)
    case number(Double)
    case boolean(Bool)
    case list([JSONValue])
    case object([String: JSONValue])

    func encode(to encoder: any Encoder) throws {
        var container = encoder.singleValueContainer()
        switch self {
        case .text(let value): try container.encode(value)
        case .number(let value): try container.encode(value)
        case .boolean(let value): try container.encode(value)
        case .list(let values): try container.encode(values)
        case .object(let members): try container.encode(members)
        }
    }
}

extension JSONValue: ExpressibleByStringLiteral, ExpressibleByIntegerLiteral, ExpressibleByArrayLiteral,
    ExpressibleByDictionaryLiteral
{
    init(stringLiteral value: String) { self = .text(value) }

    init(integerLiteral value: Int) { self = .number(Double(value)) }

    init(arrayLiteral elements: JSONValue...) { self = .list(elements) }

    init(dictionaryLiteral elements: (String, JSONValue)...) {
        self = .object([String: JSONValue](elements) { first, _ in first })
    }
}
