import Glibc
import StateFiles
import SystemPackage

/// A path in a form that survives being made a String of.
///
/// The library that starts programs passes the program's path and the working folder on as text, which a name that is
/// not UTF-8 does not survive. Such a file is held open, and meant by its descriptor.
struct HeldPath: ~Copyable {
    /// The path to hand on, good while this value lives.
    let path: FilePath
    private let descriptor: FileDescriptor?

    /// O_PATH of open(2), which Swift does not see: it asks for no right to read, which running a program does not need.
    private static let pathOnly: Int32 = 0o10_000_000

    init(_ wanted: FilePath) throws(FileError) {
        let bytes = wanted.bytes
        if Array(String(decoding: bytes, as: UTF8.self).utf8) == bytes {
            path = wanted
            descriptor = nil
            return
        }
        let number = wanted.withPlatformString { open($0, Self.pathOnly | O_CLOEXEC) }
        guard number >= 0 else { throw FileError("open", wanted, Errno(rawValue: errno)) }
        descriptor = FileDescriptor(rawValue: number)
        path = FilePath("/proc/\(getpid())/fd/\(number)")
    }

    deinit {
        // Nothing was written to it.
        try? descriptor?.close()
    }
}
