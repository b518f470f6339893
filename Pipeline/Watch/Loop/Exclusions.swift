import Intake
import StateFiles
import SystemPackage

/// What of the inbox is no video or is left out, so that each is reported once and the status file can list it.
struct Exclusions {
    /// What a look covered: what it covered and did not find is forgotten.
    enum Scope {
        case inbox
        /// One folder, not those below it: all in it, or the files of some names.
        case folder(FilePath, only: Set<[UInt8]>?)

        func covers(_ path: FilePath) -> Bool {
            switch self {
            case .inbox: true
            case .folder(let folder, let names):
                path.removingLastComponent() == folder
                    && path.lastComponent.map { names?.contains($0.bytes) ?? true } ?? false
            }
        }
    }

    /// Files that cannot be videos, and why.
    private(set) var refused: [FilePath: String] = [:]
    /// Folders and files that are left out.
    private var skipped: Set<FilePath> = []

    /// Takes in the files that a look found not to be videos. Returns those that are new or have another reason.
    mutating func refuse(_ found: [Refused], by scope: Scope) -> [Refused] {
        let old = refused
        refused = refused.filter { !scope.covers($0.key) }
        for refusal in found { refused[refusal.path] = refusal.problem }
        return found.filter { old[$0.path] != $0.problem }
    }

    /// Takes in what a look left out. Returns what is new. Only a look at the whole inbox can tell what is not left out any more.
    mutating func skip(_ found: [Skipped], by scope: Scope) -> [Skipped] {
        let old = skipped
        if case .inbox = scope { skipped = [] }
        skipped.formUnion(found.map(\.path))
        return found.filter { !old.contains($0.path) }
    }
}
