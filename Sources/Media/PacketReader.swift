/// Reads packets printed by ffprobe as `pts,dts,flags`, or frames as one timestamp a line.
struct PacketReader: LineReader {
    /// Timestamps of what is shown.
    private(set) var times: [Int] = []
    /// The first decoding timestamp, or what stands for it.
    private(set) var firstDecoded: Int?
    /// The greatest decoding timestamp.
    private(set) var lastDecoded: Int?
    /// The longest way from decoding to showing.
    private(set) var longestReorder = 0
    /// Packets that an edit list hides.
    private(set) var hidden = 0
    /// Packets without a timestamp of their own, as AVI has them.
    private(set) var untimed = 0

    mutating func read(_ line: String) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        let discarded = fields.count > 2 && fields[2].contains("D")
        guard let shown = fields.first.flatMap({ Int($0) }) else {
            untimed += 1
            return
        }
        let decoded = (fields.count > 1 ? Int(fields[1]) : nil) ?? shown
        firstDecoded = min(firstDecoded ?? decoded, decoded)
        lastDecoded = max(lastDecoded ?? decoded, decoded)
        longestReorder = max(longestReorder, shown - decoded)
        // Packets that an edit list hides are decoded and not shown.
        if discarded { hidden += 1 } else { times.append(shown) }
    }
}
