import SystemPackage

/// A pipe to log to, and what came through it.
final class LogPipe: Sendable {
    /// Where to log.
    let end: FileDescriptor
    private let start: FileDescriptor

    init() throws {
        (start, end) = try FileDescriptor.pipe()
    }

    /// All lines that were logged; after this nothing more can be.
    func lines() throws -> [String] {
        try end.close()
        var bytes: [UInt8] = []
        var buffer = [UInt8](repeating: 0, count: 65536)
        while case let count = try buffer.withUnsafeMutableBytes({ try start.read(into: $0) }), count > 0 {
            bytes += buffer[..<count]
        }
        try start.close()
        return String(decoding: bytes, as: UTF8.self).split(separator: "\n").map(String.init)
    }
}
