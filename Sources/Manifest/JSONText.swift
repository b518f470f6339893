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
            throw JSONTextError(error, in: data)
        } catch {
            throw JSONTextError(path: "", problem: "\(error)", place: nil)
        }
    }
}

/// Why a JSON text could not be read.
public struct JSONTextError: Error, CustomStringConvertible, Sendable, Equatable {
    /// Where: `moments[2].start_time`, or empty for the document.
    public let path: String
    /// What was found or missed there.
    public let problem: String

    /// Where in the text that is; nil where the problem says so itself.
    public let place: JSONPlace?

    init(path: String, problem: String, place: JSONPlace?) {
        self.path = path
        self.problem = problem
        self.place = place
    }

    init(_ error: DecodingError, in data: Data) {
        func make(_ context: DecodingError.Context, _ problem: String) -> JSONTextError {
            JSONTextError(
                path: Self.path(context.codingPath),
                problem: problem,
                place: JSONPlace(of: context.codingPath.map(Self.step), in: data)
            )
        }
        switch error {
        case .keyNotFound(let key, let context): self = make(context, "lacks \"\(key.stringValue)\"")
        case .typeMismatch(_, let context), .valueNotFound(_, let context):
            self = make(context, context.debugDescription)
        case .dataCorrupted(let context):
            // Of a text that is no JSON Foundation does not say where.
            if context.codingPath.isEmpty, let fault = JSONSyntax.fault(in: data) {
                let place = JSONPlace(offset: fault.offset, in: Array(data))
                self.init(path: "", problem: "no JSON: \(fault.problem)", place: place)
                return
            }
            // Where it is JSON all the same, the cause behind the error may know the line; else it is the end.
            guard let cause = context.underlyingError else {
                self = make(context, context.debugDescription)
                return
            }
            let problem = "\(context.debugDescription): \(cause)"
            let place = problem.contains(", column ") ? nil : JSONPlace.end(of: data)
            self.init(path: Self.path(context.codingPath), problem: problem, place: place)
        @unknown default: self.init(path: "", problem: "\(error)", place: nil)
        }
    }

    private static func step(_ key: any CodingKey) -> JSONPlace.Step {
        key.intValue.map { .index($0) } ?? .name(key.stringValue)
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

    /// All in one line.
    public var description: String {
        [place?.description, path.isEmpty ? nil : path, problem].compactMap { $0 }.joined(separator: ": ")
    }
}
