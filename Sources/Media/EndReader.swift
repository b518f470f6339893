/// Finds the latest end among packets printed as `pts_time,duration_time`.
struct EndReader: LineReader {
    private(set) var end = 0.0
    private(set) var count = 0

    mutating func read(_ line: String) {
        let fields = line.split(separator: ",", omittingEmptySubsequences: false)
        guard let start = fields.first.flatMap({ Double($0) }) else { return }
        count += 1
        end = max(end, start + (fields.count > 1 ? Double(fields[1]) ?? 0 : 0))
    }
}
