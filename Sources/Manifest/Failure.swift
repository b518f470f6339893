/// What went wrong, in a form that a program can act on and a person can read.
public struct Failure: Error, Codable, Sendable, Equatable, CustomStringConvertible {
    /// What another try would need.
    public enum Class: String, Codable, Sendable, CaseIterable {
        /// May go away by itself: it is tried again.
        case transient
        /// The video or a file beside it is at fault: tried again when that file changes.
        case input
        /// A program, a credential or an option is missing or wrong: tried again on each run.
        case config
        /// A fault of SmartClip's own.
        case bug
    }

    /// What another try would need.
    public var `class`: Class
    /// One line: what failed, on what, and what to do.
    public var message: String
    /// More for the curious, such as the last lines a program printed.
    @OrNull public var detail: String?
    /// When it is tried again, for a transient failure.
    @OrNull public var retryAt: Timestamp?

    /// Makes a failure.
    public init(_ class: Class, _ message: String, detail: String? = nil, retryAt: Timestamp? = nil) {
        self.class = `class`
        self.message = message
        self.detail = detail
        self.retryAt = retryAt
    }

    /// The message.
    public var description: String { message }

    private enum CodingKeys: String, CodingKey {
        case `class`
        case message
        case detail
        case retryAt = "retry_at"
    }
}
