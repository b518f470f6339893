import StateFiles
package import SystemPackage

/// The folder by which an outbox is known, `.smartclip`: nobody drops videos beside it.
package enum OutboxMark {
    /// Its name.
    package static let name = ".smartclip"

    /// Whether a folder is an outbox, whoever's, in which something was made. A mere file of the mark's name is none; nor
    /// is a mark without content, as a run leaves it that was given a wrong folder.
    package static func stands(in folder: FilePath) -> Bool {
        let own = Place(folder).appending(name)
        return ["videos", "ledger"].contains { part in
            do throws(FileError) {
                return try own.appending(part).list().contains { $0.lowercasedExtension == "json" }
            } catch {
                // Somebody else's, who lets nobody look into it, is one all the same.
                return !error.isMissing
            }
        }
    }
}
