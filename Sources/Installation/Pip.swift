import Manifest
import StateFiles
import SystemPackage

/// pip in a virtual environment: it reads the user's own configuration, so that index, proxy and certificates are theirs.
struct Pip: Sendable {
    let python: FilePath
    let programs: ProgramRun
    /// Folders of wheels that are there already.
    var wheels: [FilePath] = []

    private static let usual = ["--no-deps", "--require-hashes", "--only-binary", ":all:", "--no-cache-dir"]
    private static let quiet = [
        "-I", "-m", "pip", "--no-input", "--disable-pip-version-check", "--no-color", "--retries", "2",
    ]

    private var links: [String] { wheels.flatMap { ["--find-links", $0.string] } }

    /// Installs what a file lists, from the folders of wheels alone: nothing is fetched.
    func install(_ requirements: FilePath) async throws -> ProgramRun.Ending {
        try await programs.run(
            python,
            Self.quiet + ["install", "--no-user", "--no-index", "--progress-bar", "off"] + Self.usual + links
                + ["-r", requirements.string]
        )
    }

    /// Fetches what a file lists into a folder.
    func download(_ requirements: FilePath, into folder: FilePath) async throws -> ProgramRun.Ending {
        try await programs.run(
            python,
            Self.quiet + ["download", "--progress-bar", "off"] + Self.usual + links
                + ["--dest", folder.string, "-r", requirements.string]
        )
    }
}

/// Wheels that came, each whole: a wheel is fetched beside them and moved in.
struct WheelStore: Sendable {
    let folder: FilePath
    let downloads: FilePath

    /// Fetches a package's wheel, unless it is there.
    func fetch(_ package: PackageLock.Package, with pip: Pip) async throws {
        try Files.makeDirectory(folder)
        if try Files.list(folder).contains(where: { package.isNamed(by: $0.string) }) { return }
        let new = downloads.appending("new")
        try Files.removeTree(new)
        try Files.makeDirectory(new)
        let list = downloads.appending("package.lock")
        try AtomicFile.write(Array(package.lines.utf8), to: list, isSynced: false)
        let ending = try await pip.download(list, into: new)
        guard ending.isSuccess else { throw PipFailure.read(ending.lines, about: package.name) }
        for name in try Files.list(new) { try Files.rename(new.appending(name), to: folder.appending(name)) }
    }
}

/// Why pip did not do what it was asked, as its lines tell.
enum PipFailure {
    /// The failure, for a person. What it was about is put before it.
    static func read(_ lines: [String], about: String) -> Failure {
        let text = lines.joined(separator: "\n")
        func says(_ phrases: String...) -> Bool { phrases.contains { text.contains($0) } }
        if says("DO NOT MATCH THE HASHES", "do not match the hashes") {
            let digests = lines.compactMap { line -> String? in
                let words = line.split(whereSeparator: \.isWhitespace)
                guard let last = words.last, last.count == 64 else { return nil }
                return String(last.prefix(12)) + "…"
            }
            let detail = digests.isEmpty ? "" : " (SHA-256 \(digests.last ?? "") in place of \(digests.first ?? ""))"
            return Failure(.config, "\(about): what the package index gave is not what is pinned here\(detail)")
        }
        if says("No space left on device", "Disk quota exceeded") {
            return Failure(.transient, "\(about): the disk is full; make room and run again")
        }
        if says("CERTIFICATE_VERIFY_FAILED", "certificate verify failed", "SSLError") {
            return Failure(
                .config,
                "\(about): the package index has a certificate that is not trusted; tell pip of yours with PIP_CERT"
            )
        }
        if says("407 Proxy Authentication", "401 Client Error", "403 Client Error", "401 Error", "403 Error") {
            return Failure(.config, "\(about): the package index, or a proxy, refuses: \(telling(lines))")
        }
        if says(
            "Retrying (Retry(",
            "Max retries exceeded",
            "NewConnectionError",
            "Connection broken",
            "timed out",
            "Connection aborted",
            "IncompleteRead",
            "ProtocolError",
            "Server Error",
            "429 Client Error"
        ) {
            return Failure(
                .transient,
                "\(about): the package index cannot be reached; what has come is kept, so try again, "
                    + "or name a folder that holds the files with --from"
            )
        }
        if says("No matching distribution found") {
            return Failure(.config, "\(about): the package index has none that fits this Python and machine")
        }
        return Failure(.config, "\(about): pip failed: \(telling(lines))")
    }

    /// The line that says most.
    private static func telling(_ lines: [String]) -> String {
        let errors = lines.filter { $0.hasPrefix("ERROR") || $0.contains("Error") }
        return Redaction.hide(errors.last ?? lines.last ?? "it said nothing").oneLine
    }
}
