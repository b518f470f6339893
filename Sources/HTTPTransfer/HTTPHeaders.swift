/// Header lines in their order; names are compared without regard to case.
public struct HTTPHeaders: Sendable, Equatable, ExpressibleByDictionaryLiteral {
    /// All of them, as they are sent or came.
    public private(set) var lines: [Line] = []

    /// One header.
    public struct Line: Sendable, Equatable {
        /// As it was written.
        public let name: String
        /// Without the blanks around it.
        public let value: String
    }

    /// No header.
    public init() {}

    init(_ lines: [Line]) { self.lines = lines }

    /// Headers in the order of the literal.
    public init(dictionaryLiteral elements: (String, String)...) {
        for (name, value) in elements { add(name, value) }
    }

    /// Adds a line, beside any of the same name. What cannot be sent is refused when it is to be.
    public mutating func add(_ name: String, _ value: String) {
        lines.append(Line(name: name, value: value))
    }

    /// The first value under the name.
    public subscript(name: String) -> String? {
        let wanted = name.lowercased()
        return lines.first { $0.name.lowercased() == wanted }?.value
    }
}
