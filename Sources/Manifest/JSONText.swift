public import FoundationEssentials

/// How SmartClip writes and reads JSON: UTF-8, sorted keys, slashes as they are, a line feed at the end.
public enum JSONText {
    /// A file for people and programs: indented.
    public static func file(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }

    /// One line for a stream of lines.
    public static func line(_ value: some Encodable) throws -> Data {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try encoder.encode(value) + Data("\n".utf8)
    }

    /// Reads a value; the error says where in the document and what was expected there.
    public static func decode<Value: Decodable>(_ type: Value.Type, from data: Data) throws(JSONTextError) -> Value {
        do {
            return try JSONDecoder().decode(type, from: data)
        } catch let error as DecodingError {
            throw JSONTextError(error)
        } catch {
            throw JSONTextError(path: "", problem: "\(error)")
        }
    }
}

/// Why a JSON text could not be read.
public struct JSONTextError: Error, CustomStringConvertible, Sendable, Equatable {
    /// Where: `moments[2].start_time`, or empty for the document.
    public let path: String
    /// What was found or missed there.
    public let problem: String

    init(path: String, problem: String) {
        self.path = path
        self.problem = problem
    }

    init(_ error: DecodingError) {
        switch error {
        case .keyNotFound(let key, let context):
            self.init(path: Self.path(context.codingPath), problem: "lacks \"\(key.stringValue)\"")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            self.init(path: Self.path(context.codingPath), problem: context.debugDescription)
        case .dataCorrupted(let context):
            // Where the text is no JSON at all, the cause behind the error knows the line.
            let cause = context.underlyingError.map { ": \($0)" } ?? ""
            self.init(path: Self.path(context.codingPath), problem: context.debugDescription + cause)
        @unknown default:
            self.init(path: "", problem: "\(error)")
        }
    }

    private static func path(_ keys: [any CodingKey]) -> String {
        keys.reduce(into: "") { path, key in
            if let index = key.intValue {
                path += "[\(index)]"
            } else {
                path += (path.isEmpty ? "" : ".") + key.stringValue
            }
        }
    }

    /// Both in one line.
    public var description: String { path.isEmpty ? problem : "\(path): \(problem)" }
}
