import SystemPackage

/// One bar on standard error that shows how far something is; nothing where that is no terminal.
final class CountBar {
    private let name: String
    private var shown: Int?

    init(_ name: String) {
        self.name = name
    }

    /// Shows the part that is done, 0 to 1, where it is another percent than before.
    func show(_ part: Double) {
        let percent = Int(part * 100)
        guard Console.isTerminal, percent != shown else { return }
        shown = percent
        let cells = max(min(Console.width - name.count - 12, 40), 4)
        let full = Int(Double(cells) * part)
        let bar = String(repeating: "=", count: full) + String(repeating: " ", count: cells - full)
        Console.raw("\r\(name) [\(bar)] \(percent) %")
    }

    /// Takes the bar away.
    func clear() {
        if shown != nil { Console.raw("\r\u{1B}[K") }
        shown = nil
    }
}
