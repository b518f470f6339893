public import Installation
import Intake
package import Manifest
import Media
package import Roles
package import Settings
import StateFiles
import Synchronization
public import SystemPackage

/// Finds the speech recogniser on this machine that a video's settings ask for.
public final class RecogniserFinder: Sendable {
    private let searchPath: String
    private let folder: FilePath
    private let environmentModel: String?
    /// Where `smartclip setup` puts what it sets up; nil where there is no such place.
    package let data: DataFolder?
    private let helper = WhisperHelper()
    private let found = Mutex<[String?: Result<WhisperCLI, MediaError>]>([:])

    /// Looks along a PATH, and in the folder of what `smartclip setup` made. A model's path is below `folder` where it is relative;
    /// `environmentModel` is the one that WHISPER_MODEL names.
    public init(searchPath: String, folder: FilePath, environmentModel: String?, data: DataFolder?) {
        self.searchPath = searchPath
        self.folder = folder
        self.environmentModel = environmentModel
        self.data = data
    }

    /// The recogniser; `NobodyListens` where none is wanted, or where none is there and none was asked for by name. Throws a
    /// failure of class `config` where a model is named that is not there.
    package func find(for settings: Settings) throws(Failure) -> any Recogniser {
        switch settings.recogniser {
        case .none, .server: NobodyListens()
        case .whisper: whisper(settings) ?? NobodyListens()
        case .whisperCLI: try whisperCLI(settings)
        case .auto:
            if let whisper = whisper(settings) { whisper } else { try whisperCLI(settings) }
        }
    }

    /// Nil where it is not set up, and no model of it was asked for.
    private func whisper(_ settings: Settings) -> (any Recogniser)? {
        let model = settings.speechModel
        guard let data else { return nil }
        do throws(InstallationError) {
            let speech = try InstalledSpeech.find(in: data, model: model)
            return WhisperRecogniser(speech: speech, helper: helper)
        } catch {
            if case .absent = error, model == nil { return nil }
            // What is there in part was wanted: to go on as if it were not would give clips without words. But videos with
            // captions do not need it.
            return NobodyListens(trouble: Failure(.config, error.description))
        }
    }

    private func whisperCLI(_ settings: Settings) throws(Failure) -> any Recogniser {
        switch look(settings.whisperModel) {
        case .success(let program): return WhisperCLIRecogniser(program: program)
        case .failure(let error):
            // Not to have one is the usual case; the stage of a video that needs one says so.
            guard let model = settings.whisperModel else { return NobodyListens() }
            throw Failure(.config, "whisper_model \(model.oneLine): \(error)")
        }
    }

    /// Each model is looked for once.
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
