/// Gathers the levels that ffmpeg's `astats` filter prints for each frame.
struct LevelReader: LineReader {
    static let key = "lavfi.astats.Overall.RMS_level"
    private(set) var values: [Float] = []

    mutating func read(_ line: String) {
        guard line.hasPrefix(Self.key) else { return }
        let value = Float(line.dropFirst(Self.key.utf8.count + 1)) ?? -120
        values.append(value.isFinite ? max(-120, value) : -120)
    }
}
