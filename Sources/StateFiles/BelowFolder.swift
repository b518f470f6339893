import CLinux
import Glibc
import SystemPackage

/// Opens what is below an open folder, following no link on the way: by openat2(2), or step by step where the kernel has none, or a
/// sandbox forbids it.
enum BelowFolder {
    /// Opens a path below a folder; throws where a part of it is a link (`ELOOP`) or leads out (`EXDEV`).
    static func open(
        _ path: FilePath,
        in folder: FileDescriptor,
        _ flags: CInt,
        mode: mode_t = 0
    ) throws(Errno) -> FileDescriptor {
        var tries = 0
        while true {
            let descriptor = path.withPlatformString { open_below(folder.rawValue, $0, flags | O_CLOEXEC, mode) }
            if descriptor >= 0 { return FileDescriptor(rawValue: descriptor) }
            switch errno {
            case EINTR: continue
            // Something was renamed on the way. A file that another program has a lease on says the same for longer.
            case EAGAIN where tries < 16: tries += 1
            case ENOSYS, EPERM: return try openByStep(path, in: folder, flags, mode: mode)
            default: throw Errno(rawValue: errno)
            }
        }
    }

    /// The same for a kernel without openat2(2): each part is opened by itself.
    static func openByStep(
        _ path: FilePath,
        in folder: FileDescriptor,
        _ flags: CInt,
        mode: mode_t = 0
    ) throws(Errno) -> FileDescriptor {
        guard !path.isAbsolute, path.components.allSatisfy({ $0.kind != .parentDirectory }),
            let last = path.lastComponent
        else { throw Errno(rawValue: EXDEV) }
        var here = folder
        defer { if here != folder { Files.closeQuietly(here) } }
        for part in path.removingLastComponent().components {
            let next = try step(part, in: here, OPEN_TO_NAME | O_DIRECTORY)
            if here != folder { Files.closeQuietly(here) }
            here = next
        }
        return try step(last, in: here, flags, mode: mode)
    }

    private static func step(
        _ name: FilePath.Component,
        in folder: FileDescriptor,
        _ flags: CInt,
        mode: mode_t = 0
    ) throws(Errno) -> FileDescriptor {
        while true {
            let descriptor = name.withPlatformString {
                openat(folder.rawValue, $0, flags | O_NOFOLLOW | O_CLOEXEC, mode)
            }
            if descriptor >= 0 { return FileDescriptor(rawValue: descriptor) }
            let failure = errno
            if failure == EINTR { continue }
            // Asked for a folder, the kernel says of a link only that it is none.
            guard failure == ENOTDIR, isLink(name, in: folder) else { throw Errno(rawValue: failure) }
            throw Errno(rawValue: ELOOP)
        }
    }

    private static func isLink(_ name: FilePath.Component, in folder: FileDescriptor) -> Bool {
        var raw = stat()
        return name.withPlatformString { fstatat(folder.rawValue, $0, &raw, AT_SYMLINK_NOFOLLOW) } == 0
            && raw.st_mode & S_IFMT == S_IFLNK
    }
}
