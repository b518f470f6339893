import Media
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Recognisers

/// The sound that a run decoded is used by the next one, if it is whole.
struct WhisperSoundTests {
    /// A second and a half, and how loud it is.
    private static let samples = [UInt8](repeating: 7, count: SoundPiece.rate * 3)
    private static let curve = LevelCurve(
        values: (0..<Int((1.5 / LevelCurve.step).rounded(.up))).map { -Float($0) - 0.25 }
    )

    /// Decodes as ffmpeg does; counts how often.
    private static func prepare(_ folder: FilePath, _ times: inout Int) async throws -> WhisperSound {
        var count = 0
        let sound = try await WhisperSound.prepare(in: folder) { name in
            count += 1
            try AtomicFile.write(samples, to: folder.appending(name))
            return curve
        }
        times += count
        return sound
    }

    @Test func aWholeSoundIsDecodedOnce() async throws {
        try await ScratchFolder.with { scratch in
            var times = 0
            let first = try await Self.prepare(scratch.path, &times)
            let second = try await Self.prepare(scratch.path, &times)
            #expect(times == 1)
            #expect(first.file == second.file && second.curve.values == Self.curve.values)
            #expect(try Files.read(second.file) == Self.samples)
        }
    }

    @Test(arguments: ["short", "long", "no levels", "half levels", "no sound"])
    func whatIsNotWholeIsDecodedAnew(trouble: String) async throws {
        try await ScratchFolder.with { scratch in
            var times = 0
            let first = try await Self.prepare(scratch.path, &times)
            let levels = scratch.path.appending("speech.levels")
            switch trouble {
            case "short": try AtomicFile.write(Array(Self.samples.dropLast(20_000)), to: first.file)
            case "long": try AtomicFile.write(Self.samples + Self.samples, to: first.file)
            case "no levels": try Files.removeFile(levels)
            case "half levels": try AtomicFile.write(Array(try Files.read(levels).dropLast()), to: levels)
            default: try Files.removeFile(first.file)
            }
            let second = try await Self.prepare(scratch.path, &times)
            #expect(times == 2)
            #expect(second.curve.values == Self.curve.values)
            #expect(try Files.read(second.file) == Self.samples)
        }
    }
}
