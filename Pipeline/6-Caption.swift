import Highlights
import Intake
import Manifest
import Outbox
import Roles
import Settings
import StateFiles

/// Stage 6. The words to post with each clip that is ready.
struct Caption: Stage {
    let name = StageName.caption

    func fingerprint(_ video: VideoState) throws -> String {
        var fingerprint = try common(video)
        // What was written in its place is not what a strict run is to give.
        video.analyst.identifySubstitute(video.settings, in: &fingerprint)
        for (moment, file) in try video.recorded.readyMoments() {
            fingerprint.add("file", file)
            fingerprint.add("moment", try Self.fingerprint(of: moment, fingerprint))
        }
        return fingerprint.digest()
    }

    /// What the words of all clips depend on.
    private func common(_ video: VideoState) throws -> Fingerprint {
        let settings = video.settings
        var fingerprint = Fingerprint("caption", version: 2)
        fingerprint.add("analyst", video.analyst.name.rawValue)
        fingerprint.add("language", try video.recorded.transcript().info.language)
        fingerprint.add("caption language", settings.captionLanguage)
        fingerprint.add("platforms", settings.platforms.map(\.rawValue).joined(separator: " "))
        fingerprint.add("transcript", video.recorded.digest(of: VideoFolder.transcript, from: .fetchVTT))
        try video.analyst.identify(name, settings, in: &fingerprint)
        return fingerprint
    }

    /// Of all that decides the words of one clip.
    private static func fingerprint(of moment: MomentEntry, _ common: Fingerprint) throws -> String {
        var fingerprint = common
        fingerprint.add("moment", moment.id)
        fingerprint.add("start", moment.startTime)
        fingerprint.add("end", moment.endTime)
        fingerprint.add("title", moment.title)
        fingerprint.add("caption", moment.caption)
        fingerprint.add("hashtags", moment.hashtags?.joined(separator: " "))
        return fingerprint.digest()
    }

    func obstacle(_ video: VideoState) -> Failure? { video.analyst.obstacle(to: name, video.settings) }

    func run(_ work: StageWork) async throws -> StageOutcome {
        let common = try common(work.video)
        let clips = try work.video.recorded.readyMoments().map { moment, file in
            (moment: moment, file: file, fingerprint: try Self.fingerprint(of: moment, common))
        }
        var known: [String: CaptionResult] = [:]
        if case .captions(let captions) = work.previous?.result {
            // What was only written in the model's place is not kept.
            for caption in captions where caption.engine.name == work.video.analyst.name.rawValue {
                known[caption.fingerprint] = caption
            }
        }
        let talk = try work.video.recorded.talk()
        let writer = ClipWords(talk: talk, settings: work.video.settings)
        let open = clips.filter { known[$0.fingerprint] == nil && $0.moment.caption == nil }.map(\.moment)
        var written = WrittenPosts()
        if let talk, !open.isEmpty { written = try await work.video.analyst.write(for: open, talk, work) }
        var results: [String: ClipResult] = [:]
        if case .clips(let all) = work.video.records[.clip]?.result {
            results = Dictionary(all.map { ($0.momentId, $0) }) { first, _ in first }
        }
        let made = work.video.records[.clip]?.outputs ?? []
        let sizes = Dictionary(made.map { ($0.path, $0.bytes) }) { first, _ in first }
        var captions: [CaptionResult] = []
        var outputs: [StageOutcome.Output] = []
        for clip in clips {
            let path = "\(clip.file.dropLast(".mp4".utf8.count)).txt"
            var caption: CaptionResult
            if let kept = known[clip.fingerprint] {
                caption = kept
                caption.file = path
            } else {
                let answer = written.words[clip.moment.id]
                let words = writer.words(for: clip.moment, written: answer)
                caption = CaptionResult(
                    momentId: clip.moment.id,
                    file: path,
                    caption: words.caption,
                    hashtags: words.hashtags,
                    posts: words.posts,
                    fingerprint: clip.fingerprint,
                    engine: answer == nil ? .extractive : written.engine ?? .extractive
                )
            }
            if let result = results[clip.moment.id] {
                caption.posts = caption.posts.map { post in post.with(result) { sizes[$0] } }
            }
            outputs.append(try work.make(path, Self.text(clip.moment, caption).utf8))
            captions.append(caption)
        }
        return StageOutcome(
            engine: captions.map(\.engine).first { $0.name != Engine.extractive.name } ?? .extractive,
            result: .captions(captions),
            outputs: outputs,
            notes: written.notes
        )
    }

    /// The text file beside a clip.
    private static func text(_ moment: MomentEntry, _ caption: CaptionResult) -> String {
        let parts = [moment.title, caption.caption, caption.hashtags.joined(separator: " ")]
        var unique: [String] = []
        for part in parts where !part.isEmpty && !unique.contains(part) { unique.append(part) }
        for post in caption.posts {
            unique.append("\(post.platform):\n\(post.whole)")
        }
        return unique.joined(separator: "\n\n") + "\n"
    }
}
