import Intake
import OpenAIAccess
import Roles
import StateFiles
import SystemPackage
import TestSupport

/// An inbox in which things happen at random, and what is known of the contents that were ever in it.
final class SoakFolders {
    let root: FilePath
    var inbox: FilePath { root.appending("inbox") }
    var outbox: FilePath { root.appending("outbox") }
    /// Where files stand before they are moved into the inbox, and after they were moved out; on the same file system.
    var outside: FilePath { root.appending("outside") }

    var random: RandomNumbers
    /// Every content that was ever whole in the inbox, by its digest.
    var contents: [String: SoakContent] = [:]
    /// What is named like a video and is none.
    var junk: Set<String> = []
    var slow: [SlowCopy] = []
    private var number = 0
    private let bases: [[UInt8]]

    init(_ root: FilePath, bases: [[UInt8]], seed: UInt64) throws {
        self.root = root
        self.bases = bases
        random = RandomNumbers(seed: seed)
        try Files.makeDirectory(inbox)
        try Files.makeDirectory(outside)
    }

    // MARK: - Contents

    /// A content that never was before.
    func newContent(isCaptioned: Bool) -> [UInt8] {
        let base = Int.random(in: bases.indices, using: &random)
        let name = (0..<8).map { _ in UInt8.random(in: .min ... .max, using: &random) }
        // An ISO base media file may end in a `free` box, which nobody reads.
        let content = bases[base] + [0, 0, 0, UInt8(8 + name.count)] + Array("free".utf8) + name
        contents[Digest.of(content)] = SoakContent(base: base, isCaptioned: isCaptioned)
        return content
    }

    /// The content of a file, where it is one that is known.
    func digest(of path: FilePath) throws -> String? {
        let digest = Digest.of(try Files.read(path))
        return contents[digest] == nil ? nil : digest
    }

    /// Notes that the captions of a file may have changed, so many times.
    func countCaptionChanges(_ count: Int, of path: FilePath) throws {
        if let digest = try digest(of: path) { contents[digest]?.captionChanges += count }
    }

    // MARK: - Names

    /// A new name; what has captions is told by it.
    func newName(isCaptioned: Bool) -> String {
        number += 1
        return "\(isCaptioned ? "talk" : "plain")-\(number).mp4"
    }

    func newFolderName() -> String {
        number += 1
        return "folder-\(number)"
    }

    static func isCaptioned(_ path: FilePath) -> Bool { path.lastComponent?.string.hasPrefix("talk-") ?? false }

    /// Where the captions of a video stand.
    static func captions(of path: FilePath) -> FilePath {
        path.removingLastComponent().appending("\(path.stem ?? "").vtt")
    }

    // MARK: - What is there

    /// The files and the folders of a folder, with all below it.
    static func walk(_ folder: FilePath) throws -> (files: [FilePath], folders: [FilePath]) {
        var files: [FilePath] = []
        var folders = [folder]
        var next = 0
        while next < folders.count {
            for name in try Files.list(folders[next]).sorted(by: { $0.string < $1.string }) {
                let path = folders[next].appending(name)
                // A link to nowhere is neither.
                guard let facts = try FileFacts.ifPresent(path) else { continue }
                if facts.kind == .directory { folders.append(path) } else { files.append(path) }
            }
            next += 1
        }
        return (files, Array(folders.dropFirst()))
    }

    /// The videos of the inbox that are not being written just now.
    func videos() throws -> [FilePath] {
        let files = try Self.walk(inbox).files
        return files.filter { path in
            guard let name = path.lastComponent?.string, name.hasSuffix(".mp4") else { return false }
            return !name.hasPrefix("junk-") && !slow.contains { $0.path == path }
        }
    }

    func anyVideo(where isWanted: (FilePath) -> Bool = { _ in true }) throws -> FilePath? {
        try videos().filter(isWanted).randomElement(using: &random)
    }

    /// A folder of the inbox that may be moved: what is written in it a piece at a time would lose its place.
    func anyMovableFolder() throws -> FilePath? {
        try Self.walk(inbox).folders
            .filter { folder in !slow.contains { !$0.isKeptOpen && $0.path.starts(with: folder) } }
            .randomElement(using: &random)
    }

    /// The inbox, or a folder in it.
    func anyFolder() throws -> FilePath {
        let folders = try Self.walk(inbox).folders.filter { $0.extension != "mp4" }
        return (folders + [inbox, inbox]).randomElement(using: &random) ?? inbox
    }

    func chance(_ share: Double) -> Bool { Double.random(in: 0..<1, using: &random) < share }
}
