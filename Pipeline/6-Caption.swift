import Highlights
import Manifest
import StateFiles

/// Stage 6. The words to post with each clip that is ready.
struct Caption: Stage {
    let name = StageName.caption

    func fingerprint(_ video: VideoState) throws -> String {
        var fingerprint = Fingerprint("caption", version: 1)
        fingerprint.add("analyst", video.settings.analyst.rawValue)
        fingerprint.add("language", try video.transcript().info.language)
        fingerprint.add("transcript", video.digest(of: VideoFolder.transcript, from: .fetchVTT))
        for (moment, file) in try Self.ready(video) {
            fingerprint.add("moment", moment.id)
            fingerprint.add("file", file)
            fingerprint.add("start", moment.startTime)
            fingerprint.add("end", moment.endTime)
            fingerprint.add("title", moment.title)
            fingerprint.add("caption", moment.caption)
            fingerprint.add("hashtags", moment.hashtags?.joined(separator: " "))
        }
        return fingerprint.digest()
    }

    func run(_ work: Work) throws -> StageOutcome {
        let talk = try work.video.talk()
        let writer = PostWriter(talk: talk ?? Talk(sentences: [], events: [], duration: 0, language: nil))
        var captions: [CaptionResult] = []
        var outputs: [StageOutcome.Output] = []
        for (moment, file) in try Self.ready(work.video) {
            let post = writer.post(start: moment.startTime, end: moment.endTime, title: moment.title)
            let caption = moment.caption ?? post.caption
            let hashtags = moment.hashtags ?? post.hashtags
            let path = "\(file.dropLast(".mp4".utf8.count)).txt"
            let parts = [moment.title, caption, hashtags.joined(separator: " ")]
            var unique: [String] = []
            for part in parts where !part.isEmpty && !unique.contains(part) { unique.append(part) }
            outputs.append(try work.make(path, (unique.joined(separator: "\n\n") + "\n").utf8))
            captions.append(CaptionResult(momentId: moment.id, file: path, caption: caption, hashtags: hashtags))
        }
        return StageOutcome(
            engine: Engine(name: work.video.settings.analyst.rawValue, version: Version.current),
            result: .captions(captions),
            outputs: outputs
        )
    }

    /// The moments whose clips are ready, with the clips' paths.
    private static func ready(_ video: VideoState) throws -> [(moment: MomentEntry, file: String)] {
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
