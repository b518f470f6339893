import SystemPackage
import Testing

@testable import Media

/// Programs that are missing, hang, die, or are called off.
@Suite(.timeLimit(.minutes(3)))
struct ChildTests {
    private func tools(_ bench: Bench, ffmpeg: String, stallLimit: Double = 60) async throws -> MediaTools {
        let body = "[ \"$1\" = -version ] && echo 'ffmpeg version 9 of a test' && exit\n" + ffmpeg
        let script = try bench.script("ffmpeg", body)
        return try await MediaTools.find(
            searchPath: Bench.searchPath,
            ffmpeg: script,
            slots: ProcessSlots(2),
            stallLimit: stallLimit
        )
    }

    private func run(_ tools: MediaTools) async throws {
        _ = try await tools.run(tools.ffmpeg, [], about: "a talk", into: ByteSink(limit: 100))
    }

    @Test func missingProgramNamesItsPackage() async throws {
        await #expect(throws: MediaError.missingProgram(name: "ffmpeg", package: "the Debian package ffmpeg")) {
            try await MediaTools.find(searchPath: "/nonexistent", slots: ProcessSlots(1))
        }
        #expect(MediaError.missingProgram(name: "ffmpeg", package: "x").kind == .config)
    }

    @Test func programThatIsNoneIsSaidToBe() async throws {
        try await Bench.run { bench in
            let script = try bench.script("ffmpeg", "echo hello")
            await #expect(throws: MediaError.self) {
                try await MediaTools.find(searchPath: Bench.searchPath, ffmpeg: script, slots: ProcessSlots(1))
            }
        }
    }

    @Test func versionIsRead() async throws {
        try await Bench.run { bench in
            let version = try await tools(bench, ffmpeg: "").version
            #expect(version == "9")
        }
    }

    @Test func silentChildIsEnded() async throws {
        try await Bench.run { bench in
            let tools = try await tools(bench, ffmpeg: "exec sleep 1000", stallLimit: 0.3)
            await #expect(throws: MediaError.hung(program: "ffmpeg", source: "a talk", seconds: 0.3)) {
                try await run(tools)
            }
        }
    }

    @Test func childThatClosedItsOutputsAndStaysIsEnded() async throws {
        try await Bench.run { bench in
            let tools = try await tools(bench, ffmpeg: "exec sleep 1000 >&- 2>&-", stallLimit: 0.3)
            await #expect(throws: MediaError.hung(program: "ffmpeg", source: "a talk", seconds: 0.3)) {
                try await run(tools)
            }
        }
    }

    @Test func killedChildIsTransient() async throws {
        try await Bench.run { bench in
            let tools = try await tools(bench, ffmpeg: "echo why >&2; kill -9 $$")
            let expected = MediaError.killed(program: "ffmpeg", source: "a talk", signal: 9, detail: "why")
            await #expect(throws: expected) { try await run(tools) }
            #expect(expected.kind == .transient)
        }
    }

    @Test func failureKeepsTheLastLines() async throws {
        try await Bench.run { bench in
            let tools = try await tools(bench, ffmpeg: "seq 100000 >&2; exit 3")
            let lines = (99_981...100_000).map(String.init).joined(separator: "\n")
            await #expect(throws: MediaError.failed(program: "ffmpeg", source: "a talk", status: 3, detail: lines)) {
                try await run(tools)
            }
        }
    }

    @Test func fullDiskIsRecognised() async throws {
        try await Bench.run { bench in
            let tools = bench.tools
            await #expect(throws: MediaError.diskFull(program: "ffmpeg", source: "a talk")) {
                _ = try await tools.run(
                    tools.ffmpeg,
                    MediaTools.quiet + ["-f", "lavfi", "-i", "testsrc=d=5", "-f", "rawvideo", "/dev/full"],
                    about: "a talk",
                    into: ByteSink(limit: 100)
                )
            }
        }
    }

    @Test func cancellingEndsTheChild() async throws {
        try await Bench.run { bench in
            let tools = try await tools(bench, ffmpeg: "echo $$ > pid; mkfifo gate; read x < gate")
            let folder = bench.folder
            let work = Task {
                _ = try await tools.run(tools.ffmpeg, [], about: "a talk", in: folder, into: ByteSink(limit: 100))
            }
            work.cancel()
            await #expect(throws: MediaError.cancelled) { try await work.value }
        }
    }

    @Test func cancellingWhileItRunsEndsTheChild() async throws {
        try await Bench.run { bench in
            // Ends on SIGTERM without an error, as ffmpeg may.
            let tools = try await tools(bench, ffmpeg: "trap 'exit 0' TERM; echo here; while :; do sleep 0.05; done")
            let (lines, continuation) = AsyncStream.makeStream(of: String.self)
            let work = Task {
                _ = try await tools.run(
                    tools.ffmpeg,
                    [],
                    about: "a talk",
                    into: LineSink(Relay(continuation: continuation))
                )
            }
            for await _ in lines { break }
            work.cancel()
            await #expect(throws: MediaError.cancelled) { try await work.value }
        }
    }
}

/// Hands lines on to a test.
struct Relay: LineReader {
    let continuation: AsyncStream<String>.Continuation
    func read(_ line: String) { continuation.yield(line) }
}
