import Glibc
public import SystemPackage

extension FileFacts {
    /// Asks the file system about a name itself; nil where it is that of a link.
    public static func unlessLink(_ path: FilePath) throws(FileError) -> FileFacts? {
        var raw = stat()
        guard path.withPlatformString({ lstat($0, &raw) }) == 0 else { throw .last("stat", path) }
        return raw.st_mode & S_IFMT == S_IFLNK ? nil : FileFacts(raw)
    }
}

extension Files {
    /// Where the file that is open stands now, whatever the way to it was; nil where the kernel does not say.
    public static func place(of file: FileDescriptor) -> FilePath? {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX) + 1)
        let count = readlink("/proc/self/fd/\(file.rawValue)", &buffer, buffer.count - 1)
        return count > 0 ? FilePath(platformString: buffer) : nil
    }
}
