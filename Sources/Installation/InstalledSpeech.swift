import StateFiles
public import SystemPackage

/// A speech recogniser that was set up: an interpreter that has faster-whisper, and a model for it.
public struct InstalledSpeech: Sendable {
    /// The interpreter of the virtual environment.
    public let python: FilePath
    /// The model.
    public let model: SpeechModel
    /// Where the model's files are.
    public let folder: FilePath
    /// All models that are set up beside it, itself included, by their names in order.
    public let models: [String]
    /// The model that is used where none is named.
    public let usual: String
    /// Of the interpreter: `3.11.2`.
    public let pythonVersion: String
    /// Whether its packages are those that this version of SmartClip would install. Older ones do their work too.
    public let isCurrent: Bool

    private let data: DataFolder
    private let known: [SpeechModel]
    private let files: InstalledModel

    /// What is set up in a folder. This is cheap: it looks at the marker, and at the sizes of files.
    ///
    /// Without a model, the one that was set up last is meant.
    public static func find(
        in folder: DataFolder,
        model name: String? = nil,
        of known: [SpeechModel] = SpeechModel.all,
        packages: PackageLock = .speech
    ) throws(InstallationError) -> InstalledSpeech {
        guard let marker = try SpeechMarker.read(folder) else { throw .absent(folder.path) }
        let wanted = name ?? marker.usual
        if let name, !known.contains(where: { $0.name == name }) {
            throw .modelUnknown(name, known: known.map(\.name))
        }
        guard let files = marker.models[wanted] else {
            throw .modelAbsent(wanted, others: marker.models.keys.sorted())
        }
        guard let model = known.first(where: { $0.name == wanted }) else {
            throw .broken("\(folder.marker) names a model that this version does not know: \(wanted.oneLine)")
        }
        let found = InstalledSpeech(
            python: folder.python,
            model: model,
            folder: folder.model(wanted),
            models: marker.models.keys.sorted(),
            usual: marker.usual,
            pythonVersion: marker.python,
            isCurrent: marker.packages == packages.digest,
            data: folder,
            known: known,
            files: InstalledModel(model, in: folder, files: files)
        )
        try InstalledPackages(environment: folder.environment).look()
        try found.files.look()
        return found
    }

    /// Reads all packages and all files of the model, and compares them with what was set up: takes as long as the disk does, and a
    /// second or so of processor time.
    public func verify() throws(InstallationError) {
        try InstalledPackages(environment: data.environment).verify()
        try files.verify()
    }

    /// The same with the files of every model that is set up.
    public func verifyAll() throws(InstallationError) {
        try verify()
        for name in models where name != model.name {
            try InstalledSpeech.find(in: data, model: name, of: known).files.verify()
        }
    }

    /// Bytes that everything of it in the folder takes, other models included.
    public var bytesOnDisk: Int { DiskUse.of(data.path) - DiskUse.of(data.faces.path) }
}
