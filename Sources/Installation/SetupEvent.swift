/// What is told while something is set up.
public enum SetupEvent: Sendable, Equatable {
    /// What will be done, before any of it is.
    case plan(String)
    /// What begins now, or what was found.
    case step(String)
    /// How much of a file has come: bytes of so many.
    case progress(String, bytes: Int, of: Int)
}

/// Takes what is told, on any thread; it must return at once.
public typealias SetupTeller = @Sendable (SetupEvent) -> Void
