import Manifest
import TalkTime

/// What can be unfolded below a clip: the posts for each site, the parts of its score, its captions, its checks.
struct ClipDetails {
    /// The clip.
    let clip: ClipView

    /// Those that there are.
    @HTMLBuilder var html: HTML {
        if let sites = ClipSites(clip: clip).html { sites }
        if let moment = clip.moment { score(moment) }
        if !clip.cues.isEmpty { captions }
        if let checks = clip.entry.checks { ClipChecksView(checks: checks).html }
    }

    private func score(_ moment: MomentEntry) -> HTML {
        Tag.details {
            Tag.summary { "Score" }
            Tag.p(.class("small")) {
                "\(moment.boundary.label). The score is the share of this video’s candidates that it beats."
            }
            Tag.table(.class("parts")) {
                Tag.tbody {
                    for (name, value) in moment.scoreParts.sorted(by: { $0.key < $1.key }) { part(name, value) }
                    part("total", moment.score, isTotal: true)
                }
            }
        }
    }

    private func part(_ name: String, _ value: Double, isTotal: Bool = false) -> HTML {
        let share = value.isFinite ? min(abs(value), 1) * 100 : 0
        return Tag.tr(isTotal ? .class("total") : nil) {
            Tag.th(Attribute("scope", "row"), .dirAuto) {
                String(name.map { $0 == "_" ? " " : $0 })
                if let meaning = ScorePart.meaning(of: name) { Tag.span(.class("meaning")) { meaning } }
            }
            Tag.td {
                Tag.svg(.class(value < 0 ? "bar less" : "bar"), Attribute("aria-hidden", "true")) {
                    Tag.rect(Attribute("width", Figures.percent(share)), Attribute("height", "100%"))
                }
            }
            Tag.td(.class("figure")) { Figures.decimal(value, places: 2) }
        }
    }

    /// The captions to read; the script makes the cues of the video of them.
    private var captions: HTML {
        Tag.details {
            Tag.summary { "Captions" }
            Tag.ol(
                .class("cues"),
                clip.language,
                Attribute("tabindex", "0"),
                .label("Captions of clip \(clip.number)")
            ) {
                for cue in clip.cues {
                    Tag.li(
                        Attribute("data-start", Figures.coordinate(cue.start)),
                        Attribute("data-end", Figures.coordinate(cue.end))
                    ) {
                        Tag.span(.class("times")) { TalkTime.text(cue.start) }
                        Tag.span(.class("line"), .dirAuto) { cue.text }
                    }
                }
            }
        }
    }
}

/// A caption of a clip, as the page shows it over the picture.
public struct PageCue: Sendable, Equatable {
    /// Seconds of the clip.
    public var start: Double
    /// Seconds of the clip.
    public var end: Double
    /// Plain text, with line feeds between its lines: no tags and no entities.
    public var text: String

    /// Describes a caption. One that does not end after it starts, or has no text, is not shown.
    public init(start: Double, end: Double, text: String) {
        self.start = start
        self.end = end
        self.text = text
    }

    var isShown: Bool { start.isFinite && end.isFinite && start < end && !text.isEmpty }
}
