import FoundationEssentials
import Outbox
import Roles
import StateFiles
import SystemPackage

/// A folder on a disk of this machine's own, in which stages make their files: what is large and read again is then not written to an
/// outbox that many machines share before it is whole.
///
/// What a stage made is copied into the outbox when the stage ends, beside where it goes, and published from there as ever. What a
/// killed process left here is gone on from on this machine, and is swept up a day later where nobody does.
struct Scratch: Sendable {
    private let place: Place
    private let outbox: Outbox

    /// Names the folder of an outbox in one that outboxes may share. Two containers may see two outboxes at one path, so the outbox's own
    /// name tells them apart.
    init(_ folder: FilePath, for outbox: Outbox) throws {
        let name = try outbox.name()
        let identity = outbox.root.bytes + Array("\n\(name)".utf8)
        place = Place(folder).appending("smartclip-\(Digest.of(identity).prefix(8))")
        self.outbox = outbox
    }

    /// The folder of one video.
    func folder(of id: VideoID) -> Place { place.appending(id.short) }

    /// Removes what was made of a video.
    func clear(_ id: VideoID) throws(FileError) {
        try folder(of: id).removeTree()
    }

    /// Removes what nobody has touched for a day, by this machine's own clock.
    func sweep() throws {
        guard try place.factsIfPresent() != nil else { return }
        let dayAgo = (Int(Date().timeIntervalSince1970) - 86_400) * 1_000_000_000
        for name in try place.list() {
            let folder = place.appending(name)
            guard let facts = try folder.factsIfPresent(), facts.modified < dayAgo,
                !outbox.lock(ofShort: name.string).isHeld
            else { continue }
            // Another user's, it is theirs to sweep.
            try? folder.removeTree()
        }
        place.removeEmptyDirectory()
    }
}

extension StageOutcome {
    /// The same with all that was made in a folder of the outbox, from where one step puts it in its place. Whoever has taken the
    /// video over has removed that folder.
    func brought(into folder: FilePath) throws(FileError) -> StageOutcome {
        var brought = self
        for (number, output) in outputs.enumerated() {
            guard case .made(let file, let path) = output else { continue }
            let there = folder.appending("published-\(number)")
            try Files.removeFile(there)
            try Files.copy(file, to: there)
            brought.outputs[number] = .made(there, path: path)
        }
        return brought
    }
}
