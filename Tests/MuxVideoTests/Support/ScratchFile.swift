import Glibc
import SystemPackage

/// A file without a name, gone with its descriptor.
final class ScratchFile: Sendable {
    let descriptor: FileDescriptor

    init(_ content: [UInt8] = []) throws {
        var name = Array("/tmp/mux-video-test-XXXXXX".utf8CString)
        let raw = mkstemp(&name)
        guard raw >= 0 else { throw Errno(rawValue: errno) }
        unlink(name)
        descriptor = FileDescriptor(rawValue: raw)
        try descriptor.writeAll(toAbsoluteOffset: 0, content)
    }

    deinit {
        // Nothing is left to lose.
        try? descriptor.close()
    }

    func bytes() throws -> [UInt8] {
        let size = try Int(descriptor.seek(offset: 0, from: .end))
        return try [UInt8](unsafeUninitializedCapacity: size) { buffer, count in
            while count < size {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = try descriptor.read(fromAbsoluteOffset: Int64(count), into: rest)
                if read == 0 { break }
                count += read
            }
        }
    }
}

extension FileDescriptor {
    func slice(_ offset: Int64, _ length: Int64) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: Int(length)) { buffer, count in
            while count < Int(length) {
                let rest = UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(buffer)[count...])
                let read = try self.read(fromAbsoluteOffset: offset + Int64(count), into: rest)
                if read == 0 { break }
                count += read
            }
        }
    }

    fileprivate func writeAll(toAbsoluteOffset offset: Int64, _ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { buffer in
            var done = 0
            while done < buffer.count {
                let rest = UnsafeRawBufferPointer(rebasing: buffer[done...])
                done += try write(toAbsoluteOffset: offset + Int64(done), rest)
            }
        }
    }
}
