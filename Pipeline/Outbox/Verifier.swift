import FoundationEssentials
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
}

/// Checks every result in an outbox against its record. It reads all files whole and changes none of them.
public struct Verifier: Sendable {
    private let outbox: Outbox

    /// Checks an outbox.
    public init(_ outbox: Outbox) {
        self.outbox = outbox
    }

    /// The same, where even a file that cannot be read is a finding and hides no other video's.
    public func tellingFindings(_ video: KnownVideo) -> [Finding] {
        do {
            return try findings(video)
        } catch {
            return [Finding(video: video.folder.name, path: "", problem: "cannot be checked: \(error)")]
        }
    }

    /// What is wrong with a video. What is not finished is only wrong where it says that it is.
    public func findings(_ video: KnownVideo) throws -> [Finding] {
        var findings: [Finding] = []
        func add(_ path: String, _ problem: String) {
            findings.append(Finding(video: video.folder.name, path: path, problem: problem))
        }
        let state = try VideoState(
            id: video.id,
            folder: video.folder,
            source: video.source,
            captions: [],
            settings: Settings(),
            recogniser: nil
        )
        let last = state.records.keys.max() ?? .upload
        let isReady = try video.folder.manifest()?.status == .ready
        for stage in StageName.allCases {
            switch try video.folder.record(stage) {
            case .none: if stage < last || isReady { add(stage.recordPath, "is missing") }
            case .corrupt(let problem): add(stage.recordPath, "cannot be understood: \(problem)")
            case .record(let record):
                if record.status == .running {
                    add(stage.recordPath, "its stage was begun and not ended")
                    continue
                }
                for output in record.outputs {
                    if output.path == VideoFolder.moments, try state.isEdited() { continue }
                    if let problem = try problem(with: output, in: video.folder) { add(output.path, problem) }
                }
            }
        }
        guard last == .caption, findings.isEmpty else { return findings }
        let manifest = try video.folder.manifest()
        // A video that is being worked on, or was stopped in the middle, has a manifest of before.
        if let status = manifest?.status, ![.ready, .partial, .error].contains(status) { return findings }
        let expected = try Closing(state: state).expected()
        // So has one whose moments a person has changed since; the next run brings it up to date.
        if try state.isEdited(), let manifest, manifest.moments != expected.manifest.moments { return findings }
        for (path, content) in expected.files {
            let found = try Files.readIfPresent(video.folder.file(path))
            if found == nil { add(path, "is missing") }
            if let found, found != content { add(path, "is not what it should be") }
        }
        return findings
    }

    /// What is wrong with `manifest.ndjson`.
    public func indexFindings() throws -> [Finding] {
        guard let bytes = try Files.readIfPresent(outbox.root.appending(IndexFile.name)) else {
            return [Finding(video: "", path: IndexFile.name, problem: "is missing")]
        }
        guard let lines = IndexFile.parse(bytes) else {
            return [Finding(video: "", path: IndexFile.name, problem: "holds a line that cannot be understood")]
        }
        var findings: [Finding] = []
        let page = OutboxPage(lines: lines.values.sorted { $0.folder < $1.folder }).html()
        if try Files.readIfPresent(outbox.root.appending(VideoFolder.page)) != Array(page.utf8) {
            findings.append(Finding(video: "", path: VideoFolder.page, problem: "is missing or not what it should be"))
        }
        for video in try VideoLookup(outbox).all() {
            guard let manifest = try video.manifest() else { continue }
            if lines[video.folder.name] != IndexLine(manifest, folder: video.folder.name) {
                let problem = "its line of \(video.folder.name) is not what the manifest says"
                findings.append(Finding(video: video.folder.name, path: IndexFile.name, problem: problem))
            }
        }
        return findings
    }

    /// Makes `manifest.ndjson` and its page again from the manifests, in which all of it stands.
    public func remakeIndex() async throws { try await IndexFile(outbox: outbox).remake() }

    private func problem(with output: OutputFile, in folder: VideoFolder) throws -> String? {
        guard let facts = try FileFacts.ifPresent(folder.file(output.path)) else { return "is missing" }
        guard facts.kind == .regular else { return "is not a file" }
        if facts.bytes != output.bytes { return "has \(facts.bytes) bytes instead of \(output.bytes)" }
        let digest = try Digest.of(fileAt: folder.file(output.path))
        return digest == output.sha256 ? nil : "has another content than when it was made"
    }
}
