import Concurrency
import FoundationEssentials
import Intake
import Manifest
import Pages
import StateFiles
import SystemPackage

/// A file that is not what its record says.
public struct Finding: Encodable, Sendable, Equatable {
    /// The video's folder below the outbox.
    public let video: String
    /// The file below that folder.
    public let path: String
    /// What is wrong with it.
    public let problem: String

    /// The file below the outbox.
    public var place: String { video.isEmpty || path == IndexFile.name ? path : "\(video)/\(path)" }
}

/// Checks every result in an outbox against its record. It reads all files whole and changes none of them.
public struct Verifier: Sendable {
    private let outbox: Outbox

    /// Checks an outbox.
    public init(_ outbox: Outbox) {
        self.outbox = outbox
    }

    /// What was found of one video.
    private struct Verified: Sendable {
        let folder: String
        var findings: [Finding] = []
        /// What its line of `manifest.ndjson` should be; nil where it has no manifest.
        var line: IndexLine?
    }

    /// Checks every video, as many at once as there are processors, and then what is made of all together. `found` is called with what is
    /// wrong, video by video in the order of their folders; `progress` the part that is done.
    ///
    /// A file that cannot be read is a finding and hides no other video's.
    public func verify(
        progress: (Double) -> Void = { _ in },
        found: ([Finding]) -> Void
    ) async throws -> (videos: Int, isIndexSound: Bool) {
        let videos = try VideoLookup(outbox).all()
        var waiting: [Int: Verified] = [:]
        var told = 0
        let verified = try await videos.mapAtOnce(.cores, others: .cancelled) { video in
            self.verified(video)
        } done: { place, verified in
            waiting[place] = verified
            while let next = waiting.removeValue(forKey: told) {
                if !next.findings.isEmpty { found(next.findings) }
                told += 1
            }
            progress(Double(told) / Double(videos.count))
        }
        let lost = try indexFindings(verified)
        found(lost)
        return (videos.count, lost.isEmpty)
    }

    private func verified(_ video: KnownVideo) -> Verified {
        var verified = Verified(folder: video.folder.name)
        do {
            let manifest = try video.manifest()
            verified.line = manifest.map { IndexLine($0, folder: video.folder.name) }
            verified.findings = try findings(video, manifest)
        } catch {
            verified.findings = [Finding(video: video.folder.name, path: "", problem: "cannot be checked: \(error)")]
        }
        return verified
    }

    /// What is wrong with a video. What is not finished is only wrong where it says that it is.
    private func findings(_ video: KnownVideo, _ manifest: VideoManifest?) throws -> [Finding] {
        var findings: [Finding] = []
        func add(_ path: String, _ problem: String) {
            findings.append(Finding(video: video.folder.name, path: path, problem: problem))
        }
        var states: [StageName: VideoFolder.RecordState] = [:]
        for stage in StageName.allCases { states[stage] = try video.folder.record(stage) }
        let records = states.compactMapValues(\.record)
        let state = RecordedVideo(id: video.id, folder: video.folder, source: video.source, records: records)
        let last = state.records.keys.max() ?? .upload
        let isEdited = try state.isEdited()
        for stage in StageName.allCases {
            switch states[stage] ?? .none {
            case .none: if stage < last || manifest?.status == .ready { add(stage.recordPath, "is missing") }
            case .corrupt(let problem): add(stage.recordPath, "cannot be understood: \(problem)")
            case .record(let record):
                if record.status == .running {
                    add(stage.recordPath, "its stage was begun and not ended")
                    continue
                }
                for output in record.outputs {
                    if output.path == VideoFolder.moments, isEdited { continue }
                    if let problem = try problem(with: output, in: video.folder) { add(output.path, problem) }
                }
            }
        }
        guard last == .caption, findings.isEmpty else { return findings }
        // A video that is being worked on, or was stopped in the middle, has a manifest of before.
        if let status = manifest?.status, ![.ready, .partial, .error].contains(status) { return findings }
        let expected = try FinalFiles(of: state).expected()
        // So has one whose moments a person has changed since; the next run brings it up to date.
        if isEdited, let manifest, manifest.moments != expected.manifest.moments { return findings }
        for (path, content) in expected.files {
            let found = try video.folder.file(path).readIfPresent()
            if found == nil { add(path, "is missing") }
            if let found, found != content { add(path, "is not what it should be") }
        }
        return findings
    }

    /// What is wrong with `manifest.ndjson` and the page that lists the videos.
    private func indexFindings(_ videos: [Verified]) throws -> [Finding] {
        guard let bytes = try outbox.place.appending(IndexFile.name).readIfPresent(atMost: IndexFile.largest) else {
            return [Finding(video: "", path: IndexFile.name, problem: "is missing")]
        }
        guard let lines = IndexFile.parse(bytes) else {
            return [Finding(video: "", path: IndexFile.name, problem: "holds a line that cannot be understood")]
        }
        var findings: [Finding] = []
        let page = OutboxPage(lines: lines.values.sorted { $0.folder < $1.folder }).html()
        if try outbox.place.appending(VideoFolder.page).readIfPresent(atMost: IndexFile.largest) != Array(page.utf8) {
            findings.append(Finding(video: "", path: VideoFolder.page, problem: "is missing or not what it should be"))
        }
        for video in videos {
            guard var line = video.line else { continue }
            // A line of a program that wrote no pictures into lines is not wrong.
            if lines[video.folder]?.thumbnail == nil { line.thumbnail = nil }
            if lines[video.folder] == line { continue }
            let problem = "its line of \(video.folder) is not what the manifest says"
            findings.append(Finding(video: video.folder, path: IndexFile.name, problem: problem))
        }
        return findings
    }

    /// Makes `manifest.ndjson` and its page again from the manifests, in which all of it stands.
    public func remakeIndex() async throws { try await IndexFile(outbox: outbox).remake() }

    private func problem(with output: OutputFile, in folder: VideoFolder) throws -> String? {
        guard let facts = try folder.file(output.path).factsIfPresent() else { return "is missing" }
        guard facts.kind == .regular else { return "is not a file" }
        if facts.bytes != output.bytes { return "has \(facts.bytes) bytes instead of \(output.bytes)" }
        let digest = try folder.file(output.path).digest(ofBytes: output.bytes)
        return digest == output.sha256 ? nil : "has another content than when it was made"
    }
}
