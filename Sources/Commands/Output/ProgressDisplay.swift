import ArgumentParser
import FoundationEssentials
import Manifest
import Pipeline
import Synchronization
import SystemPackage

/// Shows a run on standard error: bars, lines or JSON.
final class ProgressDisplay: Sendable {
    private struct State {
        var bars = Bars()
        var drawn = 0
        var lastDraw: ContinuousClock.Instant?
        var closed = false
    }

    private let mode: ProgressMode
    private let state = Mutex(State())

    init(mode: ProgressMode) {
        self.mode = mode == .auto ? (Console.isTerminal ? .bars : .plain) : mode
    }

    /// Shows an event; called from any thread.
    func show(_ event: RunEvent) {
        let now = ContinuousClock.now
        state.withLock { state in
            guard !state.closed else { return }
            switch mode {
            case .json: write(EventLine(event))
            case .none:
                if let line = EventText.failure(event) { write(Array((line + "\n").utf8)) }
            case .plain, .auto:
                if let line = EventText.line(event) { write(Array((line + "\n").utf8)) }
            case .bars:
                state.bars.take(event, at: now)
                let line = EventText.lasting(event)
                // A bar that moves more often than the eye sees costs more than it tells.
                let due = state.lastDraw.map { $0.duration(to: now) > .milliseconds(100) } ?? true
                guard line != nil || due else { return }
                draw(&state, above: line, now)
            }
        }
    }

    /// Takes the bars away; nothing is shown afterwards.
    func close() {
        state.withLock { state in
            guard !state.closed else { return }
            state.closed = true
            if state.drawn > 0 { write(Array("\r\u{1B}[\(state.drawn)A\u{1B}[J\u{1B}[?25h".utf8)) }
        }
    }

    private func draw(_ state: inout State, above line: String?, _ now: ContinuousClock.Instant) {
        // The carriage return counts where the terminal echoed `^C`: else as much of the first bar would stay.
        var text = state.drawn > 0 ? "\r\u{1B}[\(state.drawn)A\u{1B}[J" : "\u{1B}[?25l"
        if let line { text += line + "\n" }
        let bars = state.bars.lines(width: Console.width, at: now)
        for bar in bars { text += bar + "\n" }
        state.drawn = bars.count
        state.lastDraw = now
        if bars.isEmpty { text += "\u{1B}[?25h" }
        write(Array(text.utf8))
    }

    private func write(_ line: EventLine) {
        // An event always has a text: it is made of words and numbers.
        if let text = try? JSONText.line(line) { write(Array(text)) }
    }

    private func write(_ bytes: [UInt8]) {
        // Progress that nobody can see any more is no reason to stop the work.
        _ = try? FileDescriptor.standardError.writeAll(bytes)
    }
}

/// How progress is shown.
enum ProgressMode: String, ExpressibleByArgument, CaseIterable, Sendable {
    /// Bars on a terminal, plain lines elsewhere.
    case auto
    /// One bar a running video.
    case bars
    /// A line an event.
    case plain
    /// A JSON object an event.
    case json
    /// Nothing but errors.
    case none
}
