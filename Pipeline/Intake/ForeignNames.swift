import StateFiles
package import SystemPackage

/// Names that stand in an inbox and are nobody's videos: what systems keep there for themselves, and what copies and
/// downloads have not finished. The one place where they are known; the setting `ignore` adds others.
public enum ForeignNames {
    /// Folders, in their makers' spelling: bins, thumbnails and snapshots of NAS boxes, Windows and file systems, and what
    /// editors keep for themselves. Those that
    /// begin with `.` (macOS, Linux, Syncthing) or `~` (NetApp) are left out anyway.
    public static let folders: Set<String> = [
        "#recycle", "#snapshot", "@eaDir", "@tmp", "@sharesnap",  // Synology
        "@Recycle", "@Recently-Snapshot", "@Transcode",  // QNAP
        "$RECYCLE.BIN", "$Recycle.Bin", "RECYCLER", "System Volume Information",  // Windows
        "lost+found",  // ext4
        "Network Trash Folder", "Temporary Items",  // AFP
        "Adobe Premiere Pro Audio Previews", "Adobe Premiere Pro Video Previews",
    ]

    private static let lowercasedFolders = Set(folders.map { $0.lowercased() })

    /// Endings of what is on its way: of files, and of Safari's folders.
    private static let endings: Set<String> = [
        "!qb", "!sync", "!ut", "aria2", "bc!", "crdownload", "download", "filepart", "lftp-pget-status", "opdownload",
        "part", "partial", "st", "tmp", "ytdl",
    ]

    /// Whether a file or folder of that name is left out.
    package static func contain(_ name: FilePath.Component) -> Bool {
        let text = name.string
        if text.hasPrefix(".") || text.hasPrefix("~") || endings.contains(name.lowercasedExtension) { return true }
        return lowercasedFolders.contains(text.lowercased()) || isPiece(text)
    }

    /// What yt-dlp makes a video from: `NAME.f137.mp4`, `NAME.f251-drc.webm`, `NAME.fhls-720.mp4`, `NAME.temp.mp4`.
    private static func isPiece(_ name: String) -> Bool {
        let parts = name.lowercased().split(separator: ".")
        guard parts.count >= 3 else { return false }
        let tag = parts[parts.count - 2]
        if tag == "temp" || tag.hasPrefix("fhls-") || tag.hasPrefix("fdash-") { return true }
        guard tag.first == "f" else { return false }
        let digits = tag.dropFirst().prefix { $0.isASCII && $0.isNumber }
        return digits.count >= 2 && [nil, "-"].contains(tag.dropFirst(1 + digits.count).first)
    }

    /// The name of the file that a file of this name says is on its way, as aria2 and browsers write one beside it.
    package static func unfinished(by name: FilePath.Component) -> [UInt8]? {
        guard endings.contains(name.lowercasedExtension), name.lowercasedExtension != "tmp" else { return nil }
        return Array(name.bytes.prefix(name.stemLength))
    }
}
