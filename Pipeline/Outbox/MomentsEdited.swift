import Manifest
package import StateFiles

// Whether a person has changed `moments.json`. An empty file is no edit: it is made again.

extension VideoFolder {
    /// Whether there is a `moments.json` with something in it.
    package var holdsMoments: Bool {
        get throws(FileError) {
            let facts = try file(Self.moments).factsIfPresent()
            return facts.map { $0.kind == .regular && $0.bytes > 0 } ?? false
        }
    }

    /// The digest of `moments.json`; nil where there is none, or nothing in it.
    package var momentsDigest: String? {
        get throws(FileError) {
            guard try holdsMoments, let bytes = try file(Self.moments).readIfPresent(), !bytes.isEmpty else {
                return nil
            }
            return Digest.of(bytes)
        }
    }

    /// Whether `moments.json` is what the analyze stage wrote last. Where that cannot be determined, it is not.
    package var holdsOwnMoments: Bool {
        guard case .record(let record)? = try? record(.analyze), let digest = try? momentsDigest else { return false }
        return record.wrote(Self.moments, sha256: digest)
    }
}

extension RecordedVideo {
    /// Whether `moments.json` is not what the analyze stage wrote.
    package func isEdited() throws(FileError) -> Bool {
        guard let record = records[.analyze], record.status != .running, let digest = try folder.momentsDigest else {
            return false
        }
        return !record.wrote(VideoFolder.moments, sha256: digest)
    }
}
