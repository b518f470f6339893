import StateFiles
public import SystemPackage

/// Why what `smartclip setup` makes cannot be used as it is.
public enum InstallationError: Error, Sendable, Equatable, CustomStringConvertible {
    /// Nothing was set up in the folder.
    case absent(FilePath)
    /// The model was not set up there; others may have been.
    case modelAbsent(String, others: [String])
    /// Something was, but is not whole any more, or cannot be read.
    case broken(String)
    /// The same of one model.
    case modelBroken(String, String)
    /// There is no such model; those that there are.
    case modelUnknown(String, known: [String])

    /// One line: what is the matter, and what to do.
    public var description: String {
        switch self {
        case .absent(let folder):
            "speech recognition is not set up in \(folder); run smartclip setup speech"
        case .modelAbsent(let name, let others):
            "the model \(name) is not set up\(others.isEmpty ? "" : " (only \(others.joined(separator: ", ")))"); "
                + "run smartclip setup speech --model \(name)"
        case .broken(let detail):
            "speech recognition is not whole: \(detail); run smartclip setup speech"
        case .modelBroken(let name, let detail):
            "the model \(name) is not whole: \(detail); run smartclip setup speech --model \(name)"
        case .modelUnknown(let name, let known):
            "there is no model \(name.oneLine); set one of \(known.joined(separator: ", "))"
        }
    }

    /// Runs a body whose other errors mean that something is not whole.
    static func asBroken<Value>(_ body: () throws -> Value) throws(InstallationError) -> Value {
        do {
            return try body()
        } catch let error as InstallationError {
            throw error
        } catch {
            throw .broken("\(error)".oneLine)
        }
    }
}
