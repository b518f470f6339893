import Intake
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Watching

/// Which containers tell where they end: a first part of any of them is never taken for the whole.
@Suite(.timeLimit(.minutes(3))) struct ContainerEndTests {
    struct Form: Sendable, CustomTestStringConvertible {
        let name: String
        var options: [String] = []
        let isTold: Bool

        var testDescription: String { "\(name) \(options.joined(separator: " "))" }
    }

    static let forms = [
        Form(name: "a.mp4", isTold: true),
        Form(name: "a.mp4", options: ["-movflags", "+faststart"], isTold: true),
        Form(name: "a.mov", isTold: true),
        Form(name: "a.mp4", options: ["-movflags", "frag_keyframe+empty_moov"], isTold: true),
        Form(name: "a.mkv", isTold: true),
        Form(name: "a.mkv", options: ["-live", "1"], isTold: false),
        Form(name: "a.avi", isTold: true),
        Form(name: "a.asf", isTold: true),
        Form(name: "a.ogg", options: ["-vn", "-c:a", "flac"], isTold: true),
        Form(name: "a.ts", isTold: false),
        Form(name: "a.m2ts", isTold: false),
        Form(name: "a.flv", isTold: false),
        Form(name: "a.mpg", options: ["-c:v", "mpeg2video", "-c:a", "mp2", "-t", "2"], isTold: false),
        Form(name: "a.h264", options: ["-an"], isTold: false),
    ]

    @Test(arguments: forms) func aFirstPartIsNeverTheWhole(_ form: Form) async throws {
        let talk = try await SampleSource.shared.bytes(.plain)
        try await ScratchFolder.with { scratch in
            try AtomicFile.write(talk, to: scratch.path.appending("in.mp4"))
            let result = try await Subprocess.run(
                .name("ffmpeg"),
                arguments: Arguments(
                    ["-nostdin", "-loglevel", "error", "-i", "in.mp4", "-c", "copy"] + form.options + [form.name]
                ),
                workingDirectory: scratch.path,
                input: .none,
                output: .discarded,
                error: .string(limit: 1 << 16)
            )
            #expect(result.terminationStatus.isSuccess, "\(result.standardError)")
            let path = scratch.path.appending(form.name)
            #expect(ContainerEnd.isReached(in: path) == form.isTold)
            let bytes = try Files.read(path)
            for share in [0, 1, 10, 50, 90, 99] {
                try AtomicFile.write(bytes.prefix(bytes.count * share / 100), to: path)
                #expect(!ContainerEnd.isReached(in: path), "\(share) %")
            }
            // Preallocated, as some copies begin.
            try AtomicFile.write([UInt8](repeating: 0, count: bytes.count), to: path)
            #expect(!ContainerEnd.isReached(in: path))
        }
    }
}
