/// What can be used of a source, as reading it to its end has shown.
public struct Reading: Sendable, Equatable {
    /// What it holds; its duration is that of what can be played.
    public var probe: Probe
    /// Why it is used only in part: a recording that broke off. Nil where it is whole.
    public var fault: String?
    /// Its clock starts again in the middle: `steadied` makes it usable, and is read in its place. Its duration is that of
    /// all parts.
    public var clockRestarts = false
    /// What is not as its container says, for people.
    public var notes: [String] = []
}
