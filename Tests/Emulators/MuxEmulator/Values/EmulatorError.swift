/// What stops the emulator, or a piece of its work.
public enum EmulatorError: Error, Equatable, CustomStringConvertible {
    /// A program it works with is not installed.
    case missingProgram(String)
    /// ffmpeg failed, with its last words.
    case media(String)
    /// The peer went away in the middle of a request.
    case connectionBroken
    /// Another request took over the upload session.
    case superseded
    /// An option that cannot be.
    case badOption(String)

    /// What failed, in a line.
    public var description: String {
        switch self {
        case .missingProgram(let name): "\(name) is not installed, or not on the PATH"
        case .media(let words): "ffmpeg failed: \(words)"
        case .connectionBroken: "the connection broke in the middle of a request"
        case .superseded: "another request took over the upload session"
        case .badOption(let text): text
        }
    }
}
