import Glibc
import StateFiles
import SystemPackage

/// The folder of a video that was asked for lately, held open.
final class ShelvedFolder: Sendable {
    /// What tells a file from its other states.
    struct Signature: Sendable, Equatable {
        let inode: UInt64
        let bytes: Int
        let modified: Int
        let changed: Int
    }

    private let descriptor: FileDescriptor

    /// Nil where there is none.
    init?(_ place: Place) throws(FileError) {
        do throws(FileError) {
            descriptor = try place.open()
        } catch {
            if error.isMissing || error.isLink { return nil }
            throw error
        }
    }

    deinit {
        // Nothing was written to it.
        try? descriptor.close()
    }

    /// Of a regular file in it; nil where it is gone, or the folder itself is.
    func signature(of name: String) -> Signature? {
        var raw = stat()
        guard fstatat(descriptor.rawValue, name, &raw, AT_SYMLINK_NOFOLLOW) == 0, raw.st_mode & S_IFMT == S_IFREG else {
            return nil
        }
        return Signature(
            inode: UInt64(raw.st_ino),
            bytes: Int(raw.st_size),
            modified: raw.st_mtim.tv_sec &* 1_000_000_000 &+ raw.st_mtim.tv_nsec,
            changed: raw.st_ctim.tv_sec &* 1_000_000_000 &+ raw.st_ctim.tv_nsec
        )
    }
}
