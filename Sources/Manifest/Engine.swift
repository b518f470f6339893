/// The program or service that did the work of a stage.
public struct Engine: Codable, Sendable, Equatable {
    /// Its name: `ffmpeg`, `extractive`, `whisper-cli`.
    public var name: String
    /// Its version, as it says it.
    public var version: String

    /// Names an engine.
    public init(name: String, version: String) {
        self.name = name
        self.version = version
    }
}
