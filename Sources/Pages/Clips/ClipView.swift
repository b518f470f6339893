import Manifest
import TalkTime

/// A clip on the page of its video.
struct ClipView {
    /// Counts from 1, as on the timeline.
    let number: Int
    /// The clip.
    let entry: ClipEntry
    /// What it shows; nil where the manifest lacks the moment.
    let moment: MomentEntry?
    /// Its captions.
    let cues: [PageCue]
    /// The language of what is said.
    let language: Attribute?
    /// The video that it is cut from.
    let source: Source

    /// Its place on the page.
    var id: String { "clip-\(number)" }

    /// Its title, or its number where there is none.
    var title: String {
        guard let title = moment?.title, !title.isEmpty else { return "Clip \(number)" }
        return title
    }

    /// Where it lies in the source: `1:02:03–1:02:41`.
    var times: String? {
        moment.map { "\(TalkTime.text($0.startTime))–\(TalkTime.text($0.endTime))" }
    }

    /// The clip: playable, to be cut, or failed.
    var html: HTML {
        Tag.article(.class("clip \(entry.status.rawValue)"), .id(id), .labelledBy("\(id)-title")) {
            if let file = entry.file, entry.status == .ready {
                Tag.div(.class("player")) {
                    player(file)
                    links(file)
                    ClipRenditions(clip: self).html
                }
            }
            Tag.div(.class("words")) {
                heading
                state
                words
                // A clip that failed is not there to be posted.
                if entry.status != .error { ClipPost(clip: self).html }
            }
            Tag.div(.class("more")) { ClipDetails(clip: self).html }
        }
    }

    private var heading: HTML {
        let length = entry.duration ?? moment.map { $0.endTime - $0.startTime }
        return Tag.header {
            Tag.h3(.id("\(id)-title")) {
                Tag.span(.class("number")) { "\(number)" }
                Tag.span(.dirAuto, language) { title }
            }
            Tag.p(.class("meta")) {
                if let times { Tag.span(.class("times")) { times } }
                if let length { Tag.span { TalkTime.length(length) } }
                if let moment { Tag.span { "Score \(Figures.decimal(moment.score, places: 2))" } }
            }
        }
    }

    @HTMLBuilder private var state: HTML {
        switch entry.status {
        case .ready: nil as HTML?
        case .processing: Tag.p(.class("waiting")) { "This clip has not been made yet." }
        case .error:
            Tag.div(.class("notice error")) {
                Tag.strong { "This clip failed" }
                if let error = entry.error { FailureNotice(error).html }
            }
        }
    }

    @HTMLBuilder private var words: HTML {
        if let moment {
            if !moment.quote.isEmpty {
                Tag.blockquote(.dirAuto, language) { moment.quote }
            }
            if !moment.reason.isEmpty {
                Tag.p {
                    Tag.span(.class("name")) { "Why" }
                    " "
                    Tag.span(.dirAuto) { moment.reason }
                }
            }
            if !moment.description.isEmpty && moment.description != moment.quote {
                Tag.p(.dirAuto, language) { moment.description }
            }
        }
    }

    private func player(_ file: String) -> HTML {
        Tag.video(
            .src(FileLink(file)),
            // The shape of the picture, so that the page stands still when it comes.
            (entry.width ?? source.width).map { Attribute("width", "\($0)") },
            (entry.height ?? source.height).map { Attribute("height", "\($0)") },
            Attribute("controls"),
            Attribute("preload", "none"),
            entry.thumbnail.map { Attribute("poster", FileLink($0).url) },
            .label("Clip \(number): \(title)")
        ) {
            // For a reader without scripts; the script puts the cues of the page in its place.
            if let vtt = entry.captions?.vtt {
                VoidTag.track(
                    Attribute("kind", "captions"),
                    .src(FileLink(vtt)),
                    Attribute("label", "Captions"),
                    language.map { Attribute("srclang", $0.value) }
                )
            }
        }
    }

    private func links(_ file: String) -> HTML {
        Tag.ul(.class("files"), .label("Files of clip \(number)")) {
            link("MP4", file)
            if let captions = entry.captions {
                link("VTT", captions.vtt)
                link("SRT", captions.srt)
            }
            if let text = entry.text { link("TXT", text) }
        }
    }

    private func link(_ name: String, _ file: String) -> HTML {
        Tag.li { Tag.a(.href(FileLink(file)), Attribute("download")) { name } }
    }
}
