extension VideoManifest {
    /// A CMX 3600 edit decision list: an event a moment, in the order of the clips, laid one after another from
    /// 01:00:00:00 on, where programmes begin by custom. The source's times are its own timecode, where it has one.
    /// `FROM CLIP NAME` names the source's file, by which editors find it again; the title follows as a comment.
    /// Throws for a source without picture and for rates that timecode cannot number.
    func edl() throws(ExportError) -> String {
        guard source.hasPicture, let nominal = source.frameRate else { throw .noFrameRate(.edl) }
        guard let rate = FrameRate(nominal), let (timecode, first) = Timecode.numbering(rate, from: source.timecode)
        else {
            throw .unsupportedFrameRate(.edl, nominal)
        }
        var lines = [
            "TITLE: " + source.stem.prefix(70),
            "FCM: " + (timecode.dropsFrames ? "DROP FRAME" : "NON-DROP FRAME"),
        ]
        var record = timecode.framesAnHour
        for (index, moment) in moments.enumerated() {
            let frames = rate.frames(from: moment.startTime, to: moment.endTime)
            let recordEnd = record + frames.count
            guard frames.upperBound < timecode.framesADay, recordEnd < timecode.framesADay else {
                throw .beyondADay(.edl)
            }
            // Timecode that passes midnight begins again.
            let span = [frames.lowerBound, frames.upperBound].map { ($0 + first) % timecode.framesADay }
            let times = (span + [record, recordEnd]).map(timecode.text)
            record = recordEnd
            lines += [
                "",
                // Columns of the original: event 1-3, reel 6-13, channels 15, transition 22, times 30-76.
                [
                    "\((index + 1).padded(to: 3))  ", reel.column(9), (source.hasSound ? "AA/V" : "V").column(6),
                    "C".column(9), times.joined(separator: " "),
                ].joined(),
                "* FROM CLIP NAME: \(source.name)",
                "* COMMENT: \(title(ofMomentAt: index))",
            ]
        }
        return lines.joined(separator: "\n") + "\n"
    }

    /// The letters and digits of the file's name, at most eight. `BL` means black and `AX` no reel at all to those who
    /// read the list, so where the name gives those or nothing, the video's id stands in.
    private var reel: String {
        let name = Self.reel(of: source.stem)
        return ["", "AX", "BL"].contains(name) ? Self.reel(of: id) : name
    }

    private static func reel(of text: String) -> String {
        String(text.uppercased().filter { $0.isASCII && ($0.isLetter || $0.isNumber) }.prefix(8))
    }
}

extension String {
    /// The text with spaces after it, at least `width` characters.
    fileprivate func column(_ width: Int) -> String {
        self + String(repeating: " ", count: max(0, width - count))
    }
}
