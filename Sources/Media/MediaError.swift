/// Why a video could not be read, heard or cut.
///
/// The payloads hold names for people and the last lines that a program printed; they never hold a secret.
public enum MediaError: Error, Sendable, Equatable {
    /// A program that is needed is not there.
    case missingProgram(name: String, package: String)
    /// The speech recogniser has no model to work with.
    case missingModel(String)
    /// A program that was found does not run as it should.
    case unusableProgram(name: String, detail: String)
    /// The source cannot be opened or read.
    case unreadable(source: String, detail: String)
    /// The source holds no bytes.
    case empty(source: String)
    /// The source is not a video or sound file that ffmpeg knows.
    case notMedia(source: String, detail: String)
    /// The source ends before its container says so, or its index is missing.
    case truncated(source: String, detail: String)
    /// The source's picture or sound is encrypted, and nothing here has the key.
    case encrypted(source: String)
    /// What the source holds of a span is not what was encoded, and its frames cannot be told apart.
    case damaged(source: String, start: Double, end: Double)
    /// The source lacks what was asked for: a picture, a sound track, a text track.
    case noTrack(source: String, what: String)
    /// No frame of the source lies in the span.
    case emptySpan(source: String, start: Double, end: Double)
    /// A program ended with an error.
    case failed(program: String, source: String, status: Int, detail: String)
    /// A program was ended by a signal that was not ours.
    case killed(program: String, source: String, signal: Int, detail: String)
    /// A program made no progress for so long that it was ended.
    case hung(program: String, source: String, seconds: Double)
    /// There is no room left where the results go.
    case diskFull(program: String, source: String)
    /// The finished clip is not what was asked for.
    case checkFailed(source: String, detail: String)
    /// A program printed what this library does not understand.
    case unexpected(program: String, source: String, detail: String)
    /// The task was cancelled; the child process has ended.
    case cancelled

    /// A finished clip does not decode: what ffmpeg said at last, of which the first line says more than the last one, that it ended.
    static func undecodable(source: String, said detail: String) -> MediaError {
        let cause = detail.split(whereSeparator: \.isNewline).first ?? "no reason given"
        return .checkFailed(source: source, detail: "\(detail)\nit does not decode: \(cause)")
    }

    /// Who has to act on a failure.
    public enum Kind: Sendable, Equatable {
        /// The source itself: another try ends the same way.
        case input
        /// The circumstances: another try may succeed.
        case transient
        /// The machine's set-up: a program, a model.
        case config
        /// This program.
        case bug
        /// Nobody: the work was called off.
        case cancelled
    }

    /// Who has to act.
    public var kind: Kind {
        switch self {
        case .missingProgram, .missingModel, .unusableProgram: .config
        case .empty, .notMedia, .truncated, .encrypted, .damaged, .noTrack, .emptySpan, .failed: .input
        case .unreadable, .killed, .hung, .diskFull: .transient
        case .checkFailed, .unexpected: .bug
        case .cancelled: .cancelled
        }
    }

    /// What the failed program said, its last lines; nil where there is nothing beyond the description.
    public var detail: String? {
        switch self {
        case .unusableProgram(_, let detail), .unreadable(_, let detail), .notMedia(_, let detail),
            .truncated(_, let detail), .failed(_, _, _, let detail), .killed(_, _, _, let detail),
            .checkFailed(_, let detail), .unexpected(_, _, let detail):
            detail.isEmpty ? nil : detail
        default: nil
        }
    }
}

extension MediaError: CustomStringConvertible {
    /// One line: what failed, on what, and what to do.
    public var description: String {
        switch self {
        case .missingProgram(let name, let package):
            "\(name) is not installed: install \(package)"
        case .missingModel(let where_):
            "the speech recogniser has no model: \(where_)"
        case .unusableProgram(let name, let detail):
            "\(name) does not run: \(lastLine(detail))"
        case .unreadable(let source, let detail):
            "cannot read \(source): \(lastLine(detail))"
        case .empty(let source):
            "\(source) is empty: copy it again"
        case .notMedia(let source, let detail):
            "\(source) is not a video that ffmpeg can read: \(lastLine(detail))"
        case .truncated(let source, let detail):
            "\(source) is cut short, copy it again: \(lastLine(detail))"
        case .encrypted(let source):
            "\(source) is encrypted, so it cannot be clipped: use a copy without protection"
        case .damaged(let source, let start, let end):
            "\(source) is damaged between \(start) and \(end) seconds, so that part cannot be clipped: copy it again"
        case .noTrack(let source, let what):
            "\(source) has no \(what)"
        case .emptySpan(let source, let start, let end):
            "\(source) has no frame between \(start) and \(end) seconds"
        case .failed(let program, let source, let status, let detail):
            "\(program) failed on \(source) with status \(status): \(lastLine(detail))"
        case .killed(let program, let source, let signal, _):
            "\(program) was killed by signal \(signal) while at \(source): try again"
        case .hung(let program, let source, let seconds):
            "\(program) made no progress on \(source) for \(seconds) seconds and was ended: try again"
        case .diskFull(let program, let source):
            "\(program) found no space left on the device while at \(source): free some space and try again"
        case .checkFailed(let source, let detail):
            "a clip of \(source) is not what was asked for and was not published: \(lastLine(detail))"
        case .unexpected(let program, let source, let detail):
            "\(program) printed something unexpected about \(source): \(lastLine(detail))"
        case .cancelled:
            "cancelled"
        }
    }

    /// The last line that says anything: ffmpeg puts its verdict there.
    private func lastLine(_ text: String) -> String {
        text.split(whereSeparator: \.isNewline).last.map(String.init) ?? "no reason given"
    }
}
