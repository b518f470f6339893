import Glibc
import HTTPTransfer
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Installation

@Suite struct InstalledFacesTests {
    private static let bytes: [UInt8] = Array(0..<100)
    private static let weights = SpeechModel(
        "small",
        files: [ModelFile("small.onnx", bytes: bytes.count, sha256: Digest.of(bytes))],
        repository: "",
        revision: ""
    )
    private static let packages = PackageLock(text: Array("cv==1\n".utf8))

    /// A folder as setup leaves one.
    private func with(_ body: (DataFolder) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let folder = DataFolder(environment: [:], given: scratch.path)
            let own = folder.faces
            let site = own.environment.appending("lib/python3.11/site-packages")
            for path in [
                own.environment.appending("bin"), site.appending("opencv_python_headless-1.dist-info"),
                own.model("small"),
            ] {
                try Files.makeDirectory(path)
            }
            for path in [own.python, site.appending("opencv_python_headless-1.dist-info/RECORD"), own.lock] {
                try AtomicFile.write([], to: path)
            }
            try AtomicFile.write(Self.bytes, to: own.model("small").appending("small.onnx"))
            let file = SpeechMarker.File(bytes: Self.bytes.count, sha256: Digest.of(Self.bytes))
            try SpeechMarker(
                packages: Self.packages.digest,
                python: "3.11.2",
                usual: "small",
                models: ["small": ["small.onnx": file]]
            ).write(own)
            try await body(folder)
        }
    }

    private func find(_ folder: DataFolder) throws(InstalledFacesError) -> InstalledFaces {
        try InstalledFaces.find(in: folder, weights: Self.weights, packages: Self.packages)
    }

    @Test func whatIsSetUpIsFoundWithItsDigests() async throws {
        try await with { folder in
            let found = try find(folder)
            try found.verify()
            #expect(found.python == folder.path.appending("faces/python/bin/python3"))
            #expect(found.weights == folder.path.appending("faces/models/small/small.onnx"))
            #expect(found.weightsDigest == Digest.of(Self.bytes) && found.packagesDigest == Self.packages.digest)
            #expect(found.engine == "YuNet 2023mar, OpenCV 1")
            #expect(found.pythonVersion == "3.11.2" && found.isCurrent)
            #expect(!Files.isGone(folder.path.appending("faces/faces.json")))
            let later = PackageLock(text: Array("cv==2\n".utf8))
            #expect(try !InstalledFaces.find(in: folder, weights: Self.weights, packages: later).isCurrent)
        }
    }

    @Test func nothingIsAbsent() async throws {
        try await ScratchFolder.with { scratch in
            let folder = DataFolder(environment: [:], given: scratch.path)
            let error = #expect(throws: InstalledFacesError.absent(scratch.path)) { try find(folder) }
            #expect(error?.description.hasSuffix("run smartclip setup faces") == true)
            #expect(error?.description.contains("speech") == false)
        }
    }

    @Test(arguments: ["models/small/small.onnx", "python/bin/python3", "faces.json"])
    func whatIsNotWholeIsSeen(path: String) async throws {
        try await with { folder in
            try AtomicFile.write([1], to: folder.path.appending("faces").appending(path))
            if path.hasPrefix("python") { try Files.removeFile(folder.faces.python) }
            let error = #expect(throws: InstalledFacesError.self) { try find(folder) }
            #expect(error?.description.hasPrefix("the face finder is not whole: ") == true)
        }
    }

    @Test func alteredWeightsAreFoundByReadingThem() async throws {
        try await with { folder in
            var bytes = Self.bytes
            bytes[7] ^= 1
            try AtomicFile.write(bytes, to: folder.faces.model("small").appending("small.onnx"))
            let found = try find(folder)
            #expect(throws: InstalledFacesError.broken("\(found.weights) was altered")) { try found.verify() }
        }
    }

    @Test func eachIsTakenAwayWithoutTheOther() async throws {
        try await with { folder in
            try AtomicFile.write([], to: folder.lock)
            try Files.makeDirectory(folder.model("base"))
            #expect(try folder.stranger() == nil)
            _ = try await SpeechRemoval(folder).run { _ in }
            #expect(try Files.list(folder.path).map(\.string) == ["faces"])
            try find(folder).verify()
            #expect(try await SpeechRemoval(folder).run { _ in } == nil)

            try AtomicFile.write([], to: folder.lock)
            try Files.makeDirectory(folder.model("base"))
            #expect(try await FaceSetup.remove(from: folder) { _ in } ?? 0 > 100)
            #expect(!Files.isGone(folder.model("base")) && Files.isGone(folder.faces.path))
            #expect(try await FaceSetup.remove(from: folder) { _ in } == nil)
        }
    }

    @Test func speechAloneIsNoFaceFinder() async throws {
        try await ScratchFolder.with { scratch in
            let folder = DataFolder(environment: [:], given: scratch.path)
            try SpeechMarker(packages: "", python: "", usual: "base", models: [:]).write(folder)
            #expect(throws: InstalledFacesError.absent(scratch.path)) { try InstalledFaces.find(in: folder) }
        }
    }

    @Test func whatIsPinned() {
        let packages = PackageLock.faces.packages
        #expect(packages.map(\.name) == ["numpy", "opencv-python-headless"])
        for package in packages { #expect(package.lines.contains("--hash=sha256:"), "\(package.name)") }
        // Of 5 the face finder's weights are not known to work; numpy is the one that speech recognition has.
        #expect(packages[1].version.hasPrefix("4."))
        #expect(packages[0] == PackageLock.speech.packages.first { $0.name == "numpy" })
        #expect(SpeechModel.yunet.files.allSatisfy { $0.sha256?.count == 64 && $0.bytes != nil })
    }
}
