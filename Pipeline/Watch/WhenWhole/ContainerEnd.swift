import Media
import StateFiles
import SystemPackage

/// Whether a file ends where its container says that it ends.
///
/// A file that was renamed into place is usually whole, but it may be the first part of one: an interrupted `rsync -P` renames
/// that too. Some containers say by their sizes or their last piece where they end. All others (MPEG-TS, M2TS and program
/// streams, FLV, MXF, raw video, Matroska that was never finished) look whole wherever they are cut, so they wait.
enum ContainerEnd {
    /// Whether the file is known to reach the end of its container.
    static func isReached(in path: FilePath) -> Bool {
        // A file that cannot be read is reported when its turn comes.
        guard let file = try? Files.open(path, .readOnly) else { return false }
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        return (try? ContainerEnding(of: file)) == .reached(trailing: 0)
    }
}
