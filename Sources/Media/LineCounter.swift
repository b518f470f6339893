/// Counts the lines that are no comments.
struct LineCounter: LineReader {
    private(set) var count = 0

    mutating func read(_ line: String) {
        if !line.hasPrefix("#") { count += 1 }
    }
}
