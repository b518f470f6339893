import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage

/// A small video that smartclip has finished, of which any number of copies can be laid out as if it had finished them
/// all.
///
/// Each copy is another video: the source has a box of its own at its end, so its digest, its id and all fingerprints
/// that depend on them differ. What the program makes of all records together (the manifests, the pages, the index, the
/// seals) is left out: the next run writes it.
struct FinishedVideo {
    /// The records of its stages, in order.
    let records: [StageRecord]
    private let source: [UInt8]
    private let captions: [UInt8]
    private let outputs: [(path: String, content: [UInt8])]

    /// Makes the video and has it finished, in a folder.
    init(in folder: FilePath) throws {
        let inbox = folder.appending("inbox")
        let outbox = folder.appending("outbox")
        try Files.makeDirectory(inbox)
        let video = TestVideo(
            length: 240,
            part: 60,
            picture: "color=c=teal:s=64x48:r=1",
            encoding: ["-preset", "ultrafast", "-crf", "40"]
        )
        try video.make(at: inbox.appending("talk.mp4"))
        if try !inbox.appending("talk.vtt").isThere {
            try inbox.appending("talk.vtt").write(Speech(seconds: 238, seed: 1).captions.utf8)
        }
        try Command.smartclip(["run", inbox.string, "-o", outbox.string]).measured()
        source = try Files.read(inbox.appending("talk.mp4"))
        captions = try Files.read(inbox.appending("talk.vtt"))
        let place = outbox.appending("talk")
        records = try StageName.allCases.map { stage in
            try JSONText.decode(StageRecord.self, from: Data(Files.read(place.appending(stage.recordPath))))
        }
        outputs = try records.flatMap(\.outputs).map { ($0.path, try Files.read(place.appending($0.path))) }
    }

    /// The names that copies have, spread over so many subfolders.
    static func names(_ count: Int, folders: Int = 0) -> [String] {
        (0..<count).map { number in
            let folder = folders > 0 ? "folder-\(1000 + number % folders)/" : ""
            return "\(folder)talk-\(100_000 + number)"
        }
    }

    /// Lays out copies: their sources with captions beside them, and their folders.
    func copy(_ count: Int, folders: Int = 0, inbox: FilePath, outbox: FilePath) throws {
        try Files.makeDirectory(inbox)
        for name in Self.names(count, folders: folders) {
            // An ISO base media file may end in a `free` box, which nobody reads.
            let own = source + [0, 0, 0, UInt8(8 + name.utf8.count)] + Array("free\(name)".utf8)
            let path = inbox.appending("\(name).mp4")
            if folders > 0 { try Files.makeDirectory(path.removingLastComponent()) }
            try path.write(own)
            try inbox.appending("\(name).vtt").write(captions)
            try copy(Copy(name: name, path: path.string, bytes: own.count, sha256: Digest.of(own)), to: outbox)
        }
    }

    private struct Copy {
        let name: String
        let path: String
        let bytes: Int
        let sha256: String
    }

    private func copy(_ copy: Copy, to outbox: FilePath) throws {
        let folder = outbox.appending(copy.name)
        for part in ["state", "clips"] { try Files.makeDirectory(folder.appending(part)) }
        var digests: [String: String] = [:]
        for (path, content) in outputs {
            let own = path == "moments.json" ? moments(content, of: copy) : content
            if own != content { digests[path] = Digest.of(own) }
            try folder.appending(path).write(own)
        }
        for record in records {
            var record = record
            for index in record.outputs.indices {
                if let digest = digests[record.outputs[index].path] { record.outputs[index].sha256 = digest }
            }
            try describe(copy, in: &record)
            try folder.appending(record.stage.recordPath).write(JSONText.file(record))
        }
    }

    /// The moments with the copy's id, which is as long as the one it takes the place of.
    private func moments(_ content: [UInt8], of copy: Copy) -> [UInt8] {
        guard case .source(let seed) = records.first?.result else { return content }
        let text = String(decoding: content, as: UTF8.self)
        return Array(text.replacing(seed.sha256.prefix(16), with: copy.sha256.prefix(16)).utf8)
    }

    /// Writes the copy's source into a record, and its fingerprint as the stage computes it.
    private func describe(_ copy: Copy, in record: inout StageRecord) throws {
        var fingerprint = Fingerprint(record.stage.rawValue, version: 1)
        fingerprint.add("host", "local")
        switch (record.stage, record.result) {
        case (.upload, _):
            record.result = .source(Source(path: copy.path, bytes: copy.bytes, sha256: copy.sha256))
            fingerprint.add("source", copy.sha256)
        case (.awaitAsset, _):
            fingerprint.add("source", copy.sha256)
        case (.fetchVTT, _):
            fingerprint.add("source", copy.sha256)
            fingerprint.add("language", String?.none)
            fingerprint.add("tag", String?.none)
            fingerprint.add("content", Digest.of(captions))
        case (.clip, .clips(var clips)):
            let moments = try JSONText.decode(MomentsFile.self, from: Data(content(of: "moments.json"))).moments
            fingerprint.add("transcript", Digest.of(content(of: "transcript.vtt")))
            for (index, moment) in moments.enumerated() {
                clips[index].fingerprint = self.fingerprint(of: moment, copy)
                fingerprint.add("moment", moment.id)
                fingerprint.add("title", moment.title)
                fingerprint.add("clip", clips[index].fingerprint)
            }
            record.result = .clips(clips)
        default:
            // What the other stages make depends on the transcript and the moments alone.
            return
        }
        record.fingerprint = fingerprint.digest()
    }

    private func fingerprint(of moment: MomentEntry, _ copy: Copy) -> String {
        var fingerprint = Fingerprint("one clip", version: 1)
        fingerprint.add("source", copy.sha256)
        fingerprint.add("start", moment.startTime)
        fingerprint.add("end", moment.endTime)
        fingerprint.add("audio track", Int?.none)
        fingerprint.add("crf", 20)
        fingerprint.add("preset", "fast")
        fingerprint.add("loudness", -14.0)
        return fingerprint.digest()
    }

    private func content(of path: String) -> [UInt8] { outputs.first { $0.path == path }?.content ?? [] }
}
