import Glibc
import HTTPTransfer
import SystemPackage

/// An open file without a name, which is gone when it is closed.
final class TestFile: Sendable {
    let descriptor: FileDescriptor

    init(_ bytes: [UInt8] = []) throws {
        var template = Array("/tmp/http-transfer-XXXXXX".utf8CString)
        let raw = mkstemp(&template)
        guard raw >= 0 else { throw Errno(rawValue: errno) }
        unlink(template)
        descriptor = FileDescriptor(rawValue: raw)
        try descriptor.writeAll(toAbsoluteOffset: 0, bytes)
    }

    deinit { try? descriptor.close() }

    func bytes() throws -> [UInt8] {
        let size = Int(try descriptor.seek(offset: 0, from: .end))
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            count = try descriptor.read(fromAbsoluteOffset: 0, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }
}

/// Bytes that differ from place to place, so that what is lost or doubled is seen.
func pattern(_ count: Int) -> [UInt8] { (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 31 ^ $0 >> 8) } }

/// The error that a body throws.
func failure<Value>(_ body: () async throws -> Value) async -> HTTPError? {
    do {
        _ = try await body()
        return nil
    } catch {
        return error as? HTTPError
            ?? HTTPError(kind: .other, host: "not the client's", message: "\(error)", reach: .unknown)
    }
}
