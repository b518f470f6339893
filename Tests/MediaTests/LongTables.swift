import FoundationEssentials

/// Tables of sources and clips whose every row takes ffmpeg some seconds.
enum LongTables {
    /// All rows where the variable `SMARTCLIP_ALL_ROWS` is set (`Tests/run --all`); else the first and every third.
    static func rows<Row>(_ table: [Row]) -> [Row] {
        if ProcessInfo.processInfo.environment["SMARTCLIP_ALL_ROWS"] != nil { return table }
        return table.enumerated().filter { $0.offset % 3 == 0 }.map(\.element)
    }
}
