import Glibc
import SystemPackage

extension Program {
    /// Where this program is; its bare name where the system does not tell.
    static var path: FilePath {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        return count > 0 ? FilePath(platformString: buffer) : "smartclip"
    }
}
