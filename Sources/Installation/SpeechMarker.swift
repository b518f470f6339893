import FoundationEssentials
import Manifest
import StateFiles
import SystemPackage

/// What stands in `speech.json`, and in `faces.json`: what was set up whole.
struct SpeechMarker: Codable, Equatable, Sendable {
    /// A file as it was when its model was set up.
    struct File: Codable, Equatable, Sendable {
        let bytes: Int
        let sha256: String
    }

    static let version = 1

    /// Of this format.
    var version = SpeechMarker.version
    /// SHA-256 of the list of packages that the environment was made from.
    var packages: String
    /// Of the environment's Python: `3.11.2`.
    var python: String
    /// The model that was set up last.
    var usual: String
    /// The files of each model, by the model's name.
    var models: [String: [String: File]]

    private enum CodingKeys: String, CodingKey {
        case version, packages, python
        case usual = "default"
        case models
    }

    /// Reads the marker of a folder; nil where there is none.
    static func read(_ folder: DataFolder) throws(InstallationError) -> SpeechMarker? {
        try InstallationError.asBroken {
            guard let bytes = try Files.readIfPresent(folder.marker, atMost: 1 << 20) else { return nil }
            let marker: SpeechMarker
            do {
                marker = try JSONText.decode(SpeechMarker.self, from: Data(bytes))
            } catch {
                throw InstallationError.broken("\(folder.marker): \(error)")
            }
            guard marker.version == version else {
                throw InstallationError.broken("\(folder.marker) is of another version of smartclip")
            }
            return marker
        }
    }

    /// Writes it, in one step.
    func write(_ folder: DataFolder) throws {
        try AtomicFile.write(try JSONText.file(self), to: folder.marker)
    }
}
