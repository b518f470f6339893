public import Manifest

/// Why a stage is done.
public enum Reason: Sendable, Equatable, CustomStringConvertible {
    /// It never was.
    case new
    /// An option or an input of it changed.
    case changed
    /// It began and did not end.
    case interrupted
    /// Files it made are gone or have another size.
    case damaged([String])
    /// Its record cannot be understood.
    case corrupt(String)
    /// A stage before it is done anew.
    case upstream(StageName)
    /// It failed in a way that may have passed.
    case retry(String)

    /// A few words for a person.
    public var description: String {
        switch self {
        case .new: "new"
        case .changed: "an option or an input changed"
        case .interrupted: "was interrupted"
        case .damaged(let files): "missing or damaged: \(files.joined(separator: ", "))"
        case .corrupt(let problem): "its record is corrupt: \(problem)"
        case .upstream(let stage): "\(stage.rawValue) runs"
        case .retry(let message): "failed before: \(message)"
        }
    }

    /// One word for a program.
    public var word: String {
        switch self {
        case .new: "new"
        case .changed: "changed"
        case .interrupted: "interrupted"
        case .damaged: "damaged"
        case .corrupt: "corrupt"
        case .upstream: "upstream"
        case .retry: "retry"
        }
    }

    /// Whether what a stage makes may differ from what it made before, so that the stages after it must run too.
    ///
    /// The first two stages say what the source is, and the same source is always the same. A stage whose files are only
    /// made again makes the same; where it does not, the later stages' fingerprints show it.
    func spreads(from stage: StageName) -> Bool {
        if stage <= .awaitAsset { return false }
        if case .damaged = self { return false }
        return true
    }
}
