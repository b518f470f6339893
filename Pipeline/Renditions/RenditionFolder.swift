import FoundationEssentials
import Framing
import Manifest
import Outbox
import Settings
import StateFiles
import SystemPackage

/// Where the renditions of one clip are made, beside it: `9x16.mp4`, `9x16.jpg`, and `9x16.json` once they are finished. What was
/// finished before a kill is taken as it is.
struct RenditionFolder {
    private let clip: RenditionMaker.Clip
    /// The folder.
    let path: FilePath

    init(_ clip: RenditionMaker.Clip) {
        self.clip = clip
        path = clip.ready.clip.removingLastComponent()
    }

    private func file(_ format: Settings.Format, _ ending: String) -> FilePath {
        path.appending("\(format.rawValue).\(ending)")
    }

    /// The published names.
    private func names(_ format: Settings.Format) -> (clip: String, thumbnail: String) {
        ("\(clip.stem).\(format.rawValue).mp4", "\(clip.stem).\(format.rawValue).jpg")
    }

    private func made(_ format: Settings.Format, _ result: RenditionResult) -> RenditionMaker.Made {
        let names = names(format)
        var result = result
        (result.entry.file, result.entry.thumbnail) = (names.clip, names.thumbnail)
        return RenditionMaker.Made(
            result: result,
            outputs: [
                .made(file(format, "mp4"), path: names.clip), .made(file(format, "jpg"), path: names.thumbnail),
            ]
        )
    }

    /// What was finished here before the run was killed.
    func resume(_ format: Settings.Format, _ fingerprint: String) throws -> RenditionMaker.Made? {
        // A record that a kill cut short counts as none: the rendition is made again.
        guard let bytes = try Files.readIfPresent(file(format, "json")),
            let result = try? JSONText.decode(RenditionResult.self, from: Data(bytes)),
            result.fingerprint == fingerprint,
            try FileFacts.ifPresent(file(format, "mp4")) != nil, try FileFacts.ifPresent(file(format, "jpg")) != nil
        else { return nil }
        return made(format, result)
    }

    /// Takes over what an earlier run published, whatever its name was: the content is what counts.
    func takeOver(
        _ format: Settings.Format,
        _ fingerprint: String,
        from previous: StageRecord?,
        in video: VideoFolder
    ) throws -> RenditionMaker.Made? {
        guard let previous, case .clips(let clips) = previous.result,
            let old = clips.lazy.flatMap({ $0.renditions ?? [] }).first(where: {
                $0.fingerprint == fingerprint && $0.entry.error == nil
            }),
            let clipFile = old.entry.file, let image = old.entry.thumbnail, let digest = old.sha256,
            let imageDigest = old.thumbnailSHA256
        else { return nil }
        try forget(format)
        let parts = [(clipFile, digest, file(format, "mp4")), (image, imageDigest, file(format, "jpg"))]
        for (path, digest, here) in parts {
            guard try Takeover.link(path, digest, of: previous, in: video, to: here) else { return nil }
        }
        try write(format, old)
        return made(format, old)
    }

    /// Writes down that a rendition is finished; its files are synced first, so that the word is true after a power cut.
    func finish(_ format: Settings.Format, _ fingerprint: String, _ entry: RenditionEntry) throws
        -> RenditionMaker.Made
    {
        for ending in ["mp4", "jpg"] { try Files.sync(file(format, ending)) }
        var entry = entry
        entry.bytes = try FileFacts.ifPresent(file(format, "mp4"))?.bytes
        let result = RenditionResult(
            fingerprint: fingerprint,
            sha256: try Digest.of(fileAt: file(format, "mp4")),
            thumbnailSHA256: try Digest.of(fileAt: file(format, "jpg")),
            entry: entry
        )
        try write(format, result)
        return made(format, result)
    }

    /// Takes back that a rendition is finished, before another is made in its place.
    func forget(_ format: Settings.Format) throws { try Files.removeFile(file(format, "json")) }

    private func write(_ format: Settings.Format, _ result: RenditionResult) throws {
        try AtomicFile.write(JSONText.file(result), to: file(format, "json"))
    }

    /// Says that there is none, and why.
    func failed(_ format: Settings.Format, _ fingerprint: String, _ failure: Failure) -> RenditionMaker.Made {
        let size = clip.size(format)
        var entry = RenditionEntry(format: format.rawValue, width: size.width, height: size.height)
        entry.error = failure
        return RenditionMaker.Made(
            result: RenditionResult(fingerprint: fingerprint, sha256: nil, thumbnailSHA256: nil, entry: entry)
        )
    }
}

/// Files that an earlier run published, for this one.
enum Takeover {
    /// Gives a published file a second name: the old one can then go whatever the new one is. Whether it is the file that the record
    /// says: after a kill another may stand under its name.
    static func link(
        _ path: String,
        _ digest: String,
        of previous: StageRecord,
        in video: VideoFolder,
        to here: FilePath
    ) throws -> Bool {
        guard let output = previous.outputs.first(where: { $0.path == path && $0.sha256 == digest }),
            try video.file(path).factsIfPresent()?.kind == .regular,
            try video.file(path).digest(ofBytes: output.bytes) == digest
        else { return false }
        try Files.removeFile(here)
        let place = Place(file: here)
        try video.file(path).link(to: place)
        // Others may have put something else there since it was looked at.
        guard try place.facts().kind == .regular else {
            throw FileError("read", video.file(path).path, .tooManySymbolicLinkLevels)
        }
        return true
    }
}
