import Media
import StateFiles
import SystemPackage

/// Whether a file holds all that its container says it holds.
///
/// What was renamed into place is usually whole, but it may be the first part of a file: an interrupted `rsync -P` renames
/// that too. Containers whose sizes or last piece tell where they end are believed. All others (MPEG-TS, M2TS and program
/// streams, FLV, MXF, raw video, Matroska that was never finished) look whole wherever they are cut, so they wait.
enum ContainerEnd {
    /// Whether the end of the file is the end that its container tells of.
    static func isReached(in path: FilePath) -> Bool {
        // A file that cannot be read is told of when its turn comes.
        guard let file = try? Files.open(path, .readOnly) else { return false }
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        return (try? ContainerEnding(of: file)) == .reached(trailing: 0)
    }
}
