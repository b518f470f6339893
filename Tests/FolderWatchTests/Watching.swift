import FolderWatch
import Glibc
import StateFiles
import SystemPackage
import TestSupport

/// Folders that are watched while a test does things to them.
struct Watching {
    /// The folder that is watched, `in` below the scratch folder.
    let root: FilePath
    /// What came.
    let log: SignLog

    /// The helper that was built with these tests.
    static var helper: FilePath {
        get throws { try Program.smartclip.path.removingLastComponent().appending("smartclip-inotify") }
    }

    /// Watches a new folder, as one root or with what `roots` makes of it.
    static func with(
        helper: FilePath? = nil,
        plan: FolderSigns.Plan = .init(),
        roots: (FilePath) throws -> [WatchedRoot] = { [WatchedRoot($0)] },
        _ body: @Sendable (Watching) async throws -> Void
    ) async throws {
        try await ScratchFolder.with { scratch in
            let root = scratch.path.appending("in")
            try Files.makeDirectory(root)
            let signs = FolderSigns(roots: try roots(root), helper: try helper ?? Self.helper, plan: plan)
            let log = SignLog()
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        try await signs.run { await log.take($0) }
                    } catch is CancellationError {
                        // How it is meant to end.
                    }
                }
                do {
                    try await body(Watching(root: root, log: log))
                } catch {
                    log.release()
                    group.cancelAll()
                    throw error
                }
                log.release()
                group.cancelAll()
                try await group.waitForAll()
            }
        }
    }

    /// Waits until the folders are watched for the first time.
    @discardableResult
    func start() async throws -> Int {
        try await log.waitForEverything("start")
    }

    /// A path below the root.
    func path(_ name: String) -> FilePath { root.appending(FilePath(name).components) }

    /// Writes a small file.
    func write(_ name: String) throws { try TinyVideos.write("x", to: path(name)) }

    /// Writes a file whose last mark others are waited with: what comes before it has come when it has come.
    func mark(after start: Int = 0) async throws -> Int {
        try write("mark")
        return try await log.wait("the mark", after: start) { [root] sign in
            guard case .changed(root, "mark", _) = sign else { return false }
            return true
        }
    }
}

/// A helper for tests that is a shell script.
enum FakeHelper {
    /// Writes the script and returns its path; `$HELPER` stands for the real helper.
    static func make(_ script: String, in folder: FilePath) throws -> FilePath {
        let path = folder.appending("helper-\(UInt32.random(in: 0 ... .max))")
        let words = "#!/bin/sh\nHELPER='\(try Watching.helper)'\n\(script)\n"
        try TinyVideos.write(words, to: path)
        guard path.withPlatformString({ chmod($0, 0o700) }) == 0 else { throw Errno(rawValue: errno) }
        return path
    }
}
