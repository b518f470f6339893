public import HTTPTransfer

/// Why a file did not reach an upload session.
public enum UploadError: Error, Sendable, Equatable {
    /// The session expired, was cancelled or never was: a new upload is needed.
    case sessionLost(status: Int)
    /// The session does not take what is sent: its status and words.
    case refused(status: Int, words: [String])
    /// The session contradicts itself: it has more than it was sent, or less than it had. A new upload is needed.
    case wrongOffset(stored: Int64, expected: ClosedRange<Int64>)
    /// An answer that is none of a session's: what it was.
    case badAnswer(String)
    /// The file changed or ended early: what was sent is of no use.
    case sourceChanged
    /// Trouble for so long that trying ended; the session may still be good. The last trouble.
    case noProgress(String)
    case transfer(HTTPError)
    case cancelled

    /// Whether the same session may be taken up again later.
    public var isTransient: Bool {
        switch self {
        case .noProgress: true
        case .transfer(let error): error.isTransient
        case .sessionLost, .refused, .wrongOffset, .badAnswer, .sourceChanged, .cancelled: false
        }
    }

    /// Whether the file may go well into a new session.
    public var needsNewSession: Bool {
        switch self {
        case .sessionLost, .wrongOffset, .badAnswer: true
        case .refused, .sourceChanged, .noProgress, .transfer, .cancelled: false
        }
    }
}

extension UploadError: CustomStringConvertible {
    /// One sentence.
    public var description: String {
        switch self {
        case .sessionLost(let status): "the upload session is gone (HTTP \(status))"
        case .refused(let status, let words):
            "the upload session refuses the file (HTTP \(status))"
                + (words.isEmpty ? "" : ": \(words.joined(separator: "; "))")
        case .wrongOffset(let stored, let expected):
            "the upload session says that it has \(stored) bytes, which must be \(expected.lowerBound) to "
                + "\(expected.upperBound)"
        case .badAnswer(let what): "the upload session answered what cannot be read (\(what))"
        case .sourceChanged: "the file changed while it was sent"
        case .noProgress(let last): "the upload did not go on for ten minutes: \(last)"
        case .transfer(let error): "the upload failed: \(error)"
        case .cancelled: "the upload was cancelled"
        }
    }
}
