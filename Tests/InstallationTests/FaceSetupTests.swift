import Glibc
import HTTPTransfer
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Installation

/// Setting up the face finder with small packages of the test's making, without any network.
@Suite(.serialized, .timeLimit(.minutes(5))) struct FaceSetupTests {
    /// A data folder, and a folder with wheels that stand in for OpenCV and numpy, and with weights.
    private struct Small {
        let root: FilePath
        let packages: PackageLock
        let weights: SpeechModel
        let bytes: [UInt8]

        var data: DataFolder { DataFolder(environment: [:], given: root.appending("data")) }
        var from: FilePath { root.appending("from") }

        func setup() throws -> FaceSetup {
            try FaceSetup(
                data,
                given: from,
                python: nil,
                environment: ["PATH": Self.searchPath],
                client: HTTPTransfer(),
                packages: packages,
                weights: weights
            )
        }

        func find() throws -> InstalledFaces {
            try InstalledFaces.find(in: data, weights: weights, packages: packages)
        }

        static var searchPath: String { getenv("PATH").map { String(cString: $0) } ?? "/usr/bin:/bin" }
    }

    private static let names = ["numpy", "opencv_python_headless"]

    private func with(cv2: String = Self.works, _ body: (Small) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let from = scratch.path.appending("from")
            try Files.makeDirectory(from)
            let bytes = [UInt8](repeating: 7, count: 3000)
            try AtomicFile.write(bytes, to: from.appending("finder.onnx"))
            try AtomicFile.write(cv2.utf8, to: scratch.path.appending("cv2.py"))
            let made = try await Program("/usr/bin/env").run(
                ["python3", "-I", "-c", Self.wheelMaker, scratch.path.string],
                in: scratch.path
            )
            #expect(made.code == 0, "\(made.errors)")
            let lock = try Self.names.map { name in
                let digest = try Digest.of(fileAt: from.appending("\(name)-1.0-py3-none-any.whl"))
                return "\(name.replacing("_", with: "-"))==1.0 --hash=sha256:\(digest)\n"
            }
            let file = ModelFile("finder.onnx", bytes: bytes.count, sha256: Digest.of(bytes))
            try await body(
                Small(
                    root: scratch.path,
                    packages: PackageLock(text: Array(lock.joined().utf8)),
                    weights: SpeechModel("yunet", files: [file], repository: "", revision: ""),
                    bytes: bytes
                )
            )
        }
    }

    private static let works = """
        class FaceDetectorYN:
            @staticmethod
            def create(weights, config, size):
                assert len(open(weights, "rb").read()) == 3000 and size == (64, 64)
                return FaceDetectorYN()
            def detect(self, picture):
                assert picture == (64, 64, 3)
        """

    /// The same bytes each time: a wheel's digest is a pin.
    private static let wheelMaker = """
        import sys, zipfile
        root = sys.argv[1]
        def make(name, path, content):
            info = f"{name}-1.0.dist-info/"
            files = {
                path: content, info + "METADATA": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: 1.0\\n".encode(),
                info + "WHEEL": b"Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"}
            files[info + "RECORD"] = "".join(f"{path},,\\n" for path in [*files, info + "RECORD"]).encode()
            with zipfile.ZipFile(f"{root}/from/{name}-1.0-py3-none-any.whl", "w") as wheel:
                for path, content in files.items():
                    wheel.writestr(zipfile.ZipInfo(path), content)
        make("numpy", "numpy.py", b"uint8 = 8\\ndef zeros(shape, kind):\\n    return shape\\n")
        make("opencv_python_headless", "cv2.py", open(root + "/cv2.py", "rb").read())
        """

    @Test func fromAFolderAndThenNothingAndSpeechBesideItIsNotTouched() async throws {
        try await with { small in
            try Files.makeDirectory(small.data.environment)
            try SpeechMarker(packages: "", python: "3", usual: "base", models: [:]).write(small.data)
            let speech = try Files.read(small.data.marker)
            let first = try await small.setup().run { _ in }
            #expect(first.didAnything && first.installed.isCurrent)
            #expect(first.installed.weightsDigest == Digest.of(small.bytes))
            let names = try Files.list(small.data.faces.path).map(\.string)
            #expect(names == [".setup-lock", "faces.json", "models", "python"])
            try small.find().verify()
            #expect(try await !small.setup().run { _ in }.didAnything)

            // What was altered is found, and put right: the environment need not be made again.
            let weights = first.installed.weights
            try AtomicFile.write([1] + small.bytes.dropFirst(), to: weights)
            #expect(throws: InstalledFacesError.broken("\(weights) was altered")) { try small.find().verify() }
            let mended = try await small.setup().run { event in
                if case .step(let line) = event { #expect(!line.hasPrefix("virtual environment")) }
            }
            #expect(mended.didAnything)
            try small.find().verify()

            #expect(try Files.read(small.data.marker) == speech)
            #expect(try await FaceSetup.remove(from: small.data) { _ in } != nil)
            #expect(try Files.list(small.data.path).map(\.string) == ["python", "speech.json"])
        }
    }

    @Test func whatDoesNotWorkIsNotSetUp() async throws {
        try await with(cv2: "raise ImportError('libz.so.1: cannot open')\n") { small in
            let failure = await #expect(throws: Failure.self) { try await small.setup().run { _ in } }
            #expect(failure?.class == .config)
            #expect(failure?.message.contains("does not work: ImportError: libz.so.1") == true)
            #expect(throws: InstalledFacesError.absent(small.data.path)) { try small.find() }
        }
    }

    @Test func wrongWeightsAreRefusedWithTheirName() async throws {
        try await with { small in
            try AtomicFile.write([9] + small.bytes.dropFirst(), to: small.from.appending("finder.onnx"))
            let failure = await #expect(throws: Failure.self) { try await small.setup().run { _ in } }
            #expect(failure?.message.contains("finder.onnx has SHA-256 ") == true)
            #expect(Files.isGone(small.data.faces.marker))
        }
    }
}
