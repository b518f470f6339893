public import SystemPackage

extension Files {
    /// Whether a folder is another or stands in it, by whatever name, link or mount.
    public static func stands(_ folder: FilePath, within other: FilePath) -> Bool {
        let wanted = real(other)
        // What is not there holds nothing, and has no number to be known by.
        let facts = try? FileFacts(of: other)
        var place = real(folder)
        while true {
            // As above; the way up goes on.
            let here = try? FileFacts(of: place)
            let isSame = facts.map { $0.device == here?.device && $0.inode == here?.inode } ?? false
            if isSame || place == wanted { return true }
            guard !place.removingLastComponent().isEmpty, place.removeLastComponent() else { return false }
        }
    }
}
