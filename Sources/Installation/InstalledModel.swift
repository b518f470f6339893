import StateFiles
import SystemPackage

/// A model's folder, as its marker has it.
struct InstalledModel: Sendable {
    let model: SpeechModel
    let folder: FilePath
    let files: [String: SpeechMarker.File]

    init(_ model: SpeechModel, in data: DataFolder, files: [String: SpeechMarker.File]) {
        self.model = model
        folder = data.model(model.name)
        self.files = files
    }

    /// Looks whether the files are there, in their sizes, and no others: the recogniser would read some of those.
    func look() throws(InstallationError) {
        try asBroken {
            for file in model.files {
                let path = folder.appending(file.name)
                guard let kept = files[file.name], file.bytes ?? kept.bytes == kept.bytes,
                    file.sha256 ?? kept.sha256 == kept.sha256
                else { throw InstallationError.broken("\(path) was not set up as this version has it") }
                guard let facts = try FileFacts.ifPresent(path) else {
                    throw InstallationError.broken("\(path) is not there")
                }
                guard facts.kind == .regular, facts.bytes == kept.bytes else {
                    throw InstallationError.broken("\(path) has \(facts.bytes) bytes in place of \(kept.bytes)")
                }
            }
            let names = Set(model.files.map(\.name))
            let others = try Files.list(folder).map(\.string).filter { !names.contains($0) }
            guard others.isEmpty else {
                throw InstallationError.broken(
                    "\(folder) holds what is no part of it: \(others.joined(separator: ", "))"
                )
            }
        }
    }

    /// Errors of this model.
    private func asBroken(_ body: () throws -> Void) throws(InstallationError) {
        do {
            try InstallationError.asBroken(body)
        } catch {
            if case .broken(let detail) = error { throw .modelBroken(model.name, detail) }
            throw error
        }
    }

    /// The same, and reads all of them.
    func verify() throws(InstallationError) {
        try look()
        try asBroken {
            for file in model.files {
                let path = folder.appending(file.name)
                guard try Digest.of(fileAt: path) == files[file.name]?.sha256 else {
                    throw InstallationError.broken("\(path) was altered")
                }
            }
        }
    }
}
