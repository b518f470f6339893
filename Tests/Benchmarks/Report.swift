/// A small table of figures on standard output.
struct Report {
    private let title: String
    private var rows: [[String]]

    init(_ title: String, _ columns: String...) {
        self.title = title
        rows = columns.isEmpty ? [] : [[""] + columns]
    }

    /// Adds a row: what it is, then its figures.
    mutating func add(_ name: String, _ figures: String...) {
        add([name] + figures)
    }

    /// Adds a row of cells.
    mutating func add(_ cells: [String]) {
        rows.append(cells)
    }

    /// Prints it.
    func show() {
        print("\n\(title)")
        let widths = (0..<(rows.map(\.count).max() ?? 0)).map { column in
            rows.map { $0.indices.contains(column) ? $0[column].count : 0 }.max() ?? 0
        }
        for row in rows {
            let cells = row.enumerated().map { column, text in
                let space = String(repeating: " ", count: widths[column] - text.count)
                return column == 0 ? text + space : space + text
            }
            print("  " + cells.joined(separator: "   "))
        }
    }
}

extension Double {
    /// `1.234 s` or `12.3 ms`, as fits.
    var time: String { self < 1 ? "\((self * 1000).figure(1)) ms" : "\(figure(2)) s" }

    /// `1.07 x`
    var ratio: String { "\(figure(2)) x" }

    /// With so many decimals.
    func figure(_ decimals: Int) -> String {
        var scale = 1.0
        for _ in 0..<decimals { scale *= 10 }
        let scaled = Int((self * scale).rounded())
        let (whole, rest) = (scaled / Int(scale), abs(scaled) % Int(scale))
        let digits = "\(rest)"
        return decimals == 0
            ? "\(whole)" : "\(whole)." + String(repeating: "0", count: decimals - digits.count) + digits
    }
}

extension Int {
    /// Mebibytes of bytes.
    var megabytes: String { "\((Double(self) / 1_048_576).figure(1)) MB" }
}
