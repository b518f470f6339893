import Glibc
public import SystemPackage

/// A folder of its own for a test, gone afterwards.
public struct ScratchFolder: Sendable {
    /// The folder, from the root of the file system.
    public let path: FilePath

    /// A folder for what many tests read and none changes, gone when the tests end.
    public static let shared: FilePath = {
        var template = Array("/tmp/smartclip-shared-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { return "/tmp" }
        atexit { ScratchFolder.remove(ScratchFolder.shared) }
        return FilePath(platformString: template)
    }()

    /// Runs a body with a new folder and removes it, whatever happened. Set `SMARTCLIP_KEEP_SCRATCH` to look at what is
    /// left.
    public static func with<Value>(
        _ body: (ScratchFolder) async throws -> Value
    ) async throws -> Value {
        var template = Array("/tmp/smartclip-test-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw Errno(rawValue: errno) }
        let folder = ScratchFolder(path: FilePath(platformString: template))
        do {
            let value = try await body(folder)
            folder.remove()
            return value
        } catch {
            folder.remove()
            throw error
        }
    }

    private func remove() {
        if getenv("SMARTCLIP_KEEP_SCRATCH") != nil { return }
        Self.remove(path)
    }

    private static func remove(_ path: FilePath) {
        // A test may have taken the right to write away.
        _ = path.withPlatformString { chmod($0, 0o700) }
        for name in names(in: path) {
            let child = path.appending(name)
            if child.withPlatformString({ unlink($0) }) != 0 { remove(child) }
        }
        _ = path.withPlatformString { rmdir($0) }
    }

    /// The names in a folder, in the order of their bytes; none where it cannot be read.
    public static func names(in path: FilePath) -> [FilePath.Component] {
        guard let folder = path.withPlatformString({ opendir($0) }) else { return [] }
        defer { closedir(folder) }
        var names: [FilePath.Component] = []
        while let entry = readdir(folder) {
            let name = withUnsafePointer(to: &entry.pointee.d_name) { pointer in
                pointer.withMemoryRebound(to: CChar.self, capacity: 256) { FilePath(platformString: $0) }
            }
            if let last = name.lastComponent, last.kind == .regular { names.append(last) }
        }
        return names.sorted { "\($0)" < "\($1)" }
    }
}
