import Manifest
import Media
import MuxVideo
import Transcript

extension FetchVTT {
    /// The words that Mux hears; where it hears none, the moments are chosen by sound.
    func heardByMux(_ asset: Manifest.Asset, _ work: Work) async throws -> StageOutcome {
        let transcript = MuxTranscript(
            account: try work.services.mux.open(),
            asset: try work.video.muxAsset(),
            folder: work.video.folder.name,
            duration: asset.duration,
            language: work.video.settings.language,
            previous: work.previous
        )
        let remedy = "put captions beside the video (\(work.input.captionsName)), which come first"
        switch try await transcript.fetch() {
        case .none(let why): return try bySound(work, "Mux has no captions of it (\(why))")
        case .words(let bytes, let language):
            let name = "\(work.input.name) as heard by Mux"
            let captions: Captions
            do {
                captions = try Captions(parsing: bytes, format: .webVTT)
            } catch {
                throw Failure(.transient, "\(name): \(error)")
            }
            // Where nobody speaks, Mux hears nothing.
            guard captions.sentences().contains(where: { !$0.words.isEmpty }) else {
                return try bySound(work, "Mux heard no words")
            }
            return try finish(
                captions,
                name: name,
                remedy: remedy,
                origin: .host,
                tag: language.flatMap { LanguageTag.normalized($0) },
                engine: Engine(name: "mux", version: MuxAccount.api),
                asset,
                work
            )
        }
    }
}
