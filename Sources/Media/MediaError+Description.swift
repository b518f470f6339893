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
