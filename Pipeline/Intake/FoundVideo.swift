public import Manifest
package import StateFiles
public import SystemPackage

/// A file that was found where videos are looked for.
package struct FoundVideo: Sendable {
    /// The file, from the root of the file system.
    package let path: FilePath
    /// The folder that was asked for; presets are read up to it.
    package let root: FilePath
    /// What the video's folder in the outbox would be called, with `/` between its parts.
    package let preferredFolder: String
    /// Captions that stand beside it, best first.
    package let captions: [FilePath]
    /// What the file system said of it.
    package let facts: FileFacts
    /// What its owner says of it by a file beside it.
    package var mark = Mark.none
    /// Whether the user named the file itself: then it is followed wherever it leads.
    package var isNamed = false
    /// Whether links that lead out of the inbox are followed.
    package var followsLinks = false

    package init(
        path: FilePath,
        root: FilePath,
        preferredFolder: String,
        captions: [FilePath],
        facts: FileFacts,
        mark: Mark = Mark.none,
        isNamed: Bool = false,
        followsLinks: Bool = false
    ) {
        self.path = path
        self.root = root
        self.preferredFolder = preferredFolder
        self.captions = captions
        self.facts = facts
        self.mark = mark
        self.isNamed = isNamed
        self.followsLinks = followsLinks
    }

    /// An empty file beside a video that says something of it.
    package enum Mark: Sendable, Equatable {
        case none
        /// `talk.mp4.hold`: it is left alone for as long as this stands.
        case hold
        /// `talk.mp4.ready`: it is whole.
        case ready
    }
}

/// A file or folder that cannot be a video, with the reason.
public struct Refused: Error, Sendable, Equatable, CustomStringConvertible {
    /// What was refused.
    public let path: FilePath
    /// Why, and what to do.
    public let problem: String
    /// What another look would need: `transient` where it may be gone by itself.
    public let `class`: Failure.Class

    package init(_ path: FilePath, _ problem: String, _ class: Failure.Class = .input) {
        self.path = path
        self.problem = problem
        self.class = `class`
    }

    /// What the file system would not let be looked at, and what to do; `ifMissing` tells what is not there.
    package init(_ path: FilePath, _ error: FileError, ifMissing: String? = nil) {
        if error.isMissing {
            self.init(path, ifMissing ?? error.description)
        } else {
            let failure = Failure.of(error)
            self.init(path, failure.message, failure.class == .config ? .config : .input)
        }
    }

    /// Both in one line.
    public var description: String { "\(path.shown): \(problem)" }
}

/// A folder that was left out, or in which something was, and why.
public struct Skipped: Sendable, Equatable {
    /// The folder.
    public let path: FilePath
    /// Why.
    public let reason: String
}
