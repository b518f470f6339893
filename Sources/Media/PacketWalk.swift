/// Reads packets printed by ffprobe as `stream_index,pts_time,dts_time,duration_time,flags` and keeps where they end.
///
/// A clock that starts again in the middle is taken to go on: what follows is counted behind what was before.
struct PacketWalk: LineReader {
    /// The streams of picture and sound.
    let played: Set<Int>
    /// The stream of the picture, or of sound where there is none.
    let main: Int
    /// How many packets with a time there are.
    private(set) var count = 0
    /// The latest end of all.
    private(set) var end = -Double.infinity
    /// The latest end of picture and sound.
    private(set) var playedEnd: Double?
    /// The latest end of the main stream.
    private(set) var mainEnd: Double?
    /// How often the clock started again.
    private(set) var restarts = 0
    /// What is added to the clock since it started again.
    private var shift = 0.0
    private var last: [Int: Double] = [:]

    init(played: Set<Int>, main: Int) {
        (self.played, self.main) = (played, main)
    }

    mutating func read(_ line: String) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard fields.count >= 5, let stream = Int(fields[0]) else { return }
        guard let time = Double(fields[1]) ?? Double(fields[2]) else { return }
        let length = Double(fields[3]) ?? 0
        if played.contains(stream) { follow(Double(fields[2]) ?? time, length, stream) }
        // What an edit list hides is not played.
        guard !fields[4].contains("D") else { return }
        count += 1
        let end = time + shift + length
        self.end = max(self.end, end)
        if played.contains(stream) { playedEnd = max(playedEnd ?? end, end) }
        if stream == main { mainEnd = max(mainEnd ?? end, end) }
    }

    private mutating func follow(_ decoded: Double, _ length: Double, _ stream: Int) {
        if let last = last[stream], decoded + shift < last - Self.longestStep {
            restarts += 1
            shift = last - decoded
        }
        last[stream] = decoded + shift + length
    }

    /// Seconds by which clocks go back without having been started again.
    private static let longestStep = 0.5
}
