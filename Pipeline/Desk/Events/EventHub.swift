import FoundationEssentials
import Manifest
import Synchronization

/// Passes events on to all who listen, and keeps the last of them for who comes back.
final class EventHub: Sendable {
    /// An event of the list of all.
    struct VideoEvent: Encodable, Sendable, Equatable {
        let id: String
        let status: VideoStatus
        @OrNull var stage: StageName?
        @OrNull var progress: Double?
        @OrNull var etag: String?
        let working: Bool
    }

    private struct State {
        var last = 0
        /// The newest at the end.
        var kept: [(number: Int, text: String)] = []
        var listeners: [Int: AsyncStream<String>.Continuation] = [:]
        var lastListener = 0
        /// Videos whose moments somebody looks at, the newest at the end.
        var followed: [String] = []
        /// The moments that were told of last.
        var tags: [String: Validator] = [:]
        var isOver = false
    }

    /// So many are kept for who comes back.
    private static let kept = 1000
    /// A listener who is so many behind is let go: it comes back and is told what it missed.
    private static let behind = 2000
    /// More pages than these are not open at once.
    private static let follows = 200

    private let state = Mutex(State())
    /// Tells events of this process from those of another.
    private let boot = String(UInt32.random(in: 0 ... .max), radix: 36)

    /// Whether anybody listens.
    var isHeard: Bool { state.withLock { !$0.listeners.isEmpty } }

    /// How many listen.
    var listeners: Int { state.withLock { $0.listeners.count } }

    /// Listens from now on, or from after the event that was heard last. Where that is not known any more, a `reset` says so.
    func listen(after last: String?) -> EventStream {
        let (lines, continuation) = AsyncStream<String>.makeStream(bufferingPolicy: .bufferingOldest(Self.behind))
        continuation.yield("retry: 2000\n\n")
        let number = state.withLock { state -> Int? in
            if state.isOver { return nil }
            for text in missed(after: last, state) { continuation.yield(text) }
            state.lastListener += 1
            state.listeners[state.lastListener] = continuation
            return state.lastListener
        }
        if let number {
            continuation.onTermination = { [weak self] _ in
                _ = self?.state.withLock { $0.listeners.removeValue(forKey: number) }
            }
        } else {
            continuation.finish()
        }
        return EventStream(lines: lines)
    }

    private func missed(after last: String?, _ state: State) -> [String] {
        guard let last else { return [] }
        let parts = last.split(separator: "-")
        if parts.count == 2, parts[0] == boot, let number = Int(parts[1]), number <= state.last {
            let first = state.kept.first?.number ?? state.last + 1
            if number >= first - 1 { return state.kept.filter { $0.number > number }.map(\.text) }
        }
        return ["id: \(boot)-\(state.last)\nevent: reset\ndata: {}\n\n"]
    }

    /// Tells all.
    func post(_ name: String, _ value: some Encodable) {
        // Plain values are always JSON.
        guard let data = try? JSONText.line(value) else { return }
        let line = String(decoding: data, as: UTF8.self)
        state.withLock { state in
            state.last += 1
            // The line has its line feed; an empty line ends the event.
            let text = "id: \(boot)-\(state.last)\nevent: \(name)\ndata: \(line)\n"
            state.kept.append((state.last, text))
            if state.kept.count > 2 * Self.kept { state.kept.removeFirst(Self.kept) }
            send(text, &state)
        }
    }

    /// Lets proxies and browsers see that the connection lives.
    func beat() {
        state.withLock { send(": \n\n", &$0) }
    }

    private func send(_ text: String, _ state: inout State) {
        for (number, listener) in state.listeners {
            if case .dropped = listener.yield(text) {
                // The handler of its end asks for the lock that is held here.
                listener.onTermination = nil
                listener.finish()
                state.listeners[number] = nil
            }
        }
    }

    /// Tells that the moments of a video are others now.
    func momentsChanged(_ id: String, _ validator: Validator) {
        let isNews = state.withLock { state in
            if state.tags.count > Self.follows { state.tags = [:] }
            return state.tags.updateValue(validator, forKey: id) != validator
        }
        // The desk tells of its own changes at once, and finds them in the file a little later.
        if isNews { post("moments", ["id": id, "etag": validator.text]) }
    }

    /// Somebody looks at the moments of a video, and is to hear when they change.
    func follow(_ id: String) {
        state.withLock { state in
            state.followed.removeAll { $0 == id }
            state.followed.append(id)
            if state.followed.count > Self.follows { state.followed.removeFirst() }
        }
    }

    var followed: [String] { state.withLock(\.followed) }

    /// Ends all listening: the process is to end.
    func finish() {
        let listeners = state.withLock { state in
            state.isOver = true
            defer { state.listeners = [:] }
            return Array(state.listeners.values)
        }
        for listener in listeners { listener.finish() }
    }
}
