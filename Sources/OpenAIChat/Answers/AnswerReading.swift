import FoundationEssentials
import HTTPTransfer

/// Reads a value out of an answer's text.
enum AnswerReading {
    /// The value, or one sentence for the model on what is wrong.
    static func value<Value: Decodable>(
        _ type: Value.Type,
        in text: String,
        _ schema: JSONSchema
    ) throws(ValidationProblem) -> Value {
        let candidates = ObjectFinder.candidates(in: text)
        var problem: String?
        for candidate in candidates {
            do {
                let value = try JSONDecoder().decode(type, from: Data(candidate))
                let node = try JSONDecoder().decode(JSONNode.self, from: Data(candidate))
                guard let empty = schema.emptyList(in: node) else { return value }
                problem = empty
            } catch let error as DecodingError {
                // What is JSON at all says more than what is not.
                let words = error.whatAndWhere
                if problem == nil || problem == "not JSON" { problem = words }
            } catch {
                problem = problem ?? "not JSON"
            }
        }
        if let problem { throw ValidationProblem(problem) }
        let isEmpty = text.allSatisfy { $0.isWhitespace || $0 == "\u{FEFF}" }
        throw ValidationProblem(isEmpty ? "the answer is empty" : "there is no whole JSON object in the answer")
    }

    /// The value that the whole elements of an answer's lists come to, where it was cut off.
    static func value<Value: Decodable>(
        _ type: Value.Type,
        ofCut text: String,
        _ schema: JSONSchema
    ) throws(ValidationProblem) -> Value {
        guard let beginning = CutAnswer.wholeElements(of: text),
            let node = try? JSONDecoder().decode(JSONNode.self, from: Data(beginning.utf8))
        else { return try value(type, in: text, schema) }
        return try value(type, in: schema.withoutParts(node).text, schema)
    }
}
