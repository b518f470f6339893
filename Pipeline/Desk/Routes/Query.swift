/// The values of a query, by their names; of several of one name the last counts.
struct Query: Sendable, Equatable {
    private var values: [String: String] = [:]

    /// Reads what follows the `?`.
    init(_ text: String?) throws(Problem) {
        for pair in (text ?? "").split(separator: "&") {
            let parts = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            let decoded = parts.map { part in
                PercentEncoding.decoded(String(part.map { $0 == "+" ? " " : $0 }))
            }
            guard let name = decoded[0], let value = decoded.count > 1 ? decoded[1] : "" else {
                throw .invalid("the query cannot be read: \(pair)")
            }
            values[name] = value
        }
    }

    subscript(_ name: String) -> String? { values[name] }

    /// A whole number within bounds.
    func integer(_ name: String, in bounds: ClosedRange<Int>, default standard: Int) throws(Problem) -> Int {
        guard let text = values[name] else { return standard }
        guard let value = Int(text), bounds.contains(value) else {
            throw .invalid("\(name) is to be a number from \(bounds.lowerBound) to \(bounds.upperBound)")
        }
        return value
    }
}
