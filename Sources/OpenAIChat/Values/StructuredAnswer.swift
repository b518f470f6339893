/// An answer that was read and found valid.
public struct StructuredAnswer<Value> {
    /// What was asked for.
    public var value: Value
    /// The answer that it was read from; its cost is that of all requests.
    public var answer: ChatAnswer
    /// Why answers before it were not usable; empty where the first was.
    public var repaired: [String]

    /// It was cut off: the value is what was whole of it.
    public var isCut = false

    /// Tokens, requests and seconds of all requests together.
    public var cost: ChatCost { answer.cost }
}

extension StructuredAnswer: Sendable where Value: Sendable {}

/// What is wrong with a value that could be read: told to the model, which has one chance to mend it.
public struct ValidationProblem: Error, Sendable, Equatable, CustomStringConvertible {
    /// One sentence that the model can act on.
    public var description: String

    /// A problem.
    public init(_ description: String) { self.description = description }
}
