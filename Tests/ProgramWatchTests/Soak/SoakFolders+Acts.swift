import Glibc
import Intake
import StateFiles
import SystemPackage
import TestSupport

// What people and programs do in an inbox.
extension SoakFolders {
    enum Act: CaseIterable {
        case drop, copy, link, twin, dropSlowly, dropCaptioned, fillNewFolder, moveFolderIn
        case rename, renameFolder, replace, overwrite, remake, captions, hold, release, junk
        case delete, moveOut, removeFolder

        /// Brings a file more.
        static let more: [Act] = [
            .drop, .copy, .link, .twin, .dropSlowly, .dropCaptioned, .fillNewFolder, .moveFolderIn,
        ]
        /// Takes files away.
        static let less: [Act] = [.delete, .moveOut, .removeFolder]
    }

    /// Does something at random, and goes on with what is written slowly. Few videos stand in the inbox at any time, so
    /// that what is left at the end is soon done.
    func act(limit: Int) throws {
        for index in slow.indices where chance(0.5) { try slow[index].goOn() }
        slow.removeAll { $0.isWhole }
        let count = try videos().count
        let acts = count >= limit ? Act.allCases.filter { !Act.more.contains($0) } : Act.allCases
        guard var act = acts.randomElement(using: &random) else { return }
        if count < limit / 2, Act.less.contains(act), chance(0.7) { act = .drop }
        try perform(act)
    }

    /// Writes to its end what is written slowly.
    func finishSlowCopies() throws {
        for index in slow.indices { while !slow[index].isWhole { try slow[index].goOn() } }
        slow = []
    }

    private func perform(_ act: Act) throws {
        switch act {
        case .drop: try Files.rename(try stage(isCaptioned: false), to: newPlace(isCaptioned: false))
        case .copy: try write(newContent(isCaptioned: false), to: newPlace(isCaptioned: false))
        case .link:
            let staged = try stage(isCaptioned: false)
            try Files.link(staged, to: newPlace(isCaptioned: false))
            try Files.removeFile(staged)
        case .twin: try twin()
        case .dropSlowly:
            let place = try newPlace(isCaptioned: false)
            try begin(place, isCaptioned: false)
        case .dropCaptioned: try dropCaptioned()
        case .fillNewFolder: try fillNewFolder()
        case .moveFolderIn: try moveFolderIn()
        case .rename: try rename()
        case .renameFolder: try renameFolder()
        case .replace:
            guard let path = try anyVideo() else { return }
            try Files.rename(try stage(isCaptioned: Self.isCaptioned(path)), to: path)
        case .overwrite: try overwrite()
        case .remake:
            guard let path = try anyVideo() else { return }
            try Files.removeFile(path)
            try write(newContent(isCaptioned: Self.isCaptioned(path)), to: path)
        case .captions: try changeCaptions()
        case .hold:
            guard let path = try anyVideo() else { return }
            try write([], to: hold(path))
        case .release: try release()
        case .junk: try addJunk()
        case .delete:
            guard let path = try anyVideo() else { return }
            try Files.removeFile(path)
        case .moveOut: try moveOut()
        case .removeFolder:
            guard let folder = try anyMovableFolder() else { return }
            try Files.removeTree(folder)
        }
    }

    // MARK: - Helpers of all acts

    /// A new video outside the inbox.
    func stage(isCaptioned: Bool) throws -> FilePath {
        let path = outside.appending(newName(isCaptioned: isCaptioned))
        try write(newContent(isCaptioned: isCaptioned), to: path)
        return path
    }

    func newPlace(isCaptioned: Bool) throws -> FilePath {
        try anyFolder().appending(newName(isCaptioned: isCaptioned))
    }

    func write(_ content: [UInt8], to path: FilePath) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        _ = try file.closeAfter { try file.writeAll(content) }
    }

    func begin(_ path: FilePath, isCaptioned: Bool) throws {
        let pieces = Int.random(in: 2...12, using: &random)
        slow.append(
            try SlowCopy(newContent(isCaptioned: isCaptioned), to: path, pieces: pieces, isKeptOpen: chance(0.5))
        )
    }

    func hold(_ path: FilePath) -> FilePath {
        path.removingLastComponent().appending("\(path.lastComponent?.string ?? "").hold")
    }
}
