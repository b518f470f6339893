/// One file of a model, as far as it is known what it must be.
public struct ModelFile: Sendable, Equatable {
    /// What a file of which no digest is known must be at least.
    public enum Content: Sendable, Equatable {
        case json, text, weights
    }

    /// Its name in the model's folder.
    public let name: String
    /// Its exact size in bytes, where that is known.
    public let bytes: Int?
    /// Its SHA-256 in hexadecimal, where that is known.
    public let sha256: String?
    /// What it must be.
    public let content: Content

    /// A file of which all is known.
    public init(_ name: String, bytes: Int?, sha256: String, _ content: Content = .weights) {
        self.name = name
        self.bytes = bytes
        self.sha256 = sha256
        self.content = content
    }

    /// A file of which only its kind is known: nobody publishes a digest of it.
    public init(_ name: String, _ content: Content) {
        self.name = name
        bytes = nil
        sha256 = nil
        self.content = content
    }

    /// No file of its kind is larger.
    var limit: Int { bytes ?? (content == .weights ? 4 << 30 : 8 << 20) }
}
