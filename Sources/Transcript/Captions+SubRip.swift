extension Captions {
    /// The captions as a SubRip file: numbered from 1, with `b`, `i` and `u` and without other markup. Cues
    /// without text are left out, for players take the next cue's number for their text.
    public func subRip() -> String {
        var out = ""
        var number = 0
        for cue in cues {
            let text = SubRipText.subRip(cue.text)
            guard text.utf8.contains(where: { !$0.isSpace }) else { continue }
            number += 1
            out += number == 1 ? "" : "\n"
            out +=
                "\(number)\n" + ClockTime.text(cue.start, decimalMark: ",") + " --> "
                + ClockTime.text(cue.end, decimalMark: ",") + "\n" + text + "\n"
        }
        return out
    }
}
