/// What a `Range` field asks of a representation of so many bytes (RFC 9110, section 14).
enum ByteRange: Sendable, Equatable {
    /// All of it: nothing is asked for, or nothing that is understood. Several ranges are answered by the whole, which is allowed.
    case whole
    /// These bytes.
    case part(Range<Int>)
    /// None of the bytes that there are.
    case unsatisfiable

    /// Reads a field; `size` is how many bytes there are.
    init(_ field: String?, of size: Int) {
        self = .whole
        guard let field, let unit = field.firstIndex(of: "="), field[..<unit].lowercased() == "bytes" else { return }
        let set = field[field.index(after: unit)...]
        guard !set.contains(",") else { return }
        let parts = set.split(separator: "-", maxSplits: 1, omittingEmptySubsequences: false)
            .map { $0.filter { $0 != " " && $0 != "\t" } }
        guard parts.count == 2 else { return }
        switch (Self.number(parts[0]), Self.number(parts[1])) {
        case (.none, .digits(let count)):
            // The last so many bytes.
            self = count == 0 || size == 0 ? .unsatisfiable : .part(max(0, size - count)..<size)
        case (.digits(let first), .none):
            self = first < size ? .part(first..<size) : .unsatisfiable
        case (.digits(let first), .digits(let last)) where first <= last:
            self = first < size ? .part(first..<min(size, last == .max ? size : last + 1)) : .unsatisfiable
        default: return
        }
    }

    private enum Number {
        case none
        case digits(Int)
        case wrong
    }

    /// A position; one that no file has counts as the largest.
    private static func number(_ text: String) -> Number {
        if text.isEmpty { return .none }
        guard text.utf8.allSatisfy({ UInt8(ascii: "0")...UInt8(ascii: "9") ~= $0 }) else { return .wrong }
        return .digits(Int(text) ?? .max)
    }
}
