import Intake
package import Manifest
import StateFiles
import SystemPackage

/// Puts what a stage made in its place, so that a kill at any instant loses nothing and leaves nothing.
///
/// The order is what matters. First the record says, still `running`, what the new files are and which old ones they
/// replace; then each file is renamed over its target; then old files that have no successor go; and last the record
/// says `done`. Whoever finds a record `running` knows all files that may be there.
package struct Publication {
    package let folder: VideoFolder

    package init(folder: VideoFolder) {
        self.folder = folder
    }

    package func publish(_ outcome: StageOutcome, into record: inout StageRecord) throws {
        let old = record.outputs
        var new: [OutputFile] = []
        var moves: [(from: FilePath, to: Place)] = []
        for output in outcome.outputs {
            switch output {
            case .kept(let file): new.append(file)
            case .made(let file, let path):
                try Files.sync(file)
                let described = OutputFile(
                    path: path,
                    bytes: try FileFacts(of: file).bytes,
                    sha256: try Digest.of(fileAt: file)
                )
                new.append(described)
                if try keepsEdit(of: described, old) { continue }
                moves.append((file, folder.file(path)))
            }
        }
        let paths = Set(new.map(\.path))
        // What was made before is listed too, even under the same names: after a kill, either may be what is found.
        record.outputs = new + old.filter { !new.contains($0) }
        record.result = outcome.result
        record.notes = outcome.result.holdsNotes || outcome.notes.isEmpty ? nil : outcome.notes
        try folder.write(record)

        for target in Set(moves.map(\.to.parent)) { try target.makeDirectory() }
        for move in moves { try move.to.take(move.from) }
        // Where a part failed, what was there before stays until there is something to replace it.
        let stale = old.filter { !paths.contains($0.path) }
        if outcome.failure == nil {
            try Fence.check()
            for file in stale { try folder.file(file.path).removeFile() }
        }
        for target in Set((new + old).map { folder.file($0.path).parent }) {
            // A folder whose last file went goes too; one that stays must remember its new names.
            if target != folder.place, target.removeEmptyDirectory() { continue }
            try target.sync()
        }

        record.outputs = outcome.failure == nil ? new : new + (try folder.present(stale))
        record.engine = outcome.engine
        record.remoteIds = outcome.remoteIds
        record.failure = outcome.failure
        record.status = outcome.failure == nil ? .done : .failed
    }

    /// Whether a person's `moments.json` stands where the new one would go. One that this stage wrote itself is known
    /// by its digest; any other is never overwritten.
    private func keepsEdit(of output: OutputFile, _ old: [OutputFile]) throws -> Bool {
        guard output.path == VideoFolder.moments else { return false }
        guard let digest = try folder.momentsDigest else { return false }
        return digest != output.sha256 && !old.contains { $0.path == output.path && $0.sha256 == digest }
    }
}

extension StageResult {
    /// Whether a stage's notes stand elsewhere: in the result, or in `moments.json`, where they are the user's to change.
    fileprivate var holdsNotes: Bool {
        switch self {
        case .transcript, .analysis: true
        case .source, .asset, .clips, .captions: false
        }
    }
}
