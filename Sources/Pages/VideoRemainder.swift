import Manifest
import TalkTime

/// What follows the clips on a video's page: notes, and what was passed over.
struct VideoRemainder {
    /// The video.
    let manifest: VideoManifest

    /// Those that there are.
    @HTMLBuilder var html: HTML {
        if !manifest.notes.isEmpty {
            Tag.section(.class("notes"), .labelledBy("notes")) {
                Tag.h2(.id("notes")) { "Notes" }
                Tag.ul { for note in manifest.notes { Tag.li(.dirAuto) { note } } }
            }
        }
        if !manifest.rejected.isEmpty { rejected }
    }

    private var rejected: HTML {
        Tag.details(.class("rejected")) {
            Tag.summary { "\(Figures.count(manifest.rejected.count, "moment")) passed over" }
            Tag.div(.class("scroll"), Attribute("tabindex", "0"), Attribute("role", "region"), .label("Passed over")) {
                Tag.table {
                    Tag.thead {
                        Tag.tr {
                            for name in ["Time", "Score", "Best sentence", "Why not"] {
                                Tag.th(Attribute("scope", "col")) { name }
                            }
                        }
                    }
                    Tag.tbody {
                        for entry in manifest.rejected {
                            Tag.tr {
                                Tag.td(.class("times")) {
                                    "\(TalkTime.text(entry.startTime))–\(TalkTime.text(entry.endTime))"
                                }
                                Tag.td(.class("figure")) { Figures.decimal(entry.score, places: 2) }
                                Tag.td(.dirAuto, .lang(manifest.transcript?.language)) { entry.quote }
                                Tag.td(.dirAuto) { entry.reason }
                            }
                        }
                    }
                }
            }
        }
    }
}
