/// What stops the emulator, or a piece of its work.
package enum EmulatorError: Error, Equatable, CustomStringConvertible {
    /// A program it works with is not installed.
    case missingProgram(String)
    /// ffmpeg failed, with its last words.
    case media(String)
    /// The peer went away in the middle of a request.
    case connectionBroken
    /// Another request took over, and this one gets no answer.
    case superseded
    /// A request that is longer than the service takes.
    case bodyTooLarge(limit: Int)
    /// An option that cannot be.
    case badOption(String)

    /// What failed, in a line.
    package var description: String {
        switch self {
        case .missingProgram(let name): "\(name) is not installed, or not on the PATH"
        case .media(let words): "ffmpeg failed: \(words)"
        case .connectionBroken: "the connection broke in the middle of a request"
        case .superseded: "another request took over"
        case .bodyTooLarge(let limit): "a request has more than \(limit) bytes"
        case .badOption(let text): text
        }
    }
}
