import Glibc
import SystemPackage

/// Where this program is, and the helpers that are built with it.
enum HelperPlace {
    /// This program; its bare name where the system does not tell.
    static var program: FilePath {
        var buffer = [CChar](repeating: 0, count: Int(PATH_MAX))
        let count = readlink("/proc/self/exe", &buffer, buffer.count - 1)
        return count > 0 ? FilePath(platformString: buffer) : "smartclip"
    }

    /// A helper's path: it stands beside this program.
    static func beside(_ name: FilePath.Component) -> FilePath { program.removingLastComponent().appending(name) }

    /// The one that copies pictures without encoding them.
    static var cutter: FilePath { beside("smartclip-cut") }
}
