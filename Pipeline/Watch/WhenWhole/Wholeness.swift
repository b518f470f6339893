import Glibc
import Intake
import Media
import StateFiles
import SystemPackage

/// Checks that a file which no longer changes is whole, before anything is made of it.
enum Wholeness {
    /// Why a file is not whole; nil where it is, or where only the pipeline can decide.
    ///
    /// With `isOpenOnly` it is only checked whether the file is open for writing: a file that has not changed for long is no
    /// copy in progress, but it may be a paused recording.
    static func problem(of found: FoundVideo, isOpenOnly: Bool, _ tools: MediaTools) async throws -> String? {
        let (path, file) = (found.path, try found.open())
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        if isOpenForWriting(file) { return "is still open for writing" }
        if isOpenOnly { return nil }
        let name = path.shownName
        let input = MediaInput(descriptor: file, name: name)
        do {
            // A recording that broke off does not grow any more; whether it is usable is for the pipeline to decide.
            _ = try await tools.read(input, wholeOnly: false)
            return nil
        } catch {
            switch error.kind {
            case .input: return "cannot be read to its end yet (\(error.description.oneLine))"
            case .cancelled: throw CancellationError()
            // A missing ffmpeg or a full machine says nothing about the file; the pipeline reports it.
            case .transient, .config, .bug: return nil
            }
        }
    }

    /// Whether some process of this machine has the file open to write to it. A read lease is granted only where none
    /// has (fcntl(2), F_SETLEASE). On a file system without leases, and on another user's file, this is not known.
    static func isOpenForWriting(_ file: FileDescriptor) -> Bool {
        let setLease: Int32 = 1024
        if fcntl(file.rawValue, setLease, Int32(F_RDLCK)) == 0 {
            // Given back at once, so that no writer ever waits for it.
            _ = fcntl(file.rawValue, setLease, Int32(F_UNLCK))
            return false
        }
        return errno == EAGAIN
    }
}
