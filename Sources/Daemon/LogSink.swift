import Glibc
import SystemPackage

/// Where log lines go.
struct LogSink: Sendable {
    let descriptor: FileDescriptor

    /// Writes a line with one call, so that lines of several processes do not mix.
    func write(_ line: String) {
        var rest = Array((line + "\n").utf8)[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor.rawValue, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            // Where a log cannot be written there is nobody left to tell.
            if count <= 0 { return }
            // Only a full disk or a signal in a very long line leaves a rest.
            rest = rest.dropFirst(count)
        }
    }
}
