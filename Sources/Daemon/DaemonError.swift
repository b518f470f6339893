public import StateFiles
public import SystemPackage

/// Why something that a daemon does besides its work did not succeed.
///
/// None of it is a reason to stop: it is to be logged. The payloads hold no secret.
public enum DaemonError: Error, Sendable, Equatable {
    /// The program of a hook is not there.
    case missingProgram(FilePath)
    /// The program of a hook is there and may not be run, or is no program.
    case notExecutable(FilePath)
    /// The program of a hook could be found and not be started.
    case notStarted(program: FilePath, detail: String)
    /// The task was cancelled; the hook and what it started have ended.
    case cancelled
    /// The service manager could not be told something.
    case notNotified(socket: String, Errno)
    /// A metric has a name, a label or a value that the text format does not allow.
    case badMetric(name: String, problem: String)
    /// The metrics could not be put where they are read.
    case metricsNotWritten(FileError)
}

extension DaemonError: CustomStringConvertible {
    /// One line: what failed, on what, and what to do.
    public var description: String {
        switch self {
        case .missingProgram(let path):
            "there is no program \(path.shown): give its whole path, or install it"
        case .notExecutable(let path):
            "\(path.shown) cannot be run: make it executable with chmod +x"
        case .notStarted(let program, let detail):
            "\(program.shown) cannot be started: \(detail.oneLine)"
        case .cancelled:
            "cancelled"
        case .notNotified(let socket, let errno):
            "cannot notify the service manager at \(socket.oneLine): \(errno)"
        case .badMetric(let name, let problem):
            "the metric \(name.oneLine) cannot be written: \(problem.oneLine)"
        case .metricsNotWritten(let error):
            "the metrics are not up to date: \("\(error)".oneLine)"
        }
    }
}

extension FilePath {
    /// The path for a message.
    var shown: String { String(decoding: bytes, as: UTF8.self).oneLine }
}
