import FoundationEssentials
import Manifest
import Outbox
import StateFiles

/// All videos of an outbox as its list of lines has them, and those that are being made for the first time. The list is read again
/// when it changed, and of its lines only those that are new.
actor VideoTable {
    private let outbox: Outbox
    private var signature: String?
    private var rows: [VideoRow] = []
    private var byID: [String: VideoRow] = [:]
    private var lines: [[UInt8]: VideoRow] = [:]

    init(_ outbox: Outbox) {
        self.outbox = outbox
    }

    /// The newest state, the newest first.
    func all() throws -> [VideoRow] {
        try refresh()
        return rows
    }

    /// One of them; nil where the list does not have it.
    func row(_ id: String) throws -> VideoRow? {
        try refresh()
        return byID[id]
    }

    /// The folder of a video, also of one that has no line yet.
    func folder(_ id: String) throws -> VideoFolder? {
        if let row = byID[id] { return outbox.folder(row.folder) }
        try refresh()
        if let row = byID[id] { return outbox.folder(row.folder) }
        return try ContentIndex(outbox: outbox).entry(named: id).map { outbox.folder($0.folder) }
    }

    private func refresh() throws {
        let place = outbox.place.appending(IndexFile.name)
        guard let facts = try place.factsIfPresent(), facts.kind == .regular else {
            (signature, rows, byID, lines) = (nil, [], [:], [:])
            return
        }
        if facts.signature == signature { return }
        let bytes = try place.readIfPresent(atMost: IndexFile.largest) ?? []
        let decoder = JSONDecoder()
        var fresh: [[UInt8]: VideoRow] = [:]
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            let line = Array(line)
            if let known = lines[line] {
                fresh[line] = known
            } else if let value = try? decoder.decode(IndexLine.self, from: Data(line)), value.folder.isBelow,
                Route.isID(value.id)
            {
                // A line that cannot be understood is mended by the next run.
                fresh[line] = VideoRow(value)
            }
        }
        lines = fresh
        rows = fresh.values.sorted(by: VideoRow.precedes)
        byID = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
        signature = facts.signature
    }
}
