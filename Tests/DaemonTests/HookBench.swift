import Dispatch
import Glibc
import StateFiles
import SystemPackage
import TestSupport

@testable import Daemon

/// A folder with the scripts that a test runs as hooks.
struct HookBench: Sendable {
    struct NothingCame: Error {}

    let folder: FilePath

    static func run(_ body: (HookBench) async throws -> Void) async throws {
        try await ScratchFolder.with { try await body(HookBench(folder: $0.path)) }
    }

    /// A script, by a name that need not be UTF-8.
    func script(_ body: String, name: [UInt8] = Array("hook".utf8)) throws -> FilePath {
        let path = file(name)
        try AtomicFile.write("#!/bin/sh\n\(body)\n".utf8, to: path)
        guard path.withPlatformString({ chmod($0, 0o700) }) == 0 else { throw Errno(rawValue: errno) }
        return path
    }

    func file(_ name: [UInt8]) -> FilePath {
        FilePath(platformString: (folder.bytes + [UInt8(ascii: "/")] + name).map { CChar(bitPattern: $0) } + [0])
    }

    func hook(
        _ program: FilePath,
        limit: Duration = .seconds(50),
        _ variables: [String: String] = [:],
        named names: Set<String> = []
    ) -> HookCommand {
        let path = variables.merging(["PATH": "/usr/local/bin:/usr/bin:/bin"]) { old, _ in old }
        return HookCommand(program, limit: limit, variables: names, environment: HookEnvironment(path))
    }

    /// A named pipe, open for reading.
    func pipe(_ name: String) throws -> FileDescriptor {
        let path = folder.appending(name)
        guard path.withPlatformString({ mkfifo($0, 0o600) }) == 0 else { throw Errno(rawValue: errno) }
        return try FileDescriptor.open(path, .readOnly, options: [.nonBlocking, .closeOnExec])
    }

    /// What next comes through a pipe, empty where all who could write have gone; waits 20 s at most, on a thread of its
    /// own, since the hook that it waits for needs one of those that Swift has.
    static func next(_ pipe: FileDescriptor) async throws -> String {
        let answer: Result<String, any Error> = await withCheckedContinuation { continuation in
            DispatchQueue.global().async {
                continuation.resume(returning: Result { try read(pipe) })
            }
        }
        return try answer.get()
    }

    private static func read(_ pipe: FileDescriptor) throws -> String {
        var wait = pollfd(fd: pipe.rawValue, events: Int16(POLLIN), revents: 0)
        guard poll(&wait, 1, 20_000) > 0 else { throw NothingCame() }
        var buffer = [UInt8](repeating: 0, count: 4096)
        let count = try buffer.withUnsafeMutableBytes { try pipe.read(into: $0) }
        return String(decoding: buffer[..<count], as: UTF8.self)
    }
}
