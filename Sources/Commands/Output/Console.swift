import Glibc
import SystemPackage

/// Where the program speaks: results on standard output, everything else on standard error.
enum Console {
    /// Nobody reads the results any more.
    struct Closed: Error {}

    /// Writes a line of results. Throws `Closed` when the reader has gone.
    static func print(_ line: String) throws {
        try write(Array((line + "\n").utf8))
    }

    /// Writes results as they are. Throws `Closed` when the reader has gone.
    static func write(_ bytes: [UInt8]) throws {
        do {
            try FileDescriptor.standardOutput.writeAll(bytes)
        } catch Errno.brokenPipe {
            throw Closed()
        }
    }

    /// Writes a line to standard error.
    static func error(_ line: String, prefixed: Bool = true) {
        // Where even this cannot be written there is no one left to tell.
        _ = try? FileDescriptor.standardError.writeAll(((prefixed ? "smartclip: " : "") + line + "\n").utf8)
    }

    /// Writes to standard error as it is: for what moves the cursor.
    static func raw(_ text: String) {
        // As above.
        _ = try? FileDescriptor.standardError.writeAll(text.utf8)
    }

    /// Whether standard error is a terminal that can move its cursor.
    static var isTerminal: Bool {
        isatty(STDERR_FILENO) == 1 && getenv("TERM").map { String(cString: $0) != "dumb" } ?? false
    }

    /// The terminal's width in characters; 80 where it is not known.
    static var width: Int {
        var size = winsize()
        guard ioctl(STDERR_FILENO, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 20 else { return 80 }
        return Int(size.ws_col)
    }
}
