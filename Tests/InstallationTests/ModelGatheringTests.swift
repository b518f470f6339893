import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Installation

@Suite struct ModelGatheringTests {
    private static let weights: [UInt8] = (0..<5000).map { UInt8($0 % 251) }
    private static let words = Array("a\nb\n".utf8)

    private static let model = SpeechModel(
        "small",
        files: [
            ModelFile("model.bin", bytes: weights.count, sha256: Digest.of(weights)),
            ModelFile("vocabulary.txt", bytes: words.count, sha256: Digest.of(words), .text),
            ModelFile("config.json", .json),
        ],
        repository: "a/b",
        revision: "1"
    )

    /// A folder to take from, and what takes.
    private struct Bench {
        let root: FilePath
        var source: FilePath { root.appending("source") }
        var gathering: ModelGathering {
            ModelGathering(model: model, folder: root.appending("model"), parts: root.appending("parts"))
        }

        func put(_ path: String, _ bytes: [UInt8]) throws {
            let file = source.appending(path)
            try Files.makeDirectory(file.removingLastComponent())
            try AtomicFile.write(bytes, to: file)
        }

        func link(_ path: String, to target: String) throws {
            let file = source.appending(path)
            try Files.makeDirectory(file.removingLastComponent())
            #expect(symlink(target, file.string) == 0)
        }

        func take() async throws -> ModelGathering.Findings { try await gathering.take(from: FileTree(source)) }
        var missing: [String] { get throws { try gathering.missing(model.files).map(\.name) } }
    }

    private func bench(_ body: (Bench) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let bench = Bench(root: scratch.path)
            #expect(try await bench.gathering.begin().count == 3)
            try Files.makeDirectory(bench.source)
            try await body(bench)
            // Nothing is left where it is not known yet what it is.
            #expect(try Files.list(bench.gathering.parts).isEmpty)
        }
    }

    @Test func takesFilesByTheirNames() async throws {
        try await bench { bench in
            try bench.put("model.bin", Self.weights)
            try bench.put("vocabulary.txt", Self.words)
            try bench.put("config.json", Array("{\"a\": [1, null]}".utf8))
            try bench.put("README.md", [65])
            let findings = try await bench.take()
            #expect(findings == ModelGathering.Findings(unexpected: ["README.md"], tookAny: true))
            #expect(try bench.missing == [])
            #expect(try Files.read(bench.gathering.folder.appending("model.bin")) == Self.weights)
        }
    }

    @Test func takesWhatTheHubsCacheHolds() async throws {
        try await bench { bench in
            try bench.put("blobs/11", Self.weights)
            try bench.put("blobs/22", Self.words)
            try bench.put("blobs/33", Array("{\"a\": 1}".utf8))
            for (name, blob) in [("model.bin", "11"), ("vocabulary.txt", "22"), ("config.json", "33")] {
                try bench.link("snapshots/1/\(name)", to: "../../blobs/\(blob)")
            }
            try bench.link("refs/nowhere", to: "gone")
            _ = try await bench.take()
            #expect(try bench.missing == [])
            // They are files, not links into a cache that may be emptied.
            #expect(try !FileFacts.isLink(bench.gathering.folder.appending("model.bin")))
        }
    }

    @Test func takesAFileUnderAnyNameByWhatItHolds() async throws {
        try await bench { bench in
            try bench.put("download (1)", Self.weights)
            _ = try await bench.take()
            #expect(try bench.missing == ["vocabulary.txt", "config.json"])
        }
    }

    @Test func joinsHalves() async throws {
        try await bench { bench in
            try bench.put("one/model.bin.part1", Array(Self.weights.prefix(2000)))
            try bench.put("two/model.bin.part2", Array(Self.weights.dropFirst(2000)))
            _ = try await bench.take()
            #expect(try Files.read(bench.gathering.folder.appending("model.bin")) == Self.weights)
        }
    }

    @Test func halvesInTheWrongOrderOrOneOfThemAreNothing() async throws {
        try await bench { bench in
            try bench.put("model.bin.part2", Array(Self.weights.prefix(2000)))
            #expect(try await bench.take() == ModelGathering.Findings())
            try bench.put("model.bin.part1", Array(Self.weights.dropFirst(2000)))
            let findings = try await bench.take()
            #expect(findings.wrong.count == 1 && findings.wrong[0].contains("model.bin has SHA-256"))
            #expect(try bench.missing.contains("model.bin"))
        }
    }

    @Test func aWrongByteIsRefusedWithNameAndDigests() async throws {
        try await bench { bench in
            var bytes = Self.weights
            bytes[17] ^= 1
            try bench.put("model.bin", bytes)
            let findings = try await bench.take()
            let problem =
                "model.bin has SHA-256 \(Digest.of(bytes).prefix(12))… in place of \(Digest.of(Self.weights).prefix(12))…"
            #expect(findings.wrong == ["\(bench.source.appending("model.bin")): \(problem)"])
            #expect(try bench.missing.contains("model.bin"))
        }
    }

    @Test func aShortFileIsRefusedWithoutReadingIt() async throws {
        try await bench { bench in
            try bench.put("model.bin", Array(Self.weights.dropLast()))
            #expect(try await bench.take().wrong[0].hasSuffix("model.bin has 4999 bytes in place of 5000"))
        }
    }

    /// One wrong file beside the right one of the same name is no matter.
    @Test func theRightOneOfTwoIsTaken() async throws {
        try await bench { bench in
            try bench.put("a/model.bin", [1, 2, 3])
            try bench.put("b/model.bin", Self.weights)
            try bench.put("a/config.json", Array("{\"of\": \"another\"}".utf8))
            try bench.put("b/config.json", Array("{\"of\": \"this\"}".utf8))
            try bench.put("vocabulary.txt", Self.words)
            #expect(try await bench.take().wrong == [])
            let config = try Files.read(bench.gathering.folder.appending("config.json"))
            #expect(String(decoding: config, as: UTF8.self).contains("this"))
        }
    }

    /// Of two that only their names speak for, none is guessed.
    @Test func aFileWithoutADigestIsNotGuessed() async throws {
        try await bench { bench in
            try bench.put("a/config.json", Array("{\"a\": 1}".utf8))
            try bench.put("b/config.json", Array("{\"a\": 2}".utf8))
            #expect(try await bench.take() == ModelGathering.Findings())
        }
    }

    @Test func whatAnEarlierRunGatheredIsCheckedAgain() async throws {
        try await bench { bench in
            try bench.put("model.bin", Self.weights)
            try bench.put("vocabulary.txt", Self.words)
            _ = try await bench.take()
            let folder = bench.gathering.folder
            try AtomicFile.write(Self.weights.reversed(), to: folder.appending("model.bin"))
            try AtomicFile.write([1], to: folder.appending("preprocessor_config.json"))
            #expect(try await bench.gathering.begin().map(\.name) == ["model.bin", "config.json"])
            #expect(try Files.list(folder).map(\.string) == ["vocabulary.txt"])
        }
    }

    @Test func linksInACircleEnd() async throws {
        try await bench { bench in
            try bench.link("a/b/c", to: "../..")
            try bench.put("a/model.bin", Self.weights)
            _ = try await bench.take()
            #expect(try !bench.missing.contains("model.bin"))
        }
    }

    @Test(arguments: [
        (ModelFile("a", .json), "{\"a\": 1}", true), (ModelFile("a", .json), " [\"a\"]", true),
        (ModelFile("a", .json), "[]", false), (ModelFile("a", .json), "{}", false),
        (ModelFile("a", .json), "{\"a\": 1", false), (ModelFile("a", .json), "<html>", false),
        (ModelFile("a", .json), "", false), (ModelFile("a", .text), "", false), (ModelFile("a", .text), "x", true),
    ])
    func contentWithoutADigestIsLookedAt(file: ModelFile, text: String, isCredible: Bool) {
        #expect(file.isCredible(Array(text.utf8)) == isCredible)
    }
}
