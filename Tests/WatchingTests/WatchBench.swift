import Concurrency
import Glibc
import Intake
import SystemPackage

@testable import StateFiles
@testable import Watching

/// Time that only goes on when a test says so, and files that are nowhere but in it.
final class WatchBench {
    typealias Instant = ContinuousClock.Instant

    /// A file as the file system would tell of it.
    struct File: Equatable {
        var bytes = 100
        var inode = 1
        /// When it last changed, in seconds of the bench's time; before 0 it is from before the watcher's start.
        var changed = 0.0
        var mark = FoundVideo.Mark.none
    }

    static let folder: FilePath = "/in"
    static let path: FilePath = "/in/talk.mp4"

    private let origin = ContinuousClock.now
    /// Seconds since 1970 at which the bench's time begins.
    private let epoch = 1_700_000_000.0
    var book: WatchBook
    var seconds = 0.0

    init(quiet: Double = 10, trustsTimes: Bool = true) {
        book = WatchBook(rules: WatchBook.Rules(quiet: .seconds(quiet), trustsTimes: trustsTimes))
    }

    var now: Instant { instant(seconds) }

    func instant(_ seconds: Double) -> Instant { origin + .milliseconds(Int((seconds * 1000).rounded())) }

    /// The bench's time of an instant.
    func seconds(_ instant: Instant?) -> Double? {
        instant.map { (origin.duration(to: $0).inSeconds * 1000).rounded() / 1000 }
    }

    /// When the book is due next.
    var next: Double? { seconds(book.next) }

    func see(_ file: File, at path: FilePath = path, isMovedIn: Bool = false) {
        book.see(
            found(file, at: path),
            isMovedIn: isMovedIn,
            at: WatchTime(instant: now, wall: nanoseconds(seconds))
        )
    }

    func touch(_ path: FilePath = path, after delay: Double) {
        book.touch(path, after: .milliseconds(Int(delay * 1000)), at: now)
    }

    /// What is due, and of it what is handed over.
    func taken() -> [FilePath] {
        let now = now
        return book.due(at: now).filter { book.release($0, at: now) }
    }

    private func found(_ file: File, at path: FilePath) -> FoundVideo {
        var raw = stat()
        raw.st_mode = S_IFREG
        raw.st_ino = UInt(file.inode)
        raw.st_size = file.bytes
        let time = nanoseconds(file.changed)
        raw.st_ctim = timespec(tv_sec: time / 1_000_000_000, tv_nsec: time % 1_000_000_000)
        raw.st_mtim = raw.st_ctim
        return FoundVideo(
            path: path,
            root: Self.folder,
            preferredFolder: "talk",
            captions: [],
            facts: FileFacts(raw),
            mark: file.mark
        )
    }

    private func nanoseconds(_ seconds: Double) -> Int { Int((epoch + seconds) * 1000) * 1_000_000 }
}
