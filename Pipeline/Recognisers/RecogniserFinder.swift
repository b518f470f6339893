import Intake
package import Manifest
import Media
package import Roles
package import Settings
import StateFiles
import Synchronization
public import SystemPackage

/// Finds the speech recogniser on this machine that a video's settings ask for. Each model is looked for once.
public final class RecogniserFinder: Sendable {
    private let searchPath: String
    private let folder: FilePath
    private let environmentModel: String?
    private let found = Mutex<[String?: Result<WhisperCLI, MediaError>]>([:])

    /// Looks along a PATH. A model's path is below `folder` where it is relative; `environmentModel` is the one that
    /// WHISPER_MODEL names.
    public init(searchPath: String, folder: FilePath, environmentModel: String?) {
        self.searchPath = searchPath
        self.folder = folder
        self.environmentModel = environmentModel
    }

    /// The recogniser; `NobodyListens` where none is wanted, or where none is there and no model was asked for by name.
    package func find(for settings: Settings) throws(Failure) -> any Recogniser {
        if settings.recogniser == .none { return NobodyListens() }
        switch look(settings.whisperModel) {
        case .success(let program): return WhisperCLIRecogniser(program: program)
        case .failure(let error):
            // Not to have one is the usual case; the stage of a video that needs one says so.
            guard let model = settings.whisperModel else { return NobodyListens() }
            throw Failure(.config, "whisper_model \(model.oneLine): \(error)")
        }
    }

    private func look(_ model: String?) -> Result<WhisperCLI, MediaError> {
        found.withLock { found in
            if let known = found[model] { return known }
            let result: Result<WhisperCLI, MediaError>
            do throws(MediaError) {
                result = .success(
                    try WhisperCLI.find(
                        searchPath: searchPath,
                        model: model.map { FilePath($0).absolute(in: folder) },
                        environmentModel: environmentModel
                    )
                )
            } catch {
                result = .failure(error)
            }
            found[model] = result
            return result
        }
    }
}
