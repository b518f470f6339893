/// Lines of columns for people: the first row is the heading.
struct Table {
    private var rows: [[String]]

    init(_ heading: String...) {
        rows = [heading]
    }

    mutating func add(_ cells: String...) {
        rows.append(cells)
    }

    /// The lines, each column as wide as its widest cell and the last as long as it is. Nothing for no rows.
    var lines: [String] {
        guard rows.count > 1, let columns = rows.first?.count else { return [] }
        let widths = (0..<columns).map { column in rows.map { $0[column].count }.max() ?? 0 }
        return rows.map { row in
            var line = ""
            for (column, cell) in row.enumerated() {
                line += cell
                if column < columns - 1 {
                    line += String(repeating: " ", count: widths[column] - cell.count + 2)
                }
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }
}
