import Manifest
package import StateFiles
package import SystemPackage

/// The files of an inbox, which others may write to: a link in it is followed only to what is in the inbox too, unless the
/// operator wants more.
package struct InboxFiles: Sendable, Equatable {
    /// The inbox, as it was named.
    package let root: FilePath
    /// Whether links that lead out of it are followed.
    package var followsLinks = false

    package init(root: FilePath, followsLinks: Bool = false) {
        self.root = root
        self.followsLinks = followsLinks
    }

    /// What is said of a link that is not followed, behind its name.
    package static let refusal =
        "is a link that leads out of the inbox and is not followed, unless --follow-links is given"

    /// Opens a file to read it; nil where it is not in the inbox. That is asked of the file that was opened, whatever is done to its
    /// name meanwhile.
    package func open(_ path: FilePath) throws(FileError) -> FileDescriptor? {
        let file = try Files.open(path, .readOnly)
        if followsLinks || holds(Files.place(of: file) ?? Files.real(path)) { return file }
        try? file.close()  // Nothing was read from it.
        return nil
    }

    /// Whether a link leads to something in the inbox.
    package func holdsTarget(of link: FilePath) -> Bool { followsLinks || holds(Files.real(link)) }

    /// Whether a path without links is that of something in the inbox.
    private func holds(_ real: FilePath) -> Bool { real.starts(with: root) || real.starts(with: Files.real(root)) }

    /// A line that changes when a file does; nil where it is not there. What is not followed does not change.
    package func signature(of path: FilePath) -> String? {
        // What cannot be looked at is reported when the video is.
        let own = try? FileFacts.unlessLink(path)
        if let own { return own.signature }
        guard (try? FileFacts.isLink(path)) == true else { return nil }
        return holdsTarget(of: path) ? (try? FileFacts(of: path))?.signature : "elsewhere"
    }
}

extension FoundVideo {
    /// What stands beside it and above it.
    package var inbox: InboxFiles { InboxFiles(root: root, followsLinks: followsLinks) }

    /// Opens the video.
    package func open() throws -> FileDescriptor {
        if isNamed { return try Files.open(path, .readOnly) }
        if let file = try inbox.open(path) { return file }
        throw Failure(.input, "\(path.shown): \(InboxFiles.refusal)")
    }
}
