import HTTPTransfer
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Installation

@Suite struct PipFailureTests {
    @Test(
        arguments: [
            (
                [
                    "ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.",
                    "    av from https://u:p@i/av.whl:",
                    "        Expected sha256 " + String(repeating: "a", count: 64),
                    "             Got        " + String(repeating: "b", count: 64),
                ],
                Failure.Class.config, "(SHA-256 bbbbbbbbbbbb… in place of aaaaaaaaaaaa…)"
            ),
            (
                [
                    "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError'",
                    "ERROR: No matching distribution found for av==1",
                ],
                .transient, "cannot be reached"
            ),
            (["ERROR: No matching distribution found for av==1"], .config, "has none that fits"),
            (
                ["ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device"], .transient,
                "full"
            ),
            (["ssl.SSLCertVerificationError: CERTIFICATE_VERIFY_FAILED", "Max retries exceeded"], .config, "PIP_CERT"),
            (
                ["ERROR: HTTP error 403 Client Error: Forbidden for url: https://me:secret@index/"], .config,
                "https://•••@index/"
            ),
            (["something else"], .config, "pip failed: something else"),
            ([], .config, "it said nothing"),
        ] as [([String], Failure.Class, String)]
    )
    func isReadFromWhatPipSays(lines: [String], kind: Failure.Class, phrase: String) {
        let failure = PipFailure.read(lines, about: "av")
        #expect(failure.class == kind)
        #expect(failure.message.hasPrefix("av: ") && failure.message.contains(phrase), "\(failure)")
        #expect(!failure.message.contains("secret") && !failure.message.contains("u:p"))
    }
}

@Suite struct RedactionTests {
    @Test(arguments: [
        ("https://me:secret@index.test/simple", "https://•••@index.test/simple"),
        ("at https://token@a/ and http://b/x@y", "at https://•••@a/ and http://b/x@y"),
        ("no address, me@here", "no address, me@here"),
    ])
    func hidesNamesAndPasswords(text: String, expected: String) {
        #expect(Redaction.hide(text) == expected)
    }
}

@Suite struct PythonTests {
    private func python(
        _ numbers: [Int] = [3, 11, 2],
        implementation: String = "cpython",
        machine: String = "x86_64",
        missing: [String] = [],
        isFreeThreaded: Bool = false
    ) -> Python {
        Python(
            numbers: numbers,
            executable: "/usr/bin/python3",
            implementation: implementation,
            machine: machine,
            missing: missing,
            isFreeThreaded: isFreeThreaded
        )
    }

    @Test func thoseThatFit() {
        for minor in 11...14 { #expect(python([3, minor, 0]).problem(with: .speech) == nil) }
        #expect(python(machine: "aarch64").problem(with: .speech) == nil)
    }

    @Test func thoseThatDoNot() {
        func problem(_ python: Python) -> String { python.problem(with: .speech) ?? "" }
        #expect(problem(python([3, 9, 2])) == "is Python 3.9.2, which is too old: 3.11 to 3.14 is needed")
        #expect(problem(python([2, 7, 18])).contains("too old"))
        #expect(problem(python([3, 15, 0])).contains("too new"))
        #expect(problem(python(missing: ["ensurepip"])).contains("on Debian install python3-venv"))
        #expect(problem(python(missing: ["ssl"])).hasSuffix("without the module ssl"))
        #expect(problem(python(implementation: "pypy")).contains("CPython"))
        #expect(problem(python(isFreeThreaded: true)).contains("free-threaded"))
        #expect(problem(python(machine: "riscv64")).contains("riscv64"))
    }
}

@Suite struct PublisherTests {
    private let file = SpeechModel.base.files[1]

    @Test func isTheModelsOwnUnlessAMirrorIsNamed() throws {
        let own = try Publisher(environment: [:]).address(of: file, .base)
        #expect(
            own.url.reveal == "https://huggingface.co/Systran/faster-whisper-base/resolve/"
                + "ebe41f70d5b6dfa9166e2c581c45c9c0cfc57b66/config.json"
        )
        #expect(own.host == "huggingface.co" && own.authorization == nil)
        let mirror = try Publisher(environment: ["SMARTCLIP_MODELS_URL": "https://me:se%40cret@mirror.test:8443/hub/"])
        #expect(mirror.shown == "https://mirror.test:8443/hub")
        let address = mirror.address(of: file, .base)
        #expect(address.host == "mirror.test:8443")
        #expect(address.url.reveal.hasPrefix("https://mirror.test:8443/hub/Systran/"))
        guard case .basic(user: let user, password: let password) = address.authorization else {
            Issue.record("no authorization")
            return
        }
        #expect(user.reveal == "me" && password.reveal == "se@cret")
    }

    @Test(arguments: [
        "http://mirror.test", "mirror.test", "ftp://x", "http://127.0.0.1.evil.test", "http://me:secret@m.test",
    ])
    func isAskedOverTLSOnly(url: String) {
        let error = #expect(throws: Failure.self) { try Publisher(environment: ["SMARTCLIP_MODELS_URL": url]) }
        #expect(error?.class == .config && error?.message.contains("secret") == false)
    }

    @Test func thisMachineMayBeAskedInTheClear() throws {
        #expect(try Publisher(environment: ["SMARTCLIP_MODELS_URL": "http://127.0.0.1:8000"]).shown.hasSuffix(":8000"))
    }
}

@Suite struct InstalledPackagesTests {
    /// SHA-256 of nothing, as records have it and in hexadecimal.
    private static let empty = "47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU"
    private static let digest = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"

    @Test func readsARecord() {
        let text = """
            a/b.py,sha256=\(Self.empty),0
            "a/with, comma ""and"" marks",sha256=\(Self.empty),0
            ../../../bin/tool,sha256=\(Self.empty),0
            a/__pycache__/b.pyc,,
            a-1.dist-info/RECORD,,
            """
        #expect(
            InstalledPackages.read(Array(text.utf8)) == [
                InstalledPackages.Record(path: "a/b.py", sha256: Self.digest),
                InstalledPackages.Record(path: "a/with, comma \"and\" marks", sha256: Self.digest),
            ]
        )
    }

    @Test func noticesWhatIsMissingOrAltered() async throws {
        try await ScratchFolder.with { scratch in
            let packages = InstalledPackages(environment: scratch.path)
            let folder = scratch.path.appending("lib/python3.11/site-packages")
            for place in ["a", "a-1.dist-info"] { try Files.makeDirectory(folder.appending(place)) }
            #expect(throws: InstallationError.self) { try packages.verify() }
            try Files.makeDirectory(scratch.path.appending("bin"))
            try AtomicFile.write([], to: scratch.path.appending("bin/python3"))
            try AtomicFile.write([], to: folder.appending("a/b.py"))
            try AtomicFile.write("a/b.py,sha256=\(Self.empty),0\n".utf8, to: folder.appending("a-1.dist-info/RECORD"))
            try packages.verify()
            try AtomicFile.write([1], to: folder.appending("a/b.py"))
            #expect(throws: InstallationError.broken("\(folder)/a/b.py was altered")) { try packages.verify() }
            try Files.removeFile(folder.appending("a/b.py"))
            #expect(throws: InstallationError.self) { try packages.verify() }
        }
    }
}

@Suite struct LineGathererTests {
    @Test func linesComeInAnyPieces() {
        var gatherer = LineGatherer()
        for piece in ["on", "e\r\ntw", "o\n\n  \nthree"] { Array(piece.utf8).withUnsafeBytes { gatherer.take($0) } }
        #expect(gatherer.lines == ["one", "two"])
        gatherer.end()
        #expect(gatherer.lines == ["one", "two", "three"])
    }

    @Test func memoryHasABound() {
        var gatherer = LineGatherer()
        let line = Array((String(repeating: "x", count: 100) + "\n").utf8)
        for _ in 0..<1000 { line.withUnsafeBytes { gatherer.take($0) } }
        #expect(100...200 ~= gatherer.lines.count)
        [UInt8](repeating: 1, count: 100_000).withUnsafeBytes { gatherer.take($0) }
        #expect(gatherer.lines.allSatisfy { $0.utf8.count <= 4096 })
    }
}
