/// Events for one listener, as the lines of `text/event-stream` that are sent as they come.
struct EventStream: Sendable {
    /// Each a whole event or a comment, with the empty line after it.
    let lines: AsyncStream<String>
}
