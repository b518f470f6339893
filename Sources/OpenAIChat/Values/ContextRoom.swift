/// How much a model reads at once, and how much it was given, in tokens as its server counts them.
public struct ContextRoom: Sendable, Equatable {
    /// What it reads and writes, together.
    public var window: Int
    /// What it was given to read; nil where the server does not say.
    public var prompt: Int?

    /// A model's context.
    public init(window: Int, prompt: Int?) {
        self.window = window
        self.prompt = prompt
    }
}
