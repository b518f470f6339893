import Outbox
import Recognisers
import Roles
import Settings
import SystemPackage

@testable import Pipeline

extension Services {
    /// Those of an environment, with no recogniser on this machine.
    init(of environment: [String: String]) {
        self.init(
            environment: environment,
            recognisers: RecogniserFinder(searchPath: "", folder: "/", environmentModel: nil, data: nil)
        )
    }
}

extension VideoState {
    /// A video with its records as they are, and with whoever its settings choose.
    init(id: VideoID, folder: VideoFolder, source: FilePath, settings: Settings) throws {
        let services = Services(of: [:])
        self.init(
            try RecordedVideo(id: id, folder: folder, source: source),
            settings: settings,
            host: services.host(settings),
            analyst: services.analyst(settings),
            recogniser: try services.recogniser(settings)
        )
    }
}
