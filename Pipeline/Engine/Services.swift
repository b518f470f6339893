import AnalystExtractive
import AnalystModel
import HostLocal
import HostMux
import Installation
import Intake
package import Manifest
import OpenAIAccess
import Outbox
public import Recognisers
package import Roles
package import Settings

/// Who does the work: the one list of hosts, analysts and recognisers. Ways to services elsewhere are opened when the first
/// video asks for them, and shared by all.
public struct Services: Sendable {
    private let local: LocalHost
    private let mux: MuxHost
    private let openAI: OpenAIAccess
    private let recognisers: RecogniserFinder

    /// Everything that says where services are and who asks comes from variables; nothing is opened here.
    public init(environment: [String: String], recognisers: RecogniserFinder) {
        local = LocalHost()
        mux = MuxHost(MuxAccess(environment: environment), substitute: local)
        openAI = OpenAIAccess(environment: environment)
        self.recognisers = recognisers
    }

    /// The host that settings choose.
    package func host(_ settings: Settings) -> any Host {
        switch settings.host {
        case .local: local
        case .mux: mux
        }
    }

    /// Keeps the rates of accounts elsewhere together with all who work on an outbox.
    func shareTurns(in outbox: Outbox) { mux.shareTurns(in: outbox) }

    /// The host that `mux:ASSET_ID` names.
    package var assetHost: any RemoteHost { mux }

    /// The hosts that are elsewhere.
    package var remoteHosts: [any RemoteHost] { [mux] }

    /// The analyst that settings choose.
    package func analyst(_ settings: Settings) -> any Analyst {
        switch settings.analyst {
        case .extractive: ExtractiveAnalyst()
        case .openai: ModelAnalyst(openAI)
        }
    }

    /// The recogniser that settings choose, or the host's own. Throws a failure of class `config` where a model that is named is
    /// not there.
    package func recogniser(_ settings: Settings) throws(Failure) -> any Recogniser {
        if let recogniser = host(settings).recogniser { return recogniser }
        return settings.recogniser == .server ? ServerRecogniser(openAI) : try recognisers.find(for: settings)
    }

    /// A video with those who work on it.
    func state(_ recorded: RecordedVideo, _ found: FoundVideo, _ settings: Settings) throws(Failure) -> VideoState {
        VideoState(
            recorded,
            settings: settings,
            captions: found.captions,
            inbox: found.inbox,
            host: host(settings),
            analyst: analyst(settings),
            recogniser: try recogniser(settings),
            faces: try faces(settings, recorded)
        )
    }

    /// What finds faces; nil where it is not set up. Throws a failure of class `config` where it is set up but is not whole, and shapes
    /// are asked for: to go on without it would give other pictures.
    private func faces(_ settings: Settings, _ video: RecordedVideo) throws(Failure) -> FaceTools? {
        guard let data = recognisers.data else { return nil }
        do throws(InstalledFacesError) {
            let faces = try InstalledFaces.find(in: data)
            return FaceTools(
                python: faces.python,
                model: faces.weights,
                engine: "\(faces.weightsDigest) \(faces.packagesDigest)"
            )
        } catch {
            if case .absent = error { return nil }
            // A person may ask for a shape while the stages before run; one who asked for none is not stopped.
            guard RenditionWishes.mayBeAny(settings, video) else { return nil }
            throw Failure(.config, error.description)
        }
    }
}
