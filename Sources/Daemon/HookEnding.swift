import StateFiles

/// How a hook ended.
public struct HookEnding: Sendable, Equatable {
    /// What ended it.
    public enum Cause: Sendable, Equatable {
        /// It exited with a code.
        case exited(Int)
        /// A signal ended it that was not ours.
        case signalled(Int)
        /// It took longer than it may and was ended.
        case timedOut
    }

    /// What ended it.
    public let cause: Cause
    /// The end of what it wrote to standard output and standard error, in the order it came, 2 KiB at most; bytes that
    /// are not UTF-8 are replaced. Several lines, maybe.
    public let tail: String

    /// Describes an ending.
    public init(_ cause: Cause, tail: String) {
        self.cause = cause
        self.tail = tail
    }

    /// It did what it should.
    public var isSuccess: Bool { cause == .exited(0) }
}

extension HookEnding: CustomStringConvertible {
    /// One line for a log: `exited with status 3: no such playlist`.
    public var description: String {
        let verdict =
            switch cause {
            case .exited(let code): "exited with status \(code)"
            case .signalled(let signal): "was ended by signal \(signal)"
            case .timedOut: "took too long and was ended"
            }
        let last = tail.split(whereSeparator: \.isNewline).last.map { ": \(String($0).oneLine)" } ?? ""
        return verdict + last
    }
}
