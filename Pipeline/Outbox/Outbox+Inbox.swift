import Intake
import StateFiles
public import SystemPackage

// Which folders are outboxes, and which must not be used as one.
extension Outbox {
    /// Why a folder cannot be the outbox of what is looked for in these places: one of them is it, or is in it, by whatever
    /// name, link or mount. Nil where it can. To be asked before anything is written.
    public static func problem(with root: FilePath, inboxes: [FilePath]) -> String? {
        let outbox = Files.real(root)
        let facts = try? FileFacts(of: root)  // What is not there yet is nobody's inbox.
        for inbox in inboxes {
            var folder = Files.real(inbox)
            var isSame = true
            while true {
                // What cannot be looked at is reported by whoever looks for videos.
                let here = try? FileFacts(of: folder)
                let isIdentical = facts.map { $0.device == here?.device && $0.inode == here?.inode } ?? false
                if folder == outbox || isIdentical {
                    return isSame
                        ? "\(inbox.shown) is to be the inbox and the outbox; name another folder with --output"
                        : "\(inbox.shown) is in the outbox \(root.shown), where no videos are looked for; "
                            + "name another folder with --output"
                }
                isSame = false
                guard !folder.removingLastComponent().isEmpty, folder.removeLastComponent() else { break }
            }
        }
        return nil
    }
}
