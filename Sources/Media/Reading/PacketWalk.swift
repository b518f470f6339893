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
    /// Whether the clock may go forward by far, as it may go back: it was started again later than it stood.
    private let mayLeap: Bool
    /// The parts of each stream of picture and sound as it alone has them.
    private var clocks: [Int: [ClockPart]] = [:]
    private var counts: [Int: Int] = [:]
    private var last: [Int: Double] = [:]

    init(played: Set<Int>, main: Int, mayLeap: Bool = false) {
        (self.played, self.main, self.mayLeap) = (played, main, mayLeap)
    }

    /// The parts of each stream of picture and sound, between which its clock goes back, or forward by far. Of one that goes forward
    /// alone nothing came for a while.
    var parts: [Int: [ClockPart]] {
        guard clocks.values.contains(where: { $0.contains(where: \.leaps) }) else { return clocks }
        return clocks.mapValues { parts in
            zip([nil] + parts.map(Optional.some), parts).reduce(into: []) { kept, pair in
                let (before, part) = pair
                guard let before, part.leaps, !isOfAll(before, part), let last = kept.popLast() else {
                    return kept.append(part)
                }
                kept.append(
                    ClockPart(first: last.first, start: min(last.start, part.start), end: max(last.end, part.end))
                )
            }
        }
    }

    /// Whether all streams go forward where one does.
    private func isOfAll(_ before: ClockPart, _ part: ClockPart) -> Bool {
        clocks.values.allSatisfy { parts in
            zip(parts, parts.dropFirst()).contains {
                $1.leaps && abs($0.end - before.end) < Self.nearby && abs($1.start - part.start) < Self.nearby
            }
        }
    }

    /// The latest end of picture and sound; nil where there is none.
    var playedEnd: Double? { parts.values.joined().map(\.end).max() }

    /// The clock goes back somewhere, or forward by far: it was started again.
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
        let leaps = mayLeap && last[stream].map { decoded > $0 + Self.shortestLeap } ?? false
        last[stream] = decoded
        if var part = clocks[stream]?.popLast() {
            if goesBack || leaps, (clocks[stream] ?? []).count < Self.mostParts {
                clocks[stream]?.append(part)
                part = ClockPart(first: number, start: time, end: end, leaps: leaps)
            }
            part.start = min(part.start, time)
            part.end = max(part.end, end)
            clocks[stream]?.append(part)
        } else {
            clocks[stream] = [ClockPart(first: number, start: time, end: end)]
        }
    }

    /// Seconds by which clocks go back without having been started again.
    private static let longestStep = 0.5

    /// Seconds by which clocks go forward where they were started again. Less is a pause of what was sent, which is part of it.
    private static let shortestLeap = 300.0

    /// Seconds by which streams differ where they begin and end together.
    private static let nearby = 5.0

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
    /// It is later by far than the part before.
    var leaps = false
}
