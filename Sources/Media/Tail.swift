/// The end of a text that may be endless: what a failed program said last.
struct Tail: Sendable {
    private var bytes: [UInt8] = []
    private let limit: Int

    init(limit: Int = 16384) { self.limit = limit }

    mutating func append(_ new: UnsafeRawBufferPointer) {
        bytes.append(contentsOf: new)
        // Cut at twice the limit, so that each byte is moved once at most.
        if bytes.count > 2 * limit { bytes.removeFirst(bytes.count - limit) }
    }

    /// The last lines, at most 20 of them.
    var text: String {
        String(decoding: bytes.suffix(limit), as: UTF8.self)
            .split(whereSeparator: \.isNewline).suffix(20).joined(separator: "\n")
    }
}
