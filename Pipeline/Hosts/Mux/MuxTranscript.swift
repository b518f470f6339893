import Intake
import Manifest
import MuxVideo
import Outbox
import Roles

/// The captions that Mux hears out of the sound. An asset is ready before they are.
struct MuxTranscript {
    let account: MuxAccount
    let asset: String
    /// What helps where the asset is gone.
    let remedy: String
    /// Seconds.
    let duration: Double
    /// The language spoken, where it is known.
    let language: String?
    /// What the attempt before came to.
    let previous: StageRecord?

    enum Found {
        /// WebVTT, and the track's language.
        case words([UInt8], language: String?)
        /// Mux found none; why.
        case none(String)
    }

    /// So often it is looked for a track that was asked for and is not listed yet: some three minutes.
    private static let looks = 20
    /// So many tries in a row that ended without a track are taken for silence, which Mux need not tell.
    private static let tries = 3
    private static let unlisted = "Mux lists no captions yet; they are looked for again later"

    /// Waits for them. Where they were not asked for, or in another language, they are asked for now.
    func fetch() async throws -> Found {
        let wanted = MuxLanguages.code(for: language)
        var asked = 0
        let limit = Duration.seconds(max(900, duration))
        let pace = account.looks.captions(ofSeconds: duration)
        return try await MuxWait.until("the captions", pace: pace, limit: limit) {
            let asset = try await stillThere()
            switch asset.transcriptReadiness(language: wanted == "auto" ? nil : wanted) {
            case .ready(let track): return try await read(track, asset)
            case .preparing: return nil
            case .errored(let words): return Found.none("Mux could not hear it: \(words)")
            case .deleted, .none:
                guard let sound = asset.audioTrack else { return Found.none("the asset has no sound") }
                // What was just asked for may not be listed yet.
                if asked > 0 && asked < Self.looks {
                    asked += 1
                    return nil
                }
                if asked > 0 {
                    if Self.isSilence(after: previous) { return Found.none("Mux made no captions") }
                    throw Failure(.transient, Self.unlisted)
                }
                try await ask(sound.id, wanted)
                asked = 1
                return nil
            }
        }
    }

    /// Whether one more try that ends without a track is the last, so that a video of which Mux says nothing is not waited for
    /// for ever.
    static func isSilence(after previous: StageRecord?) -> Bool {
        guard let previous, previous.failure?.message == unlisted else { return false }
        return previous.failedTries ?? 0 >= tries - 1
    }

    private func stillThere() async throws -> MuxVideo.Asset {
        do throws(MuxError) {
            return try await account.client.asset(asset)
        } catch {
            guard error.kind == .notFound else { throw Failure.of(error) }
            throw Failure(
                .config,
                "asset \(asset) was deleted at Mux, so there are no captions of it; \(remedy)"
            )
        }
    }

    private func ask(_ sound: String, _ code: String) async throws {
        do throws(MuxError) {
            _ = try await account.client.generateSubtitles(
                asset: asset,
                audioTrack: sound,
                language: code,
                name: MuxLanguages.subtitles(for: language).name
            )
        } catch {
            // Whether it was heard is seen by the next looks.
            if error.reach != .unknown || error.isCancelled { throw Failure.of(error) }
        }
    }

    private func read(_ track: Track, _ asset: MuxVideo.Asset) async throws -> Found? {
        guard let playback = asset.playback else {
            throw Failure(.config, "asset \(self.asset) has no playback id, without which its captions cannot be read")
        }
        do throws(MuxError) {
            let bytes = try await account.client.transcript(playback: playback, track: track.id)
            return .words(bytes, language: track.languageCode)
        } catch {
            // The host that serves them may be a moment behind.
            if error.kind == .notFound { return nil }
            throw Failure.of(error)
        }
    }
}
