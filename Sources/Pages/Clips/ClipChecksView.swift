import Manifest

/// What was measured on a clip, to unfold.
struct ClipChecksView {
    /// The figures.
    let checks: ClipChecks

    /// The figures as a table.
    var html: HTML {
        Tag.details {
            Tag.summary { "Checks" }
            Tag.table(.class("checks")) {
                Tag.tbody {
                    row("Decodes", checks.decodes ? "without an error" : "with errors")
                    row(
                        "Frames",
                        "\(Figures.count(checks.frames)) of \(Figures.count(checks.framesExpected)) expected, "
                            + "\(Figures.decimal(checks.frameRate, places: 2)) a second"
                    )
                    row("First frame", frame(checks.firstFrameTime, difference: checks.firstFrameDifference))
                    row("Last frame", frame(checks.lastFrameTime, difference: checks.lastFrameDifference))
                    if let length = checks.lengthDifference {
                        row("Length", "within \(Figures.decimal(abs(length) * 1000, places: 0)) ms of the moment's")
                    }
                    if let gap = checks.audioVideoGap {
                        row("Sound and picture", "end within \(Figures.decimal(abs(gap) * 1000, places: 0)) ms")
                    }
                    if let loudness = checks.loudness {
                        row("Loudness", "\(Figures.decimal(loudness, places: 1)) LUFS")
                    }
                    if let truePeak = checks.truePeak {
                        row("True peak", "\(Figures.decimal(truePeak, places: 1)) dBTP")
                    }
                    if let trimmed = checks.trimmed, !trimmed.cuts.isEmpty {
                        row(
                            "Taken out",
                            "\(Figures.decimal(trimmed.seconds, places: 1)) s in \(Figures.count(trimmed.cuts.count)) "
                                + (trimmed.cuts.count == 1 ? "place" : "places")
                        )
                    }
                    if let cut = checks.cut { row("Picture", picture(cut)) }
                    if let inBounds = checks.captionsInBounds {
                        row("Captions", inBounds ? "inside the clip" : "reach beyond the clip")
                    }
                }
            }
            for note in checks.notes { Tag.p(.class("small"), .dirAuto) { note } }
        }
    }

    private func frame(_ time: Double, difference: Double) -> String {
        "\(Figures.decimal(time, places: 3)) s of the source, difference "
            + "\(Figures.decimal(difference, places: 1)) of 255"
    }

    private func picture(_ cut: ClipChecks.Cut) -> String {
        let coder = cut.encoder.map { ", by \($0)" } ?? ""
        guard cut.method == .smart, let copied = cut.copiedFrames, let encoded = cut.encodedFrames else {
            return "all encoded" + coder + (cut.reason.map { ": \($0)" } ?? "")
        }
        let moved = cut.startMoved.map { moved in
            let milliseconds = Figures.decimal(abs(moved) * 1000, places: 0)
            return "; it begins \(milliseconds) ms \(moved < 0 ? "before" : "behind") its moment, with a key frame"
        }
        return "\(Figures.count(copied)) frames copied, \(Figures.count(encoded)) encoded" + coder + (moved ?? "")
    }

    private func row(_ name: String, _ value: String) -> HTML {
        Tag.tr {
            Tag.th(Attribute("scope", "row")) { name }
            Tag.td { value }
        }
    }
}
