import FoundationEssentials
import Manifest

/// Where a page of the list ended: the time and the id of its last video. Videos that change meanwhile move to the front, so none of
/// the others is missed or comes twice.
struct Cursor: Sendable, Equatable {
    let updatedAt: Timestamp
    let id: String

    init(after row: VideoRow) {
        updatedAt = row.updatedAt
        id = row.id
    }

    /// Reads one that was given out.
    init(_ text: String) throws(Problem) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 2, let milliseconds = Int(parts[0]), (0...(1 << 50)).contains(milliseconds),
            Route.isID(String(parts[1]))
        else { throw .invalid("cursor is not one that this list gave") }
        updatedAt = Timestamp(Date(timeIntervalSince1970: Double(milliseconds) / 1000))
        id = String(parts[1])
    }

    var text: String { "\(Int((updatedAt.date.timeIntervalSince1970 * 1000).rounded())).\(id)" }

    /// Whether a video comes after it.
    func isBefore(_ row: VideoRow) -> Bool {
        row.updatedAt == updatedAt ? id < row.id : row.updatedAt < updatedAt
    }
}
