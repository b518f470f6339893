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
                            for name in ["Time", "Score", "Moment", "Why not"] {
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
                                Tag.td(.dirAuto, .lang(manifest.transcript?.language)) {
                                    if let title = entry.title { Tag.strong { title } }
                                    Tag.p(.class("small")) { entry.quote }
                                }
                                Tag.td(.dirAuto) { entry.passedOver ?? entry.reason }
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A failure with what to do about it.
struct FailureNotice {
    private let stage: StageName?
    private let failure: Failure

    /// The failure of a clip.
    init(_ failure: Failure) {
        stage = nil
        self.failure = failure
    }

    /// The failure of a stage.
    init(_ error: StageFailure) {
        stage = error.stage
        failure = Failure(error.class, error.message, detail: error.detail, retryAt: error.retryAt)
    }

    /// The message, what to do, and the detail to unfold.
    @HTMLBuilder var html: HTML {
        Tag.p(.class("message"), .dirAuto) { failure.message }
        remedy
        if let detail = failure.detail, !detail.isEmpty {
            Tag.details {
                Tag.summary { "Details" }
                Tag.pre(.dirAuto) { detail }
            }
        }
    }

    /// What to do, by the class of the failure.
    var remedy: HTML {
        Tag.p(.class("remedy")) {
            if let stage { "Stage \(stage.number) of \(StageName.allCases.count), \(stage.rawValue). " }
            switch failure.class {
            case .transient:
                if let retryAt = failure.retryAt {
                    "This may pass by itself: a run after "
                    retryAt.html
                    " tries again."
                } else {
                    "This may pass by itself: the next run tries again."
                }
            case .input:
                "The video or a file beside it is at fault. Mend or replace it; the next run then tries again."
            case .config:
                "A program, a credential or an option is missing or wrong. Put it right and run again; "
                Tag.code { "smartclip doctor" }
                " says what is missing."
            case .bug:
                "This is a fault of SmartClip’s own. Please report it, with the message above and any details."
            }
        }
    }
}
