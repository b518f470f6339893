import Glibc
import Intake
import Media
import StateFiles
import SystemPackage

/// Makes sure that a file which stands still is whole, before anything is made of it.
enum Wholeness {
    /// Why a file is not whole; nil where it is, or where only the pipeline can tell.
    ///
    /// `isOpenOnly` asks for no more than whether it is open for writing: what has been still for long is no copy that
    /// goes on, though it may be a recording that stands.
    static func problem(of found: FoundVideo, isOpenOnly: Bool, _ tools: MediaTools) async throws -> String? {
        let (path, file) = (found.path, try found.open())
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        if isOpenForWriting(file) { return "is still open for writing" }
        if isOpenOnly { return nil }
        let name = path.lastComponent?.shown.oneLine ?? path.shown
        let input = MediaInput(descriptor: file, name: name)
        do {
            // A recording that broke off grows no more once it stands still; whether it is taken is the pipeline's to say.
            _ = try await tools.read(input, wholeOnly: false)
            return nil
        } catch {
            switch error.kind {
            case .input: return "cannot be read to its end yet (\(error.description.oneLine))"
            case .cancelled: throw CancellationError()
            // A missing ffmpeg or a full machine says nothing of the file; the pipeline tells it where it belongs.
            case .transient, .config, .bug: return nil
            }
        }
    }

    /// Whether some process of this machine has the file open to write to it. A read lease is granted only where none
    /// has (fcntl(2), F_SETLEASE); where the file system has no leases, or the file is another user's, nothing is known.
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
