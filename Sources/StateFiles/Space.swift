import Glibc
public import SystemPackage

/// Room on a disk.
public enum Space {
    /// Bytes that may still be written at a path, or at the nearest folder above it that is there.
    public static func free(at path: FilePath) throws(FileError) -> Int {
        var path = path
        while true {
            var facts = statvfs()
            if path.withPlatformString({ statvfs($0, &facts) }) == 0 {
                return Int(facts.f_bavail) * Int(facts.f_frsize)
            }
            let failure = FileError("ask the room at", path, Errno(rawValue: errno))
            guard failure.isMissing, !path.removingLastComponent().isEmpty else { throw failure }
            path.removeLastComponent()
        }
    }
}
