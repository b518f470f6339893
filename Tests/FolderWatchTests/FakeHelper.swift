import Glibc
import SystemPackage
import TestSupport

/// A helper for tests that is a shell script.
enum FakeHelper {
    /// Writes the script and returns its path; `$HELPER` stands for the real helper.
    static func make(_ script: String, in folder: FilePath) throws -> FilePath {
        let path = folder.appending("helper-\(UInt32.random(in: 0 ... .max))")
        try TinyVideos.write("#!/bin/sh\nHELPER='\(try Watching.helper)'\n\(script)\n", to: path)
        guard path.withPlatformString({ chmod($0, 0o700) }) == 0 else { throw Errno(rawValue: errno) }
        return path
    }
}
