import StateFiles
public import SystemPackage

/// How much room files take.
public enum DiskUse {
    /// Bytes of all files below a path, links not followed; what cannot be looked at counts nothing.
    public static func of(_ path: FilePath) -> Int {
        // This is an answer for people, who learn elsewhere what cannot be read.
        guard let facts = try? FileFacts.unlessLink(path) else { return 0 }
        switch facts.kind {
        case .regular: return facts.bytes
        case .directory: return ((try? Files.list(path)) ?? []).reduce(0) { $0 + of(path.appending($1)) }
        case .other: return 0
        }
    }

    /// `147 MB`, in millions of bytes as disks are sold.
    public static func text(_ bytes: Int) -> String {
        bytes >= 10_000_000_000 ? "\(bytes / 1_000_000_000) GB" : "\((bytes + 500_000) / 1_000_000) MB"
    }
}
