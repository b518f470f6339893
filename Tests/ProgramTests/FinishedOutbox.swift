import Intake
import StateFiles
import SystemPackage
import TestSupport

/// An inbox of eight talks with its finished outbox, made once by the program and copied from then on.
///
/// In a copy every file is another inode, so that no seal holds: the program looks at each record and output again.
actor FinishedOutbox {
    /// How many videos there are beside `good`: `edited0`, `edited1`, …
    static let count = 7

    static let shared = FinishedOutbox()

    private var made: Task<[(path: String, content: [UInt8])], any Error>?

    /// Runs a body with a copy.
    static func with(_ body: (BadInbox) async throws -> Void) async throws {
        let files = try await shared.files()
        try await ScratchFolder.with { scratch in
            let bad = BadInbox(folder: scratch.path)
            for (path, content) in files {
                let file = scratch.path.appending(path)
                try Files.makeDirectory(file.removingLastComponent())
                try bad.add(file, content)
            }
            try await body(bad)
        }
    }

    private func files() async throws -> [(path: String, content: [UInt8])] {
        if let made { return try await made.value }
        let task = Task {
            var files: [(path: String, content: [UInt8])] = []
            try await BadInbox.with { bad in
                for number in 0..<Self.count { try await bad.addTalk("edited\(number)", number: number + 1) }
                try bad.expect(try await bad.run(), code: 0, [])
                try Self.gather(bad.folder, "", into: &files)
            }
            return files
        }
        made = task
        return try await task.value
    }

    private static func gather(
        _ folder: FilePath,
        _ prefix: String,
        into files: inout [(path: String, content: [UInt8])]
    ) throws {
        for name in try Files.list(folder) {
            let path = folder.appending(name)
            if try FileFacts(of: path).kind == .directory {
                try gather(path, prefix + name.string + "/", into: &files)
            } else {
                files.append((prefix + name.string, try Files.read(path)))
            }
        }
    }
}
