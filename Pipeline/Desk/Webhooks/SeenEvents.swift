import Outbox
import StateFiles
import SystemPackage

/// The ids of webhooks that came in the last day, in a file, so that none counts twice, also after a restart.
struct SeenEvents {
    /// Mux sends an event again for a day.
    static let day = 86_400
    /// More than these are not remembered; what is older than its signature's tolerance is refused anyway.
    static let limit = 100_000

    private let place: Place
    private let outbox: Outbox
    private var times: [String: Int] = [:]
    private var lines = 0

    /// Reads what came before.
    init(_ outbox: Outbox, now: Int) throws {
        self.outbox = outbox
        place = outbox.ownFolder.appending("webhooks")
        let bytes = try place.readIfPresent() ?? []
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let parts = String(decoding: line, as: UTF8.self).split(separator: " ", maxSplits: 1)
            // A line that a kill cut short is of an event that was not answered.
            guard parts.count == 2, let time = Int(parts[0]),
                (now - Self.day...now + Self.day).contains(time)
            else { continue }
            times[String(parts[1])] = time
        }
        lines = times.count
        if bytes.count > 0 { try rewrite() }
    }

    /// Remembers an event; false where it came before.
    mutating func isNew(_ id: String, now: Int) throws -> Bool {
        if let time = times[id], now - time < Self.day { return false }
        if times.count >= Self.limit {
            let oldest = times.values.sorted()[Self.limit / 10]
            times = times.filter { $0.value > oldest && now - $0.value < Self.day }
        }
        times[id] = now
        if lines > 2 * max(times.count, 1000) {
            try rewrite()
        } else {
            let file = try place.openToAppend()
            _ = try file.closeAfter { try file.writeAll("\(now) \(id)\n".utf8) }
            lines += 1
        }
        return true
    }

    private mutating func rewrite() throws {
        let text = times.sorted { $0.value < $1.value }.map { "\($0.value) \($0.key)\n" }.joined()
        try outbox.write(text.utf8, to: place, isSynced: false)
        lines = times.count
    }
}
