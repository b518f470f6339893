import FoundationEssentials
import SystemPackage
import Testing

@testable import Media

/// A folder of a test's own, and the programs.
struct Bench {
    let folder: FilePath
    let tools: MediaTools

    static let searchPath = "/usr/local/bin:/usr/bin:/bin"

    /// One for all tests: never more children than cores.
    static let slots = ProcessSlots(2)

    private static let found = Task { try await MediaTools.find(searchPath: searchPath, slots: slots) }

    /// Runs a test in a folder that is removed afterwards.
    static func run<Value>(_ body: (Bench) async throws -> Value) async throws -> Value {
        let tools = try await found.value
        let path = FilePath(FileManager.default.temporaryDirectory.path)
            .appending("media-\(UInt64.random(in: .min ... .max))")
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
        // The system clears its folder for temporary files in any case.
        defer { try? FileManager.default.removeItem(atPath: path.string) }
        return try await body(Bench(folder: path, tools: tools))
    }

    /// Runs ffmpeg in the folder.
    @discardableResult
    func ffmpeg(_ arguments: String...) async throws -> [UInt8] { try await ffmpeg(arguments) }

    @discardableResult
    func ffmpeg(_ arguments: [String]) async throws -> [UInt8] {
        try await tools.run(
            tools.ffmpeg,
            MediaTools.quiet + arguments,
            about: "a fixture",
            in: folder,
            into: ByteSink(limit: 1 << 28)
        ).output.bytes
    }

    /// Makes a source of which each frame shows its own number.
    func make(_ fixture: Fixture) async throws -> FilePath { try await make(fixture.file, fixture.commands) }

    /// Makes a source by runs of ffmpeg; what was made so before is copied.
    func make(_ file: String, _ commands: [[String]]) async throws -> FilePath {
        let path = folder.appending(file)
        try await Sources.shared.bytes(of: file, commands).write(to: URL(filePath: path.string))
        return path
    }

    /// The sources that were made, by the commands that made them: many tests begin with the same.
    private actor Sources {
        static let shared = Sources()
        private var made: [[[String]]: Task<Data, any Error>] = [:]

        func bytes(of file: String, _ commands: [[String]]) async throws -> Data {
            if let known = made[commands] { return try await known.value }
            let task = Task {
                try await Bench.run { bench in
                    for command in commands { try await bench.ffmpeg(command) }
                    return try Data(contentsOf: URL(filePath: bench.folder.appending(file).string))
                }
            }
            made[commands] = task
            return try await task.value
        }
    }

    /// Opens a file as an input.
    func open<Value>(_ path: FilePath, _ body: (MediaInput) async throws -> Value) async throws -> Value {
        let descriptor = try FileDescriptor.open(path, .readOnly, options: .closeOnExec)
        // Read from only: closing loses nothing.
        defer { try? descriptor.close() }
        return try await body(MediaInput(descriptor: descriptor, name: path.lastComponent?.string ?? ""))
    }

    /// Makes a script that stands for a program.
    func script(_ name: String, _ text: String) throws -> FilePath {
        let path = folder.appending(name)
        try write("#!/bin/sh\n" + text, to: path, permissions: .init(rawValue: 0o755))
        return path
    }

    /// Writes a text file.
    func write(_ text: String, to path: FilePath, permissions: FilePermissions = .ownerReadWrite) throws {
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate, .closeOnExec],
            permissions: permissions
        )
        try file.closeAfter { _ = try file.writeAll(text.utf8) }
    }

    /// A folder for a clip.
    func outbox(_ name: String = "out") throws -> FilePath {
        let path = folder.appending(name)
        try FileManager.default.createDirectory(atPath: path.string, withIntermediateDirectories: true)
        return path
    }

    /// The numbers that the frames of a file show, in order, and their timestamps, from decoding all of it.
    ///
    /// `upright` are filters that undo what the fixture turned.
    func frames(in file: FilePath, upright: String) async throws -> [(number: Int, stamp: Int)] {
        let bytes = try await ffmpeg(
            "-copyts",
            "-i",
            file.string,
            "-map",
            "0:v",
            "-vf",
            "metadata=add:key=n:value=1,metadata=print:file=stamps.txt,\(upright),crop=288:32:0:0,"
                + "scale=12:1:flags=area,format=gray",
            "-fps_mode",
            "passthrough",
            "-f",
            "rawvideo",
            "-"
        )
        let text = try await tools.run(
            Tool(name: "cat", path: "/bin/cat"),
            ["stamps.txt"],
            about: "stamps",
            in: folder,
            into: LineSink(StampReader())
        )
        let numbers = stride(from: 0, to: bytes.count, by: 12).map { start in
            (0..<12).reduce(0) { $0 | (bytes[start + $1] > 125 ? 1 << $1 : 0) }
        }
        return zip(numbers, text.output.reader.stamps).map { ($0, $1) }
    }

    /// What stands in a folder, sorted.
    func names(in path: FilePath) throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: path.string).sorted()
    }

    /// The decoded sound of a file, 48 kHz mono.
    func samples(of file: FilePath) async throws -> [Int16] {
        let bytes = try await ffmpeg(
            "-i",
            file.string,
            "-map",
            "0:a",
            "-ac",
            "1",
            "-ar",
            "48000",
            "-f",
            "s16le",
            "-"
        )
        return stride(from: 0, to: bytes.count - 1, by: 2).map {
            Int16(bitPattern: UInt16(bytes[$0]) | UInt16(bytes[$0 + 1]) << 8)
        }
    }
}
