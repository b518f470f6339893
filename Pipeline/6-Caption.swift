import Highlights
import Manifest
import Settings
import StateFiles

/// Stage 6. The words to post with each clip that is ready.
struct Caption: Stage {
    let name = StageName.caption

    func fingerprint(_ video: VideoState) throws -> String {
        var fingerprint = try common(video)
        if video.settings.analyst == .openai {
            // What was written in the model's place is not what a strict run is to give.
            fingerprint.add("strict", video.settings.strict ? "strict" : nil)
        }
        for (moment, file) in try Self.ready(video) {
            fingerprint.add("file", file)
            fingerprint.add("moment", try Self.fingerprint(of: moment, fingerprint))
        }
        return fingerprint.digest()
    }

    /// What the words of all clips depend on.
    private func common(_ video: VideoState) throws -> Fingerprint {
        let settings = video.settings
        var fingerprint = Fingerprint("caption", version: 2)
        fingerprint.add("analyst", settings.analyst.rawValue)
        fingerprint.add("language", try video.transcript().info.language)
        fingerprint.add("caption language", settings.captionLanguage)
        fingerprint.add("platforms", settings.platforms.map(\.rawValue).joined(separator: " "))
        fingerprint.add("transcript", video.digest(of: VideoFolder.transcript, from: .fetchVTT))
        if settings.analyst == .openai {
            fingerprint.add("model", settings.model)
            fingerprint.add("prompt", try Prompts(folder: settings.prompts).digest(.captions))
        }
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

    func run(_ work: Work) async throws -> StageOutcome {
        let settings = work.video.settings
        let common = try common(work.video)
        let extractive = Engine(name: Settings.Analyst.extractive.rawValue, version: Version.current)
        let clips = try Self.ready(work.video).map { moment, file in
            (moment: moment, file: file, fingerprint: try Self.fingerprint(of: moment, common))
        }
        var known: [String: CaptionResult] = [:]
        if case .captions(let captions) = work.previous?.result {
            // What was only written in the model's place is not kept.
            for caption in captions where caption.engine.name == settings.analyst.rawValue {
                known[caption.fingerprint] = caption
            }
        }
        let talk = try work.video.talk()
        let writer = ClipWords(talk: talk, settings: settings)
        let open = clips.filter { known[$0.fingerprint] == nil && $0.moment.caption == nil }.map(\.moment)
        let written = try await self.written(open, talk, work)
        var captions: [CaptionResult] = []
        var outputs: [StageOutcome.Output] = []
        for clip in clips {
            let path = "\(clip.file.dropLast(".mp4".utf8.count)).txt"
            var caption: CaptionResult
            if let kept = known[clip.fingerprint] {
                caption = kept
                caption.file = path
            } else {
                let answer = written?.words[clip.moment.id]
                let words = writer.words(for: clip.moment, written: answer)
                caption = CaptionResult(
                    momentId: clip.moment.id,
                    file: path,
                    caption: words.caption,
                    hashtags: words.hashtags,
                    posts: words.posts,
                    fingerprint: clip.fingerprint,
                    engine: answer == nil ? extractive : written?.engine ?? extractive
                )
            }
            outputs.append(try work.make(path, Self.text(clip.moment, caption).utf8))
            captions.append(caption)
        }
        return StageOutcome(
            engine: captions.map(\.engine).first { $0.name != extractive.name } ?? extractive,
            result: .captions(captions),
            outputs: outputs,
            notes: written?.notes ?? []
        )
    }

    /// What a language model writes for these clips; nil where none is asked.
    private func written(_ moments: [MomentEntry], _ talk: Talk?, _ work: Work) async throws -> ModelPosts.Written? {
        guard work.video.settings.analyst == .openai, let talk, !moments.isEmpty else { return nil }
        do {
            let desk = try ChatDesk(work, name)
            return try await ModelPosts(desk: desk, talk: talk, settings: work.video.settings).write(for: moments)
        } catch let silence as ModelSilence {
            if work.video.settings.strict { throw silence.failure }
            let note =
                "The captions are written by the extractive analyst, since the model could not: \(silence.reason)."
            return ModelPosts.Written(notes: [note])
        }
    }

    /// The text file beside a clip.
    private static func text(_ moment: MomentEntry, _ caption: CaptionResult) -> String {
        let parts = [moment.title, caption.caption, caption.hashtags.joined(separator: " ")]
        var unique: [String] = []
        for part in parts where !part.isEmpty && !unique.contains(part) { unique.append(part) }
        for post in caption.posts {
            let tags = post.hashtags.isEmpty ? "" : " \(post.hashtags.joined(separator: " "))"
            unique.append("\(post.platform):\n\(post.text)\(tags)")
        }
        return unique.joined(separator: "\n\n") + "\n"
    }

    /// The moments whose clips are ready, with the clips' paths.
    static func ready(_ video: VideoState) throws -> [(moment: MomentEntry, file: String)] {
        guard case .clips(let clips) = video.records[.clip]?.result else {
            throw Failure(.config, "\(video.folder.name): stage clip has not run yet; run it first")
        }
        let files = Dictionary(
            clips.compactMap { clip in clip.file.map { (clip.momentId, $0) } }
        ) { first, _ in first }
        return try MomentsEdit(of: video).moments.compactMap { moment in
            files[moment.id].map { (moment, $0) }
        }
    }
}
