import FoundationEssentials
import Intake
import Manifest
import Outbox
import Pipeline
import StateFiles
import SystemPackage
import TestSupport

/// What stands in an outbox for each content.
struct SoakOutbox {
    /// The folder of a content.
    struct Video {
        let sha256: String
        let folder: String
        let records: [StageName: StageRecord]
        let manifest: VideoManifest?
        /// Its files, by their paths below its folder.
        let files: [String: [UInt8]]
    }

    private struct Entry: Decodable {
        let sha256: String
        let folder: String
    }

    /// The folders that are there, by content.
    private(set) var videos: [String: Video] = [:]
    /// Folders that hold records, and that no content is known for.
    private(set) var strays: [String] = []
    let leftovers: [String]

    init(_ root: FilePath) throws {
        let tree = try OutboxTree(root)
        leftovers = tree.leftovers
        var folders = Set(
            tree.files.keys.compactMap { path in
                path.firstRange(of: "/state/").map { String(path[..<$0.lowerBound]) }
            }
        )
        for entry in try Self.entries(root) where folders.remove(entry.folder) != nil {
            var files: [String: [UInt8]] = [:]
            for (path, content) in tree.files where path.hasPrefix(entry.folder + "/") {
                files[String(path.dropFirst(entry.folder.count + 1))] = content
            }
            let folder = root.appending(entry.folder)
            videos[entry.sha256] = Video(
                sha256: entry.sha256,
                folder: entry.folder,
                records: try Self.records(folder),
                manifest: try Files.readIfPresent(folder.appending("manifest.json")).map {
                    try JSONText.decode(VideoManifest.self, from: Data($0))
                },
                files: files
            )
        }
        strays = folders.sorted()
    }

    private static func entries(_ root: FilePath) throws -> [Entry] {
        let folder = root.appending(".smartclip/videos")
        guard try FileFacts.ifPresent(folder) != nil else { return [] }
        return try Files.list(folder).filter { $0.string.hasSuffix(".json") }.map { name in
            try JSONText.decode(Entry.self, from: Data(try Files.read(folder.appending(name))))
        }
    }

    private static func records(_ folder: FilePath) throws -> [StageName: StageRecord] {
        var records: [StageName: StageRecord] = [:]
        for stage in StageName.allCases {
            guard let bytes = try Files.readIfPresent(folder.appending(stage.recordPath)) else { continue }
            records[stage] = try JSONText.decode(StageRecord.self, from: Data(bytes))
        }
        return records
    }

    /// Whether an attempt at a content is left.
    static func isTorn(_ sha256: String, _ root: FilePath) throws -> Bool {
        try FileFacts.ifPresent(root.appending(".smartclip/attempts/\(sha256.prefix(16))")) != nil
    }

    /// The stages that were running when a watcher was killed.
    static func struck(_ root: FilePath) throws -> [(sha256: String, stage: StageName)] {
        var struck: [(sha256: String, stage: StageName)] = []
        for entry in try entries(root) {
            for record in try records(root.appending(entry.folder)).values where record.status == .running {
                struck.append((entry.sha256, record.stage))
            }
        }
        return struck
    }
}

extension SoakOutbox.Video {
    /// How it differs from what another run made of the same content, apart from times, counts of attempts, and the place
    /// and the name that it had first.
    func differences(from other: SoakOutbox.Video) -> [String] {
        var differences: [String] = []
        for path in Set(files.keys).union(other.files.keys).sorted() {
            // The records and the manifest are compared below; the page follows from the manifest, as verify checks.
            if path.hasPrefix("state/") || path == "manifest.json" || path == "index.html" {
                if (files[path] == nil) != (other.files[path] == nil) { differences.append(path) }
            } else if files[path] != other.files[path] {
                differences.append(path)
            }
        }
        for stage in StageName.allCases {
            let (own, others) = (records[stage].map(Self.plain), other.records[stage].map(Self.plain))
            if own != others {
                let result =
                    own?.result == others?.result
                    ? "" : " result \(String(describing: own?.result)) for \(String(describing: others?.result))"
                let prints = own?.fingerprint == others?.fingerprint ? "" : " fingerprint"
                differences.append("\(stage.recordPath) (\(prints)\(result))")
            }
        }
        if manifest.map(Self.plain) != other.manifest.map(Self.plain) { differences.append("manifest.json") }
        return differences
    }

    private static func plain(_ record: StageRecord) -> StageRecord {
        var plain = StageRecord(
            stage: record.stage,
            attempt: 1,
            startedAt: Timestamp(Date(timeIntervalSince1970: 0)),
            fingerprint: record.fingerprint
        )
        plain.status = record.status
        plain.engine = record.engine
        plain.outputs = record.outputs
        plain.failure = record.failure
        plain.result = record.result
        if case .source(var source) = plain.result {
            source.path = ""
            plain.result = .source(source)
        }
        return plain
    }

    private static func plain(_ manifest: VideoManifest) -> VideoManifest {
        var plain = manifest
        plain.source.path = ""
        plain.createdAt = Timestamp(Date(timeIntervalSince1970: 0))
        plain.updatedAt = plain.createdAt
        plain.cost = Cost()
        return plain
    }
}
