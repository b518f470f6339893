/// Which part of a list is wanted.
struct Page: Sendable {
    var limit: Int
    var number: Int
    var cursor: String?

    /// Reads `limit`, `page` and `cursor`. Throws 400 where they are out of range.
    init(_ query: [String: String]) throws(APIError) {
        limit = try Self.integer(query, "limit", default: 25, most: 100)
        number = try Self.integer(query, "page", default: 1, most: .max)
        cursor = query["cursor"].flatMap { $0.isEmpty ? nil : $0 }
        if let cursor, !Identifier.isWellFormed(cursor) { throw .invalid("cursor is invalid") }
    }

    private static func integer(
        _ query: [String: String],
        _ name: String,
        default value: Int,
        most: Int
    ) throws(APIError) -> Int {
        guard let text = query[name] else { return value }
        guard let number = Int(text), number >= 1, number <= most else {
            throw .invalid(most == .max ? "\(name) must be 1 or more" : "\(name) must be from 1 to \(most)")
        }
        return number
    }

    func slice<Item>(_ all: [Item]) -> ArraySlice<Item> {
        let (skipped, overflow) = (number - 1).multipliedReportingOverflow(by: limit)
        return overflow ? [] : all.dropFirst(skipped).prefix(limit)
    }
}
