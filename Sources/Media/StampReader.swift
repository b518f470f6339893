/// Reads the timestamps that ffmpeg's `metadata=print` writes, a frame a line: `frame:0    pts:92092   pts_time:3.06`.
struct StampReader: LineReader {
    private(set) var stamps: [Int] = []

    mutating func read(_ line: String) {
        guard line.hasPrefix("frame:"), let mark = line.range(of: "pts:") else { return }
        if let stamp = Int(line[mark.upperBound...].prefix { $0 == "-" || $0.isNumber }) { stamps.append(stamp) }
    }
}

extension String {
    /// Where a text stands first.
    fileprivate func range(of text: String) -> Range<Index>? {
        var at = startIndex
        while at < endIndex {
            if self[at...].hasPrefix(text) { return at..<index(at, offsetBy: text.count) }
            formIndex(after: &at)
        }
        return nil
    }
}
