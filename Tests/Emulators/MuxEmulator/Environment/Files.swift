import FoundationEssentials
import SystemPackage

/// Files of the emulator's own folder.
enum Files {
    /// Removes a file of which nobody knows any more. One that cannot be removed stays: the folder goes in the end.
    static func remove(_ path: FilePath) { try? FileManager.default.removeItem(atPath: path.string) }

    static func removeFolder(_ path: FilePath) { remove(path) }

    static func makeFolder(_ path: FilePath) throws {
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
    }

    /// Another name of the same bytes: neither the one nor the other is ever written to again.
    static func link(_ path: FilePath, to target: FilePath) throws {
        try FileManager.default.linkItem(atPath: path.string, toPath: target.string)
    }

    static func read(_ path: FilePath) throws -> [UInt8] {
        [UInt8](try Data(contentsOf: URL(filePath: path.string)))
    }

    static func write(_ text: String, to path: FilePath) throws {
        try Data(text.utf8).write(to: URL(filePath: path.string))
    }

    /// Gives a folder its name; false where the name is taken.
    static func move(_ path: FilePath, to target: FilePath) -> Bool {
        do {
            try FileManager.default.moveItem(atPath: path.string, toPath: target.string)
            return true
        } catch {
            return false
        }
    }

    static func exists(_ path: FilePath) -> Bool { FileManager.default.fileExists(atPath: path.string) }

    static func size(_ path: FilePath) throws -> Int {
        let file = try FileDescriptor.open(path, .readOnly)
        return try file.closeAfter { Int(try file.seek(offset: 0, from: .end)) }
    }
}
