import Manifest
import Media
import MuxVideo
import Settings
import Transcript

extension FetchVTT {
    /// The words that Mux hears; where it hears none, the moments are chosen by sound.
    func heardByMux(_ search: WordSearch, _ asset: Manifest.Asset, _ work: Work) async throws -> StageOutcome {
        let transcript = MuxTranscript(
            account: try work.services.mux.open(),
            asset: try work.video.muxAsset(),
            folder: work.video.folder.name,
            duration: asset.duration,
            language: work.video.settings.language,
            previous: work.previous
        )
        switch try await transcript.fetch() {
        case .none(let why): return try bySound(search, work, "Mux has no captions of it (\(why))")
        case .words(let bytes, let language):
            let name = "\(work.input.name) as heard by Mux"
            let captions: Captions
            do {
                captions = try Captions(parsing: bytes, format: .webVTT)
            } catch {
                throw Failure(.transient, "\(name): \(error)")
            }
            return try heard(
                captions,
                name: name,
                origin: .host,
                language: language.flatMap { LanguageTag.normalized($0) },
                engine: Engine(name: "mux", version: MuxAccount.api),
                silent: "Mux heard no words",
                search,
                asset,
                work
            )
        }
    }
}
