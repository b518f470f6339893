/// Numbers as people read them, in English and the same on every machine.
///
/// The figures come from files that a person may have edited, so no value, however large or odd, stops the program.
enum Figures {
    /// Beyond it, a number is shown as if it were it: the conversion to an integer stays in bounds.
    private static let largest = 1e15

    /// A number with a fixed count of decimals; `–` where it is no number.
    static func decimal(_ value: Double, places: Int) -> String {
        guard value.isFinite else { return "–" }
        let scale = (0..<places).reduce(1) { scale, _ in scale * 10 }
        let scaled = Int(min(abs(value), largest / Double(scale)) * Double(scale) + 0.5)
        let sign = value < 0 && scaled > 0 ? "\u{2212}" : ""
        guard places > 0 else { return sign + count(scaled) }
        let fraction = String(scaled % scale)
        return sign + "\(scaled / scale)." + String(repeating: "0", count: places - fraction.count) + fraction
    }

    /// A number for an attribute of SVG: plain digits, at most three decimals.
    static func coordinate(_ value: Double) -> String {
        let thousandths = Int((min(max(value.isFinite ? value : 0, -1e6), 1e6) * 1000).rounded())
        let fraction = String(abs(thousandths) % 1000)
        let digits = String(repeating: "0", count: 3 - fraction.count) + fraction
        let end = digits.lastIndex { $0 != "0" }.map { "." + digits[...$0] } ?? ""
        return (thousandths < 0 ? "-" : "") + "\(abs(thousandths) / 1000)" + end
    }

    /// The same in per cent of a width.
    static func percent(_ value: Double) -> String { coordinate(value) + "%" }

    /// A whole number with its thousands set off.
    static func count(_ value: Int) -> String {
        let digits = Array(String(value.magnitude))
        var text = value < 0 ? "\u{2212}" : ""
        for (index, digit) in digits.enumerated() {
            if index > 0 && (digits.count - index).isMultiple(of: 3) { text += "," }
            text.append(digit)
        }
        return text
    }

    /// A number and the thing counted: `1 clip`, `2 clips`.
    static func count(_ value: Int, _ thing: String) -> String {
        "\(count(value)) \(thing)\(value == 1 ? "" : "s")"
    }

    /// The size of a file, in units of 1000.
    static func size(_ bytes: Int) -> String {
        var value = Double(max(bytes, 0))
        guard value >= 1000 else { return count(Int(value), "byte") }
        for unit in ["kB", "MB", "GB"] {
            value /= 1000
            // The bound is where rounding would show a thousand of the unit.
            if value < 999.5 { return "\(decimal(value, places: value < 9.95 ? 1 : 0)) \(unit)" }
        }
        return "\(decimal(value / 1000, places: 1)) TB"
    }
}
