import FoundationEssentials
import Intake
package import Manifest
package import StateFiles
public import SystemPackage

/// The folder of one video in the outbox.
public struct VideoFolder: Sendable, Hashable {
    /// Its path below the outbox, with `/` between its parts.
    public let name: String
    /// Where it is.
    package let place: Place

    package init(name: String, place: Place) {
        self.name = name
        self.place = place
    }
    /// Its path from the root of the file system, for a person to read.
    public var path: FilePath { place.path }

    package static let moments = "moments.json"
    package static let manifest = "manifest.json"
    package static let page = "index.html"
    package static let transcript = "transcript.vtt"
    package static let text = "transcript.txt"

    /// A file below it.
    package func file(_ relative: String) -> Place { place.appending(relative) }

    /// What reading a record came to.
    package enum RecordState: Sendable {
        case none
        case record(StageRecord)
        /// It cannot be understood, and why.
        case corrupt(String)

        /// The record, where there is one that can be understood.
        package var record: StageRecord? {
            if case .record(let record) = self { return record }
            return nil
        }
    }

    /// Reads a stage's record; changes nothing.
    package func record(_ stage: StageName) throws(FileError) -> RecordState {
        let bytes: [UInt8]
        do {
            guard let found = try file(stage.recordPath).readIfPresent() else { return .none }
            bytes = found
        } catch {
            guard error.isNoSuchFile else { throw error }
            return .corrupt(error.errno == .isDirectory ? "is a folder" : "is larger than a record can be")
        }
        do {
            let record = try JSONText.decode(StageRecord.self, from: Data(bytes))
            guard record.schemaVersion == StageRecord.schemaVersion else {
                return .corrupt("schema_version is \(record.schemaVersion)")
            }
            // The folder may be others' to write to: what they name elsewhere is neither read nor removed.
            if let path = record.paths.first(where: { !$0.isBelow }) {
                return .corrupt("names a file outside the video's folder: \(path.oneLine)")
            }
            if !record.countsAreCredible { return .corrupt("holds a count that cannot be") }
            return record.stage == stage ? .record(record) : .corrupt("is of stage \(record.stage.rawValue)")
        } catch {
            return .corrupt(error.description)
        }
    }

    /// Reads all records that can be understood; changes nothing.
    package func records() throws(FileError) -> [StageName: StageRecord] {
        var records: [StageName: StageRecord] = [:]
        for stage in StageName.allCases {
            if case .record(let record) = try record(stage) { records[stage] = record }
        }
        return records
    }

    /// Puts a record in its place.
    package func write(_ record: StageRecord) throws {
        try file("state").makeDirectory()
        try file(record.stage.recordPath).write(JSONText.file(record))
    }

    /// More bytes than a clip of three minutes has, whatever it is of.
    private static let largestClip = 16 << 30

    /// What a stage made whose record was lost, as far as the manifest tells: so that nothing of it is left behind.
    package func outputs(of stage: StageName) throws(FileError) -> [OutputFile] {
        guard stage == .clip || stage == .caption, let manifest = try manifest() else { return [] }
        var outputs: [OutputFile] = []
        for clip in manifest.clips {
            let paths =
                stage == .caption ? [clip.text] : [clip.file, clip.thumbnail, clip.captions?.vtt, clip.captions?.srt]
            for path in paths.compactMap({ $0 }) where path.hasPrefix("clips/") && path.isBelow {
                guard let facts = try file(path).factsIfPresent(), facts.kind == .regular,
                    facts.bytes <= Self.largestClip, let digest = try file(path).digest(ofBytes: facts.bytes)
                else { continue }
                outputs.append(OutputFile(path: path, bytes: facts.bytes, sha256: digest))
            }
        }
        return outputs
    }

    /// Those files that are there with their recorded size, each path once.
    package func present(_ outputs: [OutputFile]) throws(FileError) -> [OutputFile] {
        var present: [OutputFile] = []
        for output in outputs where !present.contains(where: { $0.path == output.path }) {
            if try file(output.path).factsIfPresent()?.bytes == output.bytes { present.append(output) }
        }
        return present
    }

    /// The manifest, or nil where there is none that can be read.
    package func manifest() throws(FileError) -> VideoManifest? {
        let bytes: [UInt8]
        do {
            guard let found = try file(Self.manifest).readIfPresent() else { return nil }
            bytes = found
        } catch {
            guard error.isNoSuchFile else { throw error }
            return nil
        }
        // One that cannot be understood is made again from the records, like one that is not there.
        return try? JSONText.decode(VideoManifest.self, from: Data(bytes))
    }

    /// The name that is free for what a file is moved aside to: `moments.1.json`, `moments.2.json`, …
    package func asideName(_ relative: String) throws(FileError) -> String {
        let dot = relative.lastIndex(of: ".") ?? relative.endIndex
        for number in 1... {
            let name = "\(relative[..<dot]).\(number)\(relative[dot...])"
            if try file(name).factsIfPresent() == nil { return name }
        }
        return relative
    }
}
