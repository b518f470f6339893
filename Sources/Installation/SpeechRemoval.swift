import Manifest
import StateFiles
import SystemPackage

/// Takes away what setup made in a folder for speech recognition, and nothing else: what was set up for faces stays.
public struct SpeechRemoval: Sendable {
    private let folder: DataFolder
    private let models: [SpeechModel]

    /// Of a folder.
    public init(_ folder: DataFolder) { self.init(folder, models: SpeechModel.all) }

    init(_ folder: DataFolder, models: [SpeechModel]) {
        self.folder = folder
        self.models = models
    }

    /// Bytes that it gave back; nil where nothing was set up there, nor begun. The marker goes first: whoever looks in between finds
    /// nothing, not half of it.
    public func run(tell: @escaping SetupTeller) async throws -> Int? {
        guard try FileFacts.ifPresent(folder.lock) != nil || FileFacts.ifPresent(folder.marker) != nil else {
            return nil
        }
        let place = Place(file: folder.lock)
        return try await FileLock.lending(place) {
            tell(.step("another smartclip sets up something in \(folder.path); waiting for it"))
        } _: { _ in
            let names = Set(self.models.map(\.name) + (try known()))
            let models = names.sorted().map(folder.model)
            let all =
                [folder.marker, folder.environment, folder.newEnvironment, folder.oldEnvironment]
                + models + [folder.downloads]
            let bytes = all.reduce(0) { $0 + DiskUse.of($1) }
            for path in all { try Files.removeTree(path) }
            Files.removeEmptyDirectory(folder.models)
            try Files.removeFile(folder.lock)
            Files.removeEmptyDirectory(folder.path)
            return bytes
        }
    }

    /// Models that the marker names, of other versions too. Their names become paths.
    private func known() throws -> [String] {
        // One that cannot be read names none.
        let marker = try? SpeechMarker.read(folder)
        return marker?.models.keys.filter { $0.isBelow && !$0.contains("/") } ?? []
    }
}
