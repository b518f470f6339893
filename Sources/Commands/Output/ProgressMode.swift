import ArgumentParser

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
