import Glibc
import Manifest
import StateFiles
import SystemPackage

/// Puts the files of a model together, from wherever they come: a file gets its name in the folder only once it was checked.
struct ModelGathering: Sendable {
    let model: SpeechModel
    /// Where files are that were checked.
    let folder: FilePath
    /// Where they are before.
    let parts: FilePath

    /// What a folder that was given holds of the model.
    struct Findings: Sendable, Equatable {
        /// What is wrong with files that have the right names.
        var wrong: [String] = []
        /// Files beside those that were taken that are no part of the model, by their names.
        var unexpected: [String] = []
        var tookAny = false
    }

    /// Takes what another run gathered, each file checked again, and says what is still missing.
    func begin() async throws -> [ModelFile] {
        try Files.makeDirectory(folder)
        try Files.makeDirectory(parts)
        let names = Set(model.files.map(\.name))
        for name in try Files.list(folder) where !names.contains(name.string) {
            try Files.removeTree(folder.appending(name))
        }
        for file in try missing(model.files, isMissing: false) {
            let path = folder.appending(file.name)
            if try await file.problem(with: path) != nil { try Files.removeTree(path) }
        }
        return try missing(model.files)
    }

    /// Those of some files that are not there yet, or that are.
    func missing(_ files: [ModelFile], isMissing: Bool = true) throws(FileError) -> [ModelFile] {
        var found: [ModelFile] = []
        for file in files where try (FileFacts.ifPresent(folder.appending(file.name)) == nil) == isMissing {
            found.append(file)
        }
        return found
    }

    /// Where a file is gathered before it is checked.
    func part(of file: ModelFile) -> FilePath { parts.appending(file.name + ".part") }

    /// Gives a file that was checked its name.
    func keep(_ file: ModelFile) throws(FileError) {
        try Files.rename(part(of: file), to: folder.appending(file.name))
    }

    /// Takes the files that are still missing from a tree of them: files of the model under their names, under any name (as the
    /// hub's cache has them), or in halves (`model.bin.part1`). What they hold decides.
    func take(from tree: FileTree) async throws -> Findings {
        var findings = Findings()
        var homes: Set<FilePath> = []
        for file in try missing(model.files) {
            for way in file.ways(in: tree, homes: homes) {
                try Self.copy(way.paths, to: part(of: file))
                guard let problem = try await file.problem(with: part(of: file)) else {
                    try keep(file)
                    homes.formUnion(way.paths.map { $0.removingLastComponent() })
                    findings.tookAny = true
                    break
                }
                try Files.removeFile(part(of: file))
                if way.isNamed { findings.wrong.append("\(way.paths[0]): \(problem)") }
            }
        }
        let names = Set(model.files.map(\.name))
        // A wrong file beside the right one is of no account.
        findings.wrong = try findings.wrong.isEmpty || missing(model.files).isEmpty ? [] : findings.wrong
        findings.unexpected = tree.files.filter { homes.contains($0.path.removingLastComponent()) }
            .compactMap { $0.path.lastComponent?.string }
            .filter { !names.contains($0) && ModelFile.half($0) == nil && !$0.hasSuffix(".whl") }.sorted()
        return findings
    }

    /// Copies files behind each other into one.
    private static func copy(_ sources: [FilePath], to path: FilePath) throws {
        let target: FileDescriptor
        do {
            target = try FileDescriptor.open(
                path,
                .writeOnly,
                options: [.create, .truncate, .closeOnExec, .noFollow],
                permissions: AtomicFile.usual
            )
        } catch {
            throw FileError("write", path, error as? Errno ?? .ioError)
        }
        try target.closeAfter {
            let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
            defer { buffer.deallocate() }
            for source in sources {
                let file = try Files.open(source, .readOnly)
                try file.closeAfter {
                    while true {
                        try Task.checkCancellation()
                        let count: Int
                        do { count = try file.read(into: buffer) } catch {
                            throw FileError("read", source, error as? Errno ?? .ioError)
                        }
                        if count == 0 { return }
                        do { try target.writeAll(buffer[..<count]) } catch {
                            throw FileError("write", path, error as? Errno ?? .ioError)
                        }
                    }
                }
            }
        }
    }
}

extension ModelFile {
    /// Files that may be this one, or make it up one behind the other.
    struct Way: Sendable, Equatable {
        let paths: [FilePath]
        /// Whether they have its name.
        let isNamed: Bool
    }

    /// The ways to have this file from a tree, the likeliest first. Of one without a digest only the name tells, so that it must be
    /// the only one of it, or be in a folder that other files of the model were taken from.
    func ways(in tree: FileTree, homes: Set<FilePath>) -> [Way] {
        let named = tree.files.filter { $0.path.lastComponent?.string == name }
        guard sha256 != nil else {
            let near = named.filter { homes.contains($0.path.removingLastComponent()) }
            let few = near.isEmpty && named.count == 1 ? named : near
            return few.map { Way(paths: [$0.path], isNamed: true) }
        }
        var ways = named.map { Way(paths: [$0.path], isNamed: true) }
        if let halves = halves(in: tree) { ways.append(halves) }
        ways += tree.files.filter { $0.bytes == bytes && $0.path.lastComponent?.string != name }
            .map { Way(paths: [$0.path], isNamed: false) }
        return ways
    }

    /// The parts of this file in their order; nil where there are none, or one is missing.
    private func halves(in tree: FileTree) -> Way? {
        var found: [Int: FilePath] = [:]
        for file in tree.files {
            guard let half = file.path.lastComponent.flatMap({ Self.half($0.string) }), half.name == name else {
                continue
            }
            found[half.number] = found[half.number] ?? file.path
        }
        let paths = (1...max(1, found.count)).compactMap { found[$0] }
        return paths.isEmpty || paths.count != found.count ? nil : Way(paths: paths, isNamed: true)
    }

    /// Reads `model.bin.part2`.
    static func half(_ name: String) -> (name: String, number: Int)? {
        guard let match = name.wholeMatch(of: /(.+)\.part([0-9]{1,2})/), let number = Int(match.output.2) else {
            return nil
        }
        return (String(match.output.1), number)
    }
}
