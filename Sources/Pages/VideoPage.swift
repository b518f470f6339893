public import Manifest

/// `index.html` of a video: its clips, to look at, to play and to post.
///
/// It loads nothing but the clips and thumbnails beside it, works from a disk as well as from a server, and is the same
/// for the same manifest. Its length grows with the moments and their captions, not with the video.
public struct VideoPage: Sendable {
    let manifest: VideoManifest
    let folder: String
    let clips: [ClipView]

    /// A page of a video.
    ///
    /// - Parameters:
    ///   - manifest: The video; paths in it are below its folder, where the page stands too.
    ///   - folder: The video's folder below the outbox: `talks/keynote`.
    ///   - captions: The captions of each clip by the clip's id, in seconds of the clip. Browsers do not read a caption
    ///     file beside a page on a disk, so they stand in the page.
    public init(manifest: VideoManifest, folder: String, captions: [String: [PageCue]] = [:]) {
        self.manifest = manifest
        self.folder = folder
        let moments = Dictionary(manifest.moments.map { ($0.id, $0) }) { first, _ in first }
        let language = Attribute.lang(manifest.transcript?.language)
        clips = manifest.clips.enumerated().map { index, entry in
            ClipView(
                number: index + 1,
                entry: entry,
                moment: moments[entry.momentId],
                cues: captions[entry.id, default: []].filter(\.isShown),
                language: language,
                source: manifest.source
            )
        }
    }

    /// The page, UTF-8 when written.
    public func html() -> String {
        Document(title: "\(name) – SmartClip", hasScript: true, body: body).html()
    }

    /// The video's name: the last part of its folder.
    var name: String { FileLink.parts(of: folder).last.map(String.init) ?? folder }

    @HTMLBuilder private var body: HTML {
        VideoHeader(page: self).html
        Tag.main {
            if let error = manifest.error { notice(error) }
            timeline
            clipList
            VideoRemainder(manifest: manifest).html
        }
        Tag.footer {
            Tag.p {
                "Last change "
                manifest.updatedAt.html
                ". "
                if !manifest.moments.isEmpty {
                    "To change a clip, edit "
                    Tag.a(.href(FileLink("moments.json"))) { "moments.json" }
                    " and run SmartClip again. "
                }
                "All of this for programs: "
                Tag.a(.href(FileLink("manifest.json"))) { "manifest.json" }
                "."
            }
        }
        Tag.p(.class("unseen"), .id("said"), Attribute("role", "status"), Attribute("aria-live", "polite"))
    }

    private func notice(_ error: StageFailure) -> HTML {
        let failed = clips.count { $0.entry.status == .error }
        return Tag.section(.class("notice error"), .labelledBy("error")) {
            Tag.h2(.id("error")) {
                if failed > 0 {
                    "\(failed) of \(Figures.count(clips.count, "clip")) failed"
                } else if clips.isEmpty {
                    "No clips were made"
                } else {
                    "Something failed"
                }
            }
            FailureNotice(error).html
        }
    }

    private var timeline: HTML? {
        let spans = clips.map { clip in
            clip.moment.flatMap { moment in
                moment.startTime < moment.endTime ? moment.startTime...moment.endTime : nil
            }
        }
        guard let duration = manifest.duration, !clips.isEmpty || !manifest.scoreCurve.isEmpty else { return nil }
        return Timeline(duration: duration, spans: spans, scoreCurve: manifest.scoreCurve)
            .map { TimelineView(timeline: $0, clips: clips).html }
    }

    private var clipList: HTML? {
        guard !clips.isEmpty || manifest.error == nil else { return nil }
        return Tag.section(.class("clips"), .labelledBy("clips")) {
            Tag.h2(.class("unseen"), .id("clips")) { "Clips" }
            if let stage = manifest.status.stage {
                Tag.p(.class("waiting")) {
                    "\(manifest.status.label), stage \(stage.number) of \(StageName.allCases.count). "
                    "Reload the page to see how far it is."
                }
            } else if manifest.status == .waitingForUpload {
                Tag.p(.class("waiting")) { "The video waits for its turn. Reload the page to see how far it is." }
            } else if clips.isEmpty {
                Tag.p(.class("waiting")) { "This video has no clips." }
            }
            for clip in clips { clip.html }
        }
    }
}
