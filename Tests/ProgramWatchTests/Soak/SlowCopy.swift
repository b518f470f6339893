import Intake
import SystemPackage

/// A file that is written a piece at a time.
///
/// The last piece holds the end of the video with all that follows it: what stands there before is never whole.
struct SlowCopy {
    private(set) var path: FilePath
    private var rest: [[UInt8]]
    /// Open for as long as it is written, as `cp` has it; nil where it is opened for each piece, as Samba does.
    private var file: FileDescriptor?

    /// Begins a file, or overwrites one.
    init(_ content: [UInt8], to path: FilePath, pieces: Int, isKeptOpen: Bool) throws {
        self.path = path
        let tail = 4096
        let size = max(1, (content.count - tail) / max(1, pieces))
        let body = content.dropLast(tail)
        let parts = stride(from: 0, to: body.count, by: size).map { Array(body[$0..<min($0 + size, body.count)]) }
        rest = [Array(content.suffix(tail))] + parts.reversed()
        let file = try FileDescriptor.open(
            path,
            .writeOnly,
            options: [.create, .truncate],
            permissions: .ownerReadWrite
        )
        if isKeptOpen { self.file = file } else { try file.close() }
    }

    /// Whether moves and deletions do not disturb it.
    var isKeptOpen: Bool { file != nil }

    /// Whether it is written to its end.
    var isWhole: Bool { rest.isEmpty }

    /// The same after a folder was moved.
    func moved(from old: FilePath, to new: FilePath) -> SlowCopy {
        var copy = self
        if path.starts(with: old) { copy.path = new.appending(path.components.dropFirst(old.components.count)) }
        return copy
    }

    /// Writes the next piece.
    mutating func goOn() throws {
        guard let piece = rest.popLast() else { return }
        if let file {
            try file.writeAll(piece)
            if rest.isEmpty { try file.close() }
        } else {
            let file = try FileDescriptor.open(path, .writeOnly, options: [.append])
            _ = try file.closeAfter { try file.writeAll(piece) }
        }
    }
}
