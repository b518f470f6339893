import Glibc
import Subprocess
public import SystemPackage

/// Runs a program to its end.
public struct Program: Sendable {
    /// How a program ended and what it said.
    public struct Ending: Sendable {
        /// Its exit code, or minus the signal that ended it.
        public let code: Int
        /// What it wrote to standard output, bytes that are not UTF-8 replaced.
        public let output: String
        /// What it wrote to standard error.
        public let errors: String
    }

    /// The program.
    public let path: FilePath
    /// Variables to set; nil takes one away.
    public var environment: [String: String?]

    /// Names a program.
    public init(_ path: FilePath, environment: [String: String?] = [:]) {
        self.path = path
        self.environment = environment
    }

    /// The smartclip under test: the one that `SMARTCLIP_PROGRAM` names, which is the build that ships where `Tests/run` started
    /// the tests, else the one that was built with them.
    public static var smartclip: Program {
        get throws {
            if let named = getenv("SMARTCLIP_PROGRAM") { return Program(FilePath(platformString: named)) }
            return Program(try builtWithTests("smartclip"))
        }
    }

    /// A program that was built with these tests, such as an emulator.
    public static func builtWithTests(_ name: String) throws -> FilePath {
        try FilePath("/proc/self/exe").resolved().removingLastComponent().appending(name)
    }

    /// Puts a program under another name: as a link where that can be, since it is large, else as a copy that can be run.
    public static func place(_ program: FilePath, at path: FilePath) throws {
        let isLinked = program.withPlatformString { old in path.withPlatformString { new in link(old, new) == 0 } }
        if isLinked { return }
        guard errno == EXDEV else { throw Errno(rawValue: errno) }
        let bytes = try OutboxTree.read(program)
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .exclusiveCreate, .closeOnExec],
            permissions: [.ownerReadWriteExecute, .groupReadExecute, .otherReadExecute]
        )
        _ = try file.closeAfter { try file.writeAll(bytes) }
    }

    /// Runs it in a folder.
    public func run(_ arguments: [String], in folder: FilePath) async throws -> Ending {
        try await run(bytes: arguments.map { Array($0.utf8) }, in: folder)
    }

    private var surroundings: Environment {
        var changes: [Environment.Key: String?] = [:]
        for (name, value) in environment { changes[Environment.Key(stringLiteral: name)] = value }
        return .inherit.updating(changes)
    }

    /// Starts it beside a body that is told its process id, and kills it when the body is done, which may wait for an instant or an
    /// event. Says whether it was still going.
    @discardableResult
    public func runAndKill(
        _ arguments: [String],
        in folder: FilePath,
        when body: (Int32) async throws -> Void
    ) async throws -> Bool {
        let result = try await Subprocess.run(
            .path(path),
            arguments: Arguments(arguments),
            environment: surroundings,
            workingDirectory: folder,
            input: .none,
            output: .discarded,
            error: .discarded
        ) { execution in
            try await body(execution.processIdentifier.value)
            // It may have ended by itself.
            try? execution.send(signal: .kill)
        }
        if case .signaled = result.terminationStatus { return true }
        return false
    }

    /// Runs it with arguments that need not be UTF-8.
    public func run(bytes arguments: [[UInt8]], in folder: FilePath) async throws -> Ending {
        let result = try await Subprocess.run(
            .path(path),
            arguments: Arguments(executablePathOverride: nil, remainingValues: arguments.map { $0 + [0] }),
            environment: surroundings,
            workingDirectory: folder,
            input: .none,
            output: .bytes(limit: 64 << 20),
            error: .bytes(limit: 64 << 20)
        )
        let code: Int
        switch result.terminationStatus {
        case .exited(let value): code = Int(value)
        case .signaled(let signal): code = -Int(signal)
        }
        return Ending(
            code: code,
            output: String(decoding: result.standardOutput, as: UTF8.self),
            errors: String(decoding: result.standardError, as: UTF8.self)
        )
    }
}

extension FilePath {
    /// Where a link leads.
    public func resolved() throws -> FilePath {
        var buffer = [CChar](repeating: 0, count: 4096)
        let count = withPlatformString { readlink($0, &buffer, buffer.count - 1) }
        guard count > 0 else { throw Errno(rawValue: errno) }
        return FilePath(platformString: buffer)
    }
}
