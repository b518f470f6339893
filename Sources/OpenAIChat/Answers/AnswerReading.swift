import FoundationEssentials

/// Reads a value out of an answer's text.
enum AnswerReading {
    /// The value, or one sentence for the model on what is wrong.
    static func value<Value: Decodable>(_ type: Value.Type, in text: String) throws(ValidationProblem) -> Value {
        let candidates = ObjectFinder.candidates(in: text)
        var problem: String?
        for candidate in candidates {
            do {
                return try JSONDecoder().decode(type, from: Data(candidate))
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
}
