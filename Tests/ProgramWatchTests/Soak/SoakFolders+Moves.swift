import Glibc
import Intake
import OpenAIAccess
import Roles
import StateFiles
import SystemPackage
import TestSupport

extension SoakFolders {
    /// The same content once more, as a copy or as a hard link.
    func twin() throws {
        guard let path = try anyVideo(where: { !Self.isCaptioned($0) }) else { return }
        let place = try newPlace(isCaptioned: false)
        if chance(0.5) { return try Files.link(path, to: place) }
        let content = try Files.read(path)
        // A link to what is being overwritten is not whole.
        if contents[Digest.of(content)] != nil { try write(content, to: place) }
    }

    func dropCaptioned() throws {
        let place = try newPlace(isCaptioned: true)
        let staged = try stage(isCaptioned: true)
        let isFirst = chance(0.5)
        if isFirst { try write(captions(), to: Self.captions(of: place)) }
        try Files.rename(staged, to: place)
        if !isFirst {
            try write(captions(), to: Self.captions(of: place))
            try countCaptionChanges(1, of: place)
        }
    }

    /// `mkdir -p a/b/c; cp …` in one breath.
    func fillNewFolder() throws {
        var folder = try anyFolder()
        for _ in 0..<Int.random(in: 1...3, using: &random) { folder.append(newFolderName()) }
        try Files.makeDirectory(folder)
        try write(newContent(isCaptioned: false), to: folder.appending(newName(isCaptioned: false)))
    }

    func moveFolderIn() throws {
        let name = newFolderName()
        let folder = outside.appending(name)
        try Files.makeDirectory(folder.appending("deep"))
        try Files.rename(try stage(isCaptioned: false), to: folder.appending(newName(isCaptioned: false)))
        if chance(0.5) {
            let place = folder.appending("deep").appending(newName(isCaptioned: true))
            try Files.rename(try stage(isCaptioned: true), to: place)
            try write(captions(), to: Self.captions(of: place))
        }
        try Files.rename(folder, to: anyFolder().appending(name))
    }

    /// Within a folder or into another; captions come after, or before, or stay behind.
    func rename() throws {
        guard let path = try anyVideo() else { return }
        let isCaptioned = Self.isCaptioned(path)
        var place = try newPlace(isCaptioned: isCaptioned)
        if chance(0.2), let other = try anyVideo(where: { Self.isCaptioned($0) == isCaptioned }), other != path {
            place = other
        }
        if isCaptioned { try countCaptionChanges(2, of: path) }
        let captions = Self.captions(of: path)
        let isTaken = try isCaptioned && FileFacts.ifPresent(captions) != nil && !chance(0.2)
        let isFirst = chance(0.5)
        if isTaken, isFirst { try Files.rename(captions, to: Self.captions(of: place)) }
        try Files.rename(path, to: place)
        if isTaken, !isFirst { try Files.rename(captions, to: Self.captions(of: place)) }
    }

    func renameFolder() throws {
        guard let folder = try anyMovableFolder() else { return }
        let target = try anyFolder()
        let parent = target.starts(with: folder) ? folder.removingLastComponent() : target
        let place = parent.appending(newFolderName())
        try Files.rename(folder, to: place)
        // What is open is written to its end where it is now.
        slow = slow.map { $0.moved(from: folder, to: place) }
    }

    func overwrite() throws {
        guard let path = try anyVideo() else { return }
        let isCaptioned = Self.isCaptioned(path)
        if chance(0.5) { return try write(newContent(isCaptioned: isCaptioned), to: path) }
        try begin(path, isCaptioned: isCaptioned)
    }

    func changeCaptions() throws {
        guard let path = try anyVideo(where: { Self.isCaptioned($0) }) else { return }
        let captions = Self.captions(of: path)
        if chance(0.2) { try Files.removeFile(captions) } else { try write(self.captions(), to: captions) }
        try countCaptionChanges(1, of: path)
    }

    /// Captions that differ by a few words.
    private func captions() -> [UInt8] {
        let words = ["storm", "river", "bridge", "harbour", "orchard", "lantern"]
        func any() -> String { words.randomElement(using: &random) ?? "" }
        return Array(
            """
            WEBVTT

            00:00.500 --> 00:05.500
            The \(any()) begins with a \(any()) that nobody in this room has ever seen before.

            00:06.000 --> 00:11.500
            When I was \(Int.random(in: 2...99, using: &random)), a \(any()) took the roof of our house.

            00:12.000 --> 00:18.000
            Why did we stay? Because the \(any()) had taught us what fear is worth.

            """.utf8
        )
    }

    func release() throws {
        let holds = try Self.walk(inbox).files.filter { $0.extension == "hold" }
        if let path = holds.randomElement(using: &random) { try Files.removeFile(path) }
    }

    func moveOut() throws {
        let place = outside.appending(newFolderName())
        if chance(0.5), let folder = try anyMovableFolder() {
            try Files.rename(folder, to: place)
            slow = slow.map { $0.moved(from: folder, to: place) }
        } else if let path = try anyVideo() {
            try Files.rename(path, to: place)
        }
    }

    func addJunk() throws {
        let folder = try anyFolder()
        let name = newFolderName()
        switch Int.random(in: 0..<6, using: &random) {
        case 0: try write([], to: folder.appending("junk-\(name).mp4"))
        case 1:
            let bytes = (0..<2000).map { _ in UInt8.random(in: .min ... .max, using: &random) }
            junk.insert(Digest.of(bytes))
            try write(bytes, to: folder.appending("junk-\(name).mp4"))
        case 2: try write(newContent(isCaptioned: false), to: folder.appending("\(name).mp4.part"))
        case 3: try Files.makeDirectory(folder.appending("junk-\(name).mp4"))
        case 4: try write(Array("words".utf8), to: folder.appending("\(name).txt"))
        default: try write(newContent(isCaptioned: false), to: folder.appending(".\(name).mp4"))
        }
    }
}
