import FoundationEssentials

/// Tables whose every row takes seconds of processor time: by default a part of them is tried, `Tests/run --all` tries them all.
public enum LongTables {
    /// Whether all is to be tried: the variable `SMARTCLIP_ALL_ROWS` is set.
    public static let areWhole = ProcessInfo.processInfo.environment["SMARTCLIP_ALL_ROWS"] != nil

    /// All rows, or the first and every `step`th.
    public static func rows<Row>(_ table: [Row], every step: Int = 3) -> [Row] {
        areWhole ? table : table.enumerated().filter { $0.offset % step == 0 }.map(\.element)
    }

    /// All pairs of two tables, as rows of one.
    public static func pairs<A, B>(_ first: [A], _ second: [B], every step: Int = 3) -> [(A, B)] {
        rows(first.flatMap { a in second.map { (a, $0) } }, every: step)
    }
}
