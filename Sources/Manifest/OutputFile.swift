/// A file that a stage made.
public struct OutputFile: Codable, Sendable, Equatable {
    /// Below the video's folder, with `/` between its parts.
    public var path: String
    /// Its size in bytes.
    public var bytes: Int
    /// SHA-256 of its content, lower-case hexadecimal.
    public var sha256: String

    /// Names an output.
    public init(path: String, bytes: Int, sha256: String) {
        self.path = path
        self.bytes = bytes
        self.sha256 = sha256
    }
}
