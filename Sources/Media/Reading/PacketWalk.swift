/// Reads packets printed by ffprobe as `stream_index,pts_time,dts_time,duration_time,flags` and keeps where they end.
struct PacketWalk: LineReader {
    /// The streams of picture and sound.
    let played: Set<Int>
    /// The stream of the picture, or of sound where there is none.
    let main: Int
    /// The latest end of all.
    private(set) var end = -Double.infinity
    /// The latest end of the main stream.
    private(set) var mainEnd: Double?
    /// The parts of each stream of picture and sound, between which its clock goes back.
    private(set) var parts: [Int: [ClockPart]] = [:]
    private var counts: [Int: Int] = [:]
    private var last: [Int: Double] = [:]

    init(played: Set<Int>, main: Int) {
        (self.played, self.main) = (played, main)
    }

    /// The latest end of picture and sound; nil where there is none.
    var playedEnd: Double? { parts.values.joined().map(\.end).max() }

    /// The clock goes back somewhere: it was started again.
    var restarts: Bool { parts.values.contains { $0.count > 1 } }

    mutating func read(_ line: String) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count >= 5, let stream = Int(fields[0]) else { return }
        let number = counts[stream, default: 0]
        counts[stream] = number + 1
        guard let time = Double(fields[1]) ?? Double(fields[2]) else { return }
        let end = time + (Double(fields[3]) ?? 0)
        // What an edit list hides is not played.
        guard !fields[4].contains("D") else { return }
        self.end = max(self.end, end)
        if stream == main { mainEnd = max(mainEnd ?? end, end) }
        guard played.contains(stream) else { return }
        let decoded = Double(fields[2]) ?? time
        let goesBack = last[stream].map { decoded < $0 - Self.longestStep } ?? false
        last[stream] = decoded
        if var part = parts[stream]?.popLast() {
            if goesBack, (parts[stream] ?? []).count < Self.mostParts {
                parts[stream]?.append(part)
                part = ClockPart(first: number, start: time, end: end)
            }
            part.start = min(part.start, time)
            part.end = max(part.end, end)
            parts[stream]?.append(part)
        } else {
            parts[stream] = [ClockPart(first: number, start: time, end: end)]
        }
    }

    /// Seconds by which clocks go back without having been started again.
    private static let longestStep = 0.5

    /// A clock that goes back more often is none.
    private static let mostParts = 1000
}

/// Some packets of a stream in a row, by one clock.
struct ClockPart: Sendable, Equatable {
    /// The number of the first packet in its stream.
    var first: Int
    /// The first instant.
    var start: Double
    /// The last one.
    var end: Double
}
