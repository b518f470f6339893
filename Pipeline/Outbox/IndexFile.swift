import FoundationEssentials
import Intake
package import Manifest
import Pages
import StateFiles
import SystemPackage

/// Keeps `manifest.ndjson`, a line a video, and the page that lists them, in step with the videos' manifests.
///
/// Several processes may write to one outbox: each change is made to what stands on disk, under a lock that nobody waits for at the end
/// of a video. Changes are marked (`ChangedLines`), and gathered while many come in quick succession, so that ten thousand videos
/// do not write ten thousand long files; whoever writes the list writes the lines of all marks, whoever left them.
package actor IndexFile {
    package static let name = "manifest.ndjson"

    private let outbox: Outbox
    private let changed: ChangedLines
    private var lastWrite: (ended: ContinuousClock.Instant, took: Duration)?

    package init(outbox: Outbox) {
        self.outbox = outbox
        changed = ChangedLines(outbox: outbox)
    }

    /// Has a video's line say what its manifest says, now or a little later: it is marked when this returns, and the mark outlives the
    /// process.
    package func set(_ id: VideoID, isSynced: Bool = true) async throws {
        try changed.note(id, isSynced: isSynced)
        // Writing takes as long as there are lines; a tenth of the time spent on it is enough.
        if let last = lastWrite, last.ended.duration(to: .now) < last.took * 10 { return }
        try await writeIfFree(isPatient: false)
    }

    /// Writes all lines that changed, waiting for whoever writes them now. Makes the file from the manifests where it is gone or
    /// damaged.
    package func flush() async throws {
        try await lock.holding { try write() }
        if try changed.isAny() { try await writeIfFree(isPatient: true) }
    }

    /// The same, unless another process is at it: that one then writes these lines, too. Where `isPatient`, one on another machine must
    /// show first that it lives.
    private func writeIfFree(isPatient: Bool) async throws {
        repeat {
            let began = ContinuousClock.now
            guard try await lock.ifFree(isPatient: isPatient, { try write() }) != nil else { return }
            lastWrite = (.now, began.duration(to: .now))
            // Who found the lock taken relies on this look, which comes after it was let go.
        } while try changed.isAny()
    }

    /// More than the lines of a hundred thousand videos have.
    package static let largest = 1 << 30

    private func write() throws {
        let ids = try changed.claim()
        try write(ids)
        try changed.settle(ids)
    }

    private func write(_ changed: Set<String>) throws {
        let old = try place.readIfPresent(atMost: Self.largest)
        let parsed = old.flatMap(Self.parse)
        var lines = try isIntact() ? parsed ?? gather([:]) : gather(parsed ?? [:])
        for id in changed {
            guard let entry = try ContentIndex(outbox: outbox).entry(named: id), let line = line(of: entry.folder)
            else {
                continue
            }
            lines[entry.folder] = line
        }
        // A folder that somebody removed has no line.
        lines = lines.filter { folder, _ in !outbox.folder(folder).file(VideoFolder.manifest).isGone }
        for line in try missing(Set(lines.values.map(\.id))) { lines[line.folder] = line }
        let sorted = lines.values.sorted { $0.folder < $1.folder }
        var text: [UInt8] = []
        for line in sorted { text += try JSONText.line(line) }
        if text != old { try outbox.write(text, to: place) }
        try page.writeIfChanged(Array(OutboxPage(lines: sorted).html().utf8), workshop: outbox.workshop)
        try outbox.write((try signature() ?? "").utf8, to: mark)
    }

    /// Writes what is marked; and all of it anew where it is not there, is not as it was last written, or lacks a video.
    package func finish() async throws {
        if try changed.isAny() || !isIntact() || !isComplete() { try await writeIfFree(isPatient: true) }
    }

    /// Makes all of it anew from the manifests.
    package func remake() async throws {
        try mark.removeFile()
        try await flush()
    }

    /// Whether every video that has a manifest has a line. Lines go with folders that are gone, which may only have been
    /// elsewhere for a while: a disk that was not mounted.
    private func isComplete() throws -> Bool {
        try missing(Self.ids(in: try place.readIfPresent(atMost: Self.largest) ?? [])).isEmpty
    }

    /// The lines of videos that are known by others than these ids, and have a manifest.
    private func missing(_ ids: Set<String>) throws -> [IndexLine] {
        try outbox.videos.list().compactMap { name in
            guard name.lowercasedExtension == "json", !ids.contains(name.stem),
                let entry = try ContentIndex(outbox: outbox).entry(named: name.stem)
            else { return nil }
            return line(of: entry.folder)
        }
    }

    /// What a folder's manifest says; nil where none can be read now.
    private func line(of folder: String) -> IndexLine? {
        // What cannot be read now is looked for again by the next run.
        guard let manifest = try? outbox.folder(folder).manifest() else { return nil }
        return IndexLine(manifest, folder: folder)
    }

    /// The ids that lines have, found without reading them as JSON, where no string can hold this text.
    package static func ids(in bytes: [UInt8]) -> Set<String> {
        let key = Array("\"id\":\"".utf8)
        var ids: Set<String> = []
        bytes.withUnsafeBytes { all in
            var rest = all[...]
            while let start = rest.firstRange(of: key)?.upperBound {
                rest = all[start...]
                ids.insert(String(decoding: rest.prefix { $0 != UInt8(ascii: "\"") }, as: UTF8.self))
            }
        }
        return ids
    }

    private var lock: SharedLock {
        outbox.lock(named: "index-file") { [outbox] in
            for name in [Self.name, VideoFolder.page, Self.markName] {
                try outbox.workshop.removeTemporaries(of: "\(name).")
            }
        }
    }

    private var place: Place { outbox.place.appending(Self.name) }
    private var page: Place { outbox.place.appending(VideoFolder.page) }
    private var mark: Place { outbox.ownFolder.appending(Self.markName) }
    private static let markName = "index-file"

    /// Whether the file and the page are as they were last written, by whichever process.
    private func isIntact() throws -> Bool {
        guard let signature = try signature(), let known = try mark.readIfPresent() else { return false }
        return known == Array(signature.utf8)
    }

    private func signature() throws -> String? {
        guard let file = try place.factsIfPresent(), let page = try page.factsIfPresent() else { return nil }
        return "\(file.signature) \(page.signature)"
    }

    /// The lines by folder; nil where one cannot be understood, so that all are gathered anew.
    package static func parse(_ bytes: [UInt8]) -> [String: IndexLine]? {
        var lines: [String: IndexLine] = [:]
        let decoder = JSONDecoder()
        for line in bytes.split(separator: UInt8(ascii: "\n")) {
            // Why it cannot be read does not matter: the manifests have the truth.
            guard let value = try? decoder.decode(IndexLine.self, from: Data(line)), value.folder.isBelow,
                0...1_000_000 ~= value.clipsReady, 0...1_000_000 ~= value.clipsTotal
            else {
                return nil
            }
            lines[value.folder] = value
        }
        return lines
    }

    /// All lines made anew; a video whose manifest cannot be read now keeps the line that it had.
    private func gather(_ old: [String: IndexLine]) throws -> [String: IndexLine] {
        var lines: [String: IndexLine] = [:]
        for entry in try ContentIndex(outbox: outbox).entries() {
            lines[entry.folder] = line(of: entry.folder) ?? old[entry.folder]
        }
        return lines
    }
}
