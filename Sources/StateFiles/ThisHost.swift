import Glibc

/// The machine that this process runs on.
public enum ThisHost {
    /// Its name, as the kernel has it: machines that share a file system are told apart by it.
    public static let name: String = {
        var buffer = [CChar](repeating: 0, count: 256)
        guard gethostname(&buffer, buffer.count - 1) == 0 else { return "this machine" }
        return String(decoding: buffer.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
    }()
}
