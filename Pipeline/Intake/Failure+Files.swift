public import Manifest
public import StateFiles
import SystemPackage

extension Failure {
    /// What went wrong with a file of the outbox, and what to do about it.
    public static func of(_ error: FileError) -> Failure {
        if error.isLeaseLost {
            return Failure(
                .transient,
                "\(error.path.shown): another machine took this process for dead, after it had shown no life for a minute, and has "
                    + "gone on with its work; nothing was published here"
            )
        }
        return switch error.errno {
        case .tooManySymbolicLinkLevels:
            Failure(
                .config,
                "\(error.path.shown): is a link or lies behind one, through which nothing is read, written or removed; put a "
                    + "folder or a file in its place"
            )
        case .noSpace, .diskQuotaExceeded:
            Failure(.transient, "\(error); make room and run again")
        case .fileTooLarge where error.operation.hasPrefix("read"):
            Failure(.config, "\(error); make it smaller, or take it away")
        case .permissionDenied where ["open", "read", "list", "stat"].contains(error.operation):
            Failure(.config, "\(error); give SmartClip the right to read it")
        case .readOnlyFileSystem, .permissionDenied, .notPermitted:
            Failure(.config, "\(error); give SmartClip the right to write there")
        default: Failure(.transient, error.description)
        }
    }
}
