import Manifest
import StateFiles
import SystemPackage

/// Makes a virtual environment that holds the packages of a lock, from nothing.
struct EnvironmentMaker: Sendable {
    let folder: DataFolder
    let packages: PackageLock
    let programs: ProgramRun
    /// Folders of wheels that were given.
    let given: [FilePath]
    let tell: SetupTeller

    private var wheels: FilePath { folder.downloads.appending("wheels") }

    /// Makes it beside the place where it will be. Packages that came before an interruption are not fetched again.
    func make(with python: Python) async throws {
        let new = folder.newEnvironment
        try Files.removeTree(new)
        try Files.makeDirectory(wheels)
        tell(.step("virtual environment with Python \(python.version)"))
        let made = try await programs.run(FilePath(python.executable), ["-I", "-m", "venv", new.string])
        guard made.isSuccess else {
            throw Failure(.config, "\(python.executable) makes no virtual environment: \(made.last)")
        }
        let pip = Pip(python: new.appending("bin/python3"), programs: programs, wheels: [wheels] + given)
        let list = folder.downloads.appending("packages.lock")
        try AtomicFile.write(packages.text, to: list, isSynced: false)
        if try await !isInstalledFromWhatIsThere(pip, list) {
            try await fetch(pip)
            try await install(pip, list)
        }
        try removeCommands(of: new)
    }

    /// Tries without the network where folders of wheels were given.
    private func isInstalledFromWhatIsThere(_ pip: Pip, _ list: FilePath) async throws -> Bool {
        guard !given.isEmpty else { return false }
        tell(.step("packages from \(given.map(\.string).joined(separator: ", "))"))
        let ending = try await pip.install(list)
        if ending.isSuccess { return true }
        // That some are not there is no failure yet: the index may have them.
        if ending.lines.contains(where: { $0.contains("No matching distribution found") }) { return false }
        throw PipFailure.read(ending.lines, about: "packages from \(given.map(\.string).joined(separator: ", "))")
    }

    /// Fetches each package by itself, so that an interruption costs one at most.
    private func fetch(_ pip: Pip) async throws {
        let all = packages.packages
        for (index, package) in all.enumerated() {
            tell(.step("package \(index + 1) of \(all.count): \(package.name) \(package.version)"))
            try await WheelStore(folder: wheels, downloads: folder.downloads).fetch(package, with: pip)
        }
    }

    private func install(_ pip: Pip, _ list: FilePath) async throws {
        tell(.step("installing the packages"))
        let ending = try await pip.install(list)
        guard !ending.isSuccess else { return }
        let failure = PipFailure.read(ending.lines, about: "packages")
        // Whatever is wrong with what came: the next run begins anew.
        try Files.removeTree(wheels)
        throw failure
    }

    /// Takes away the commands of packages: they name the place where the environment was made, and nobody calls them.
    private func removeCommands(of environment: FilePath) throws(FileError) {
        let commands = environment.appending("bin")
        for name in try Files.list(commands) where !name.string.hasPrefix("python") {
            try Files.removeFile(commands.appending(name))
        }
    }
}
