import Concurrency
import Manifest
import Pipeline
import SystemPackage
import TalkTime

/// The running videos, a bar each: what is shown is a pure function of the events and the time.
struct Bars: Sendable {
    private struct Bar: Sendable {
        var video: String
        var stage: StageName
        var began: ContinuousClock.Instant
        var fraction: Double
    }

    private var bars: [Bar] = []

    mutating func take(_ event: RunEvent, at now: ContinuousClock.Instant) {
        switch event {
        case .stageBegan(let video, let stage, _):
            bars.removeAll { $0.video == video }
            bars.append(Bar(video: video, stage: stage, began: now, fraction: 0))
        case .progress(let video, let stage, let fraction):
            if let index = bars.firstIndex(where: { $0.video == video && $0.stage == stage }) {
                bars[index].fraction = max(bars[index].fraction, min(1, fraction))
            }
        // A stage that is over has no bar; the next one of the video brings its own.
        case .stageDone(let video, let stage, _): bars.removeAll { $0.video == video && $0.stage == stage }
        case .ended(let outcome): bars.removeAll { $0.video == outcome.video }
        case .refused, .skipped, .began, .note, .duplicate, .waiting: break
        }
    }

    /// One line a running video, none wider than the terminal.
    func lines(width: Int, at now: ContinuousClock.Instant) -> [String] {
        bars.map { bar in
            let percent = "\(Int(bar.fraction * 100))"
            let stage = "\(bar.stage.number)/6 \(bar.stage.rawValue)"
            let tail = " \(stage) \(String(repeating: " ", count: 3 - percent.count))\(percent) %\(left(bar, now))"
            let room = width - 1 - tail.count
            guard room > 12 else { return String((bar.video + tail).prefix(width - 1)) }
            let nameWidth = min(bar.video.count, room - 10, 40)
            let name = bar.video.count > nameWidth ? "…" + bar.video.suffix(nameWidth - 1) : bar.video
            let cells = min(room - nameWidth - 3, 30)
            let full = Int(Double(cells) * bar.fraction)
            return
                "\(name) [\(String(repeating: "=", count: full))\(String(repeating: " ", count: cells - full))]\(tail)"
        }
    }

    /// The time left, once enough is done to tell.
    private func left(_ bar: Bar, _ now: ContinuousClock.Instant) -> String {
        let passed = bar.began.duration(to: now).inSeconds
        guard bar.fraction > 0.05, bar.fraction < 1, passed > 2 else { return "" }
        return " \(TalkTime.text(passed / bar.fraction * (1 - bar.fraction))) left"
    }
}

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
