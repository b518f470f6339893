import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Installation

@Suite struct InstalledSpeechTests {
    private static let weights: [UInt8] = Array(0..<100)
    private static func model(_ name: String) -> SpeechModel {
        SpeechModel(
            name,
            files: [
                ModelFile("model.bin", bytes: weights.count, sha256: Digest.of(weights)),
                ModelFile("config.json", .json),
            ],
            repository: "a/b",
            revision: "1"
        )
    }

    private static let known = [model("one"), model("two"), model("three")]
    private static let packages = PackageLock(text: Array("a==1\n".utf8))

    /// A folder as setup leaves one.
    private func with(_ body: (DataFolder) throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let folder = DataFolder(environment: [:], given: scratch.path)
            let site = folder.environment.appending("lib/python3.11/site-packages")
            for path in [folder.environment.appending("bin"), site.appending("a-1.dist-info")] {
                try Files.makeDirectory(path)
            }
            try AtomicFile.write([], to: folder.python)
            try AtomicFile.write([], to: site.appending("a-1.dist-info/RECORD"))
            let config = Array("{\"a\": 1}".utf8)
            var marker = SpeechMarker(packages: Self.packages.digest, python: "3.11.2", usual: "two", models: [:])
            for model in Self.known.prefix(2) {
                try Files.makeDirectory(folder.model(model.name))
                for (name, bytes) in [("model.bin", Self.weights), ("config.json", config)] {
                    try AtomicFile.write(bytes, to: folder.model(model.name).appending(name))
                    marker.models[model.name, default: [:]][name] = SpeechMarker.File(
                        bytes: bytes.count,
                        sha256: Digest.of(bytes)
                    )
                }
            }
            try marker.write(folder)
            try body(folder)
        }
    }

    private func find(_ folder: DataFolder, _ name: String? = nil) throws(InstallationError) -> InstalledSpeech {
        try InstalledSpeech.find(in: folder, model: name, of: Self.known, packages: Self.packages)
    }

    @Test func whatWasSetUpLastIsUsedUnlessAModelIsNamed() async throws {
        try await with { folder in
            let usual = try find(folder)
            #expect(usual.model.name == "two" && usual.models == ["one", "two"] && usual.isCurrent)
            #expect(usual.folder == folder.model("two") && usual.python == folder.python)
            try usual.verify()
            let named = try find(folder, "one")
            #expect(named.model.name == "one" && named.usual == "two")
        }
    }

    @Test func nothingIsAbsent() async throws {
        try await ScratchFolder.with { scratch in
            let folder = DataFolder(environment: [:], given: scratch.path.appending("none"))
            let error = #expect(throws: InstallationError.absent(folder.path)) { try find(folder) }
            #expect(error?.description.hasSuffix("run smartclip setup speech") == true)
        }
    }

    @Test func anotherModelIsNotThere() async throws {
        try await with { folder in
            let error = #expect(throws: InstallationError.modelAbsent("three", others: ["one", "two"])) {
                try find(folder, "three")
            }
            #expect(error?.description.contains("(only one, two); run smartclip setup speech --model three") == true)
            let unknown = #expect(throws: InstallationError.self) { try find(folder, "../../x") }
            #expect(unknown?.description == "there is no model ../../x; set one of one, two, three")
        }
    }

    @Test(
        arguments: [
            ("models/two/model.bin", [], "has 0 bytes in place of 100"), ("models/two/model.bin", nil, "is not there"),
            ("models/two/preprocessor_config.json", [1], "what is no part of it: preprocessor_config.json"),
            ("python/bin/python3", nil, "the Python that it leads to is gone"), ("speech.json", [123], "speech.json"),
        ] as [(String, [UInt8]?, String)]
    )
    func whatIsNotWholeIsSeenAtOnce(path: String, content: [UInt8]?, phrase: String) async throws {
        try await with { folder in
            let file = folder.path.appending(path)
            if let content { try AtomicFile.write(content, to: file) } else { try Files.removeFile(file) }
            let error = #expect(throws: InstallationError.self) { try find(folder) }
            #expect(error?.description.contains(phrase) == true, "\(String(describing: error))")
            #expect(error?.description.contains("run smartclip setup speech") == true)
        }
    }

    @Test(arguments: ["model.bin", "config.json"]) func anAlteredFileIsFoundByReadingIt(name: String) async throws {
        try await with { folder in
            let path = folder.model("two").appending(name)
            var bytes = try Files.read(path)
            bytes[0] ^= 1
            try AtomicFile.write(bytes, to: path)
            let found = try find(folder)
            #expect(throws: InstallationError.modelBroken("two", "\(path) was altered")) { try found.verify() }
            try find(folder, "one").verify()
            #expect(throws: InstallationError.modelBroken("two", "\(path) was altered")) {
                try find(folder, "one").verifyAll()
            }
        }
    }

    @Test func olderPackagesDoTheirWork() async throws {
        try await with { folder in
            let found = try InstalledSpeech.find(
                in: folder,
                of: Self.known,
                packages: PackageLock(text: Array("a==2\n".utf8))
            )
            #expect(!found.isCurrent)
        }
    }

    @Test func aMarkerOfALaterVersionIsNotGuessedAt() async throws {
        try await with { folder in
            var marker = try #require(try SpeechMarker.read(folder))
            marker.version = 2
            try marker.write(folder)
            #expect(throws: InstallationError.self) { try find(folder) }
        }
    }

    @Test func aFolderOfAnothersIsNotTaken() async throws {
        try await ScratchFolder.with { scratch in
            let folder = DataFolder(environment: [:], given: scratch.path)
            #expect(try folder.stranger() == nil)
            try Files.makeDirectory(scratch.path.appending("models"))
            #expect(try folder.stranger() == "models")
            try AtomicFile.write([], to: folder.lock)
            #expect(try folder.stranger() == nil)
        }
    }

    @Test func removalTakesWhatItKnowsOfAndNothingElse() async throws {
        try await ScratchFolder.with { scratch in
            let folder = DataFolder(environment: [:], given: scratch.path)
            #expect(try await SpeechRemoval(folder).run { _ in } == nil)
            let all = ["python/bin", "python.new", "models/base", "models/mine", "downloads/wheels"]
            for name in all { try Files.makeDirectory(folder.path.appending(name)) }
            try AtomicFile.write([1], to: folder.path.appending("mine.txt"))
            // What nobody began is not setup's.
            #expect(try await SpeechRemoval(folder).run { _ in } == nil)
            #expect(!Files.isGone(folder.model("base")))
            try AtomicFile.write([], to: folder.lock)
            try AtomicFile.write([UInt8](repeating: 0, count: 100), to: folder.model("base").appending("model.bin"))
            #expect(try await SpeechRemoval(folder).run { _ in } == 100)
            #expect(try Files.list(folder.path).map(\.string) == ["mine.txt", "models"])
            #expect(try Files.list(folder.models).map(\.string) == ["mine"])
        }
    }
}
