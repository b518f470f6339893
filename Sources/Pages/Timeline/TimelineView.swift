import Manifest

/// The strip that stands for the whole video: the score along it, the clips on it, the time below.
///
/// Lengths along it are percentages, so that the strip fits any width and its text keeps its size.
struct TimelineView {
    /// Where things lie.
    let timeline: Timeline
    /// The clips, by ``Timeline/Block/index``.
    let clips: [ClipView]

    /// The strip with its heading.
    var html: HTML {
        Tag.section(.class("timeline"), .labelledBy("timeline")) {
            Tag.h2(.class("unseen"), .id("timeline")) { "Timeline" }
            Tag.svg(Attribute("width", "100%"), Attribute("height", "104")) {
                Tag.rect(.class("bed"), Attribute("width", "100%"), Attribute("height", "60"), Attribute("y", "24"))
                curve
                for tick in timeline.ticks { mark(tick) }
                for block in timeline.blocks { link(block) }
            }
            if timeline.curve.count > 1 && !timeline.blocks.isEmpty {
                Tag.p(.class("small")) {
                    "The score along the video, and the clips."
                    if clips.contains(where: { $0.entry.status == .ready }) { " Select a clip to play it." }
                }
            }
        }
    }

    /// The score as an area; its own little drawing is stretched to the strip's width.
    private var curve: HTML? {
        guard timeline.curve.count > 1 else { return nil }
        let points = timeline.curve.enumerated().map { index, value in
            let x = Double(index) * 1000 / Double(timeline.curve.count - 1)
            return "\(Figures.coordinate(x)) \(Figures.coordinate(100 - 92 * value))"
        }.joined(separator: "L")
        return Tag.svg(
            Attribute("viewBox", "0 0 1000 100"),
            Attribute("preserveAspectRatio", "none"),
            Attribute("width", "100%"),
            Attribute("height", "60"),
            Attribute("y", "24"),
            Attribute("aria-hidden", "true")
        ) {
            Tag.path(.class("area"), Attribute("d", "M0 100L\(points)L1000 100Z"))
            Tag.path(.class("curve"), Attribute("d", "M\(points)"), Attribute("vector-effect", "non-scaling-stroke"))
        }
    }

    private func mark(_ tick: Timeline.Tick) -> HTML {
        let x = Attribute("x", Figures.percent(tick.position))
        // Texts at the ends would be cut off if they stood in the middle of their marks.
        let side = tick.position == 0 ? "first" : tick.position > 95 ? "last" : "middle"
        return Tag.g(.class("tick"), Attribute("aria-hidden", "true")) {
            line(from: tick.position, to: tick.position, y1: 84, y2: 88)
            Tag.text(.class(side), x, Attribute("y", "101")) { tick.text }
        }
    }

    private func link(_ block: Timeline.Block) -> HTML {
        let clip = clips[block.index]
        return Tag.svgLink(
            .href(.place(clip.id)),
            .class("block \(clip.entry.status.rawValue)"),
            .label("Clip \(clip.number), \(clip.times ?? ""): \(clip.title)"),
            Attribute("data-play", clip.id)
        ) {
            Tag.rect(
                .class("span"),
                Attribute("x", Figures.percent(block.start)),
                // A clip of a long video is thinner than a pixel; it is still to be seen.
                Attribute("width", Figures.percent(max(block.width, 0.3))),
                Attribute("y", "24"),
                Attribute("height", "60")
            )
            line(from: block.label, to: block.start + block.width / 2, y1: 18, y2: 24)
            Tag.circle(Attribute("cx", Figures.percent(block.label)), Attribute("cy", "10"), Attribute("r", "9.5"))
            Tag.text(Attribute("x", Figures.percent(block.label)), Attribute("y", "14")) { "\(clip.number)" }
        }
    }

    private func line(from start: Double, to end: Double, y1: Int, y2: Int) -> HTML {
        Tag.line(
            Attribute("x1", Figures.percent(start)),
            Attribute("x2", Figures.percent(end)),
            Attribute("y1", "\(y1)"),
            Attribute("y2", "\(y2)")
        )
    }
}
