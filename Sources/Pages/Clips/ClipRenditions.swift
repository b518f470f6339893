import Manifest

/// The shapes of a clip besides its own: each to play, with how its picture was framed.
struct ClipRenditions {
    /// The clip.
    let clip: ClipView

    private var all: [RenditionEntry] { clip.entry.renditions ?? [] }

    /// Nil where there are none.
    var html: HTML? {
        guard !all.isEmpty else { return nil }
        return Tag.ul(.class("shapes"), .label("Other shapes of clip \(clip.number)")) {
            for rendition in all {
                Tag.li(rendition.height > rendition.width ? .class("upright") : nil) { shape(rendition) }
            }
        }
    }

    @HTMLBuilder private func shape(_ rendition: RenditionEntry) -> HTML {
        let name = Self.name(rendition.format)
        if let file = rendition.file {
            Tag.video(
                .src(FileLink(file)),
                Attribute("width", "\(rendition.width)"),
                Attribute("height", "\(rendition.height)"),
                Attribute("controls"),
                Attribute("preload", "none"),
                rendition.thumbnail.map { Attribute("poster", FileLink($0).url) },
                .label("Clip \(clip.number), \(name): \(clip.title)")
            ) {}
            Tag.p(.class("files")) {
                Tag.a(.href(FileLink(file)), Attribute("download")) { name }
            }
        } else {
            Tag.p(.class("name")) { name }
        }
        if let framing = rendition.framing, framing.mode != "whole" {
            Tag.p(.class("small")) { "\(framing.label): \(framing.reason)" }
        }
        if let error = rendition.error { Tag.div(.class("notice error")) { FailureNotice(error).html } }
    }

    private static func name(_ format: String) -> String {
        format == "source" ? "With captions" : String(format.map { $0 == "x" ? ":" : $0 })
    }
}

extension FramingEntry {
    /// What was done with the picture, in short.
    fileprivate var label: String {
        switch mode {
        case "follow": faceShare.map { "Follows, a whole face in \(Int(($0 * 100).rounded())) % of it" } ?? "Follows"
        case "centre": "The middle"
        case "fixed": "Stands still at \(wanted)"
        case "fit": "All of the picture"
        case "drawn": "Drawn from the sound"
        default: mode
        }
    }
}
