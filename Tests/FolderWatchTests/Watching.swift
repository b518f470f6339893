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
    /// What a reader knows who follows the signs.
    let picture: FolderPicture

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
            let picture = FolderPicture(root: root)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    do {
                        try await signs.run { sign in
                            picture.look(sign)
                            await log.take(sign)
                        }
                    } catch is CancellationError {
                        // How it is meant to end.
                    }
                }
                do {
                    try await body(Watching(root: root, log: log, picture: picture))
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

    /// Waits until a reader who follows the signs knows what is there.
    func settle() async throws {
        let truth = FolderPicture.truth(root)
        try await log.wait("the last of \(truth.count) files", after: max(0, log.count - 1)) { [picture] _ in
            picture.files == truth
        }
    }

    /// The processes of the helper that were started by these tests.
    static func helpers() throws -> [Int32] {
        let ours = "\(getpid())"
        return try Files.list("/proc").compactMap { Int32($0.string) }.filter { process in
            // Processes end while they are looked at.
            guard let bytes = try? Files.read(FilePath("/proc/\(process)/stat")) else { return false }
            let fields = String(decoding: bytes, as: UTF8.self).split(separator: " ")
            return fields.count > 3 && fields[1] == "(smartclip-inoti)" && fields[2] != "Z" && fields[3] == ours
        }
    }

}
