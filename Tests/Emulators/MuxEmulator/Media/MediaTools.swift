import EmulatorKit
import FoundationEssentials
import Subprocess
import SystemPackage

/// ffmpeg and ffprobe, so many at once.
struct MediaTools: Sendable {
    let ffmpeg: FilePath
    let ffprobe: FilePath
    let gate: Gate

    /// Looks the programs up once, so that a missing one is told at the start.
    init(workers: Int) async throws {
        ffmpeg = try await Self.find("ffmpeg")
        ffprobe = try await Self.find("ffprobe")
        gate = Gate(workers)
    }

    private static func find(_ name: String) async throws -> FilePath {
        do {
            return try await Executable.name(name).resolveExecutablePath(in: .inherit)
        } catch {
            throw EmulatorError.missingProgram(name)
        }
    }

    /// What the file is; nil where it is no media, or not whole enough to play.
    func probe(_ file: FilePath) async throws -> MediaInfo? {
        let arguments = ["-v", "error", "-of", "json", "-show_format", "-show_streams", file.string]
        let output = try await run(ffprobe, arguments)
        guard let output else { return nil }
        return MediaInfo(probe: try JSON(bytes: Array(output.utf8)))
    }

    /// Runs ffmpeg. Throws with its last words where it fails.
    func encode(_ arguments: [String]) async throws {
        let all = ["-nostdin", "-hide_banner", "-loglevel", "error", "-y"] + arguments
        _ = try await run(ffmpeg, all, failing: true)
    }

    /// The loudest sample in dBFS; nil without sound.
    func loudest(_ file: FilePath) async throws -> Double? {
        let arguments = ["-nostdin", "-hide_banner", "-i", file.string, "-map", "0:a:0?", "-vn", "-af", "volumedetect"]
        let words = try await gate.within {
            try await Subprocess.run(
                .path(ffmpeg),
                arguments: .init(arguments + ["-f", "null", "-"]),
                output: .discarded,
                error: .string(limit: 1 << 20)
            ).standardError
        }
        try Task.checkCancellation()
        guard let line = words.split(separator: "max_volume: ").dropFirst().first else { return nil }
        return Double(line.prefix { $0 != " " })
    }

    /// The program's output; nil where it failed and that is an answer too.
    private func run(_ program: FilePath, _ arguments: [String], failing: Bool = false) async throws -> String? {
        let result = try await gate.within {
            try await Subprocess.run(
                .path(program),
                arguments: .init(arguments),
                output: .string(limit: 1 << 20),
                error: .string(limit: 1 << 20)
            )
        }
        try Task.checkCancellation()
        guard result.terminationStatus.isSuccess else {
            if failing { throw EmulatorError.media(result.standardError) }
            return nil
        }
        return result.standardOutput
    }
}
