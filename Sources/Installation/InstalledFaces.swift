import StateFiles
public import SystemPackage

/// A face finder that was set up: an interpreter that has OpenCV, and the weights for it.
public struct InstalledFaces: Sendable {
    /// The interpreter of the virtual environment.
    public let python: FilePath
    /// The file of the weights.
    public let weights: FilePath
    /// SHA-256 of the weights in hexadecimal.
    public let weightsDigest: String
    /// SHA-256 of the list of packages that were installed: with the weights' own it tells one finder from another.
    public let packagesDigest: String
    /// What finds: `YuNet 2023mar, OpenCV 4.14.0.94`. Another one may find other faces.
    public let engine: String
    /// Of the interpreter: `3.11.2`.
    public let pythonVersion: String
    /// Whether its packages are those that this version of SmartClip would install. Older ones do their work too.
    public let isCurrent: Bool

    private let found: InstalledSpeech
    private let folder: DataFolder

    /// What is set up in a folder. This is cheap: it looks at the marker, and at the sizes of files.
    public static func find(in folder: DataFolder) throws(InstalledFacesError) -> InstalledFaces {
        try find(in: folder, weights: .yunet, packages: .faces)
    }

    /// The same with pins of its own.
    package static func find(
        in folder: DataFolder,
        weights: SpeechModel,
        packages: PackageLock
    ) throws(InstalledFacesError) -> InstalledFaces {
        do {
            let own = folder.faces
            let found = try InstalledSpeech.find(in: own, model: weights.name, of: [weights], packages: packages)
            guard let marker = try SpeechMarker.read(own), let file = weights.files.first,
                let kept = marker.models[weights.name]?[file.name]
            else { throw InstallationError.absent(own.path) }
            let version = try InstalledPackages(environment: own.environment).version(of: "opencv_python_headless")
            guard let version else { throw InstallationError.broken("\(own.environment) holds no OpenCV") }
            return InstalledFaces(
                python: found.python,
                weights: found.folder.appending(file.name),
                weightsDigest: kept.sha256,
                packagesDigest: marker.packages,
                engine: "YuNet 2023mar, OpenCV \(version)",
                pythonVersion: found.pythonVersion,
                isCurrent: found.isCurrent,
                found: found,
                folder: own
            )
        } catch {
            throw InstalledFacesError(error, folder)
        }
    }

    /// Reads all packages and the weights, and compares them with what was set up: takes as long as the disk does, and some tenths of a
    /// second of processor time.
    public func verify() throws(InstalledFacesError) {
        do { try found.verify() } catch { throw InstalledFacesError(error, folder) }
    }

    /// Bytes that all of it takes.
    public var bytesOnDisk: Int { found.bytesOnDisk }
}

/// Why the face finder cannot be used as it is.
public enum InstalledFacesError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing was set up in the folder.
    case absent(FilePath)
    /// Something was, but is not whole any more, or cannot be read.
    case broken(String)

    init(_ error: any Error, _ folder: DataFolder) {
        switch error as? InstallationError {
        case .absent, .modelAbsent, .modelUnknown: self = .absent(folder.path)
        case .broken(let detail), .modelBroken(_, let detail): self = .broken(detail)
        case nil: self = .broken("\(error)".oneLine)
        }
    }

    /// One line: what is the matter, and what to do.
    public var description: String {
        switch self {
        case .absent(let folder): "the face finder is not set up in \(folder); run smartclip setup faces"
        case .broken(let detail): "the face finder is not whole: \(detail); run smartclip setup faces"
        }
    }
}
