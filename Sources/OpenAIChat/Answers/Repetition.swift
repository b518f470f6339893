/// Tells of a text that repeats itself to no end: a small model that has lost its way writes the same words until its cap.
public enum Repetition {
    /// As much of the end is looked at.
    private static let reach = 2400

    /// Whether a text ends in the same words over and over.
    public static func isLoop(_ text: some StringProtocol) -> Bool { isLoop(Array(text.utf8)) }

    /// Whether bytes end in the same ones four times or more and over at least `least`, or, where they are many, three times.
    /// O(reach).
    public static func isLoop(_ bytes: [UInt8], least: Int = 160) -> Bool {
        let tail = Array(bytes.suffix(reach).reversed())
        guard tail.count >= least else { return false }
        // The prefix function (Knuth, Morris, Pratt 1977) of the reversed text: each of its prefixes is an end of the text, and
        // its length less the longest border is the shortest period.
        var borders = [Int](repeating: 0, count: tail.count)
        for place in 1..<tail.count {
            var border = borders[place - 1]
            while border > 0, tail[place] != tail[border] { border = borders[border - 1] }
            if tail[place] == tail[border] { border += 1 }
            borders[place] = border
            let length = place + 1
            let period = length - border
            if length >= least, period * 4 <= length { return true }
            if length >= 4 * least, period * 3 <= length { return true }
        }
        return false
    }
}
