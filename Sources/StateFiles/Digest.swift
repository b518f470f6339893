import Crypto
import Dispatch
import Glibc
public import SystemPackage

/// SHA-256 in lower-case hexadecimal.
public enum Digest {
    /// Of bytes in memory.
    public static func of(_ bytes: [UInt8]) -> String {
        hex(SHA256.hash(data: bytes))
    }

    /// Of a file of any size, in constant memory, off the cooperative threads. Reads from the start whatever the
    /// descriptor's offset is, and leaves it; `name` is for the error. Stops when the task is cancelled.
    public static func of(_ file: FileDescriptor, name: FilePath) async throws -> String {
        let stop = Flag()
        return try await withTaskCancellationHandler {
            try await withCheckedThrowingContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(with: Result { try read(file, name, stop) })
                }
            }
        } onCancel: {
            stop.raise()
        }
    }

    /// The same of a small file by its path, at once.
    public static func of(fileAt path: FilePath) throws(FileError) -> String {
        let file = try Files.open(path, .readOnly)
        defer { Files.closeQuietly(file) }
        return try of(small: file, path)
    }

    /// The same of an open file; `path` is for the error.
    static func of(small file: FileDescriptor, _ path: FilePath) throws(FileError) -> String {
        do {
            return try read(file, path, Flag())
        } catch {
            throw error as? FileError ?? FileError("read", path, .ioError)
        }
    }

    private static func read(_ file: FileDescriptor, _ name: FilePath, _ stop: Flag) throws -> String {
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 16)
        defer { buffer.deallocate() }
        var hash = SHA256()
        var offset: Int64 = 0
        while true {
            if stop.isRaised { throw CancellationError() }
            let count: Int
            do {
                count = try file.read(fromAbsoluteOffset: offset, into: buffer)
            } catch {
                throw FileError("read", name, error as? Errno ?? .ioError)
            }
            if count == 0 { return hex(hash.finalize()) }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
            offset += Int64(count)
        }
    }

    /// Two digits a byte, leading zeros kept.
    package static func hex(_ bytes: some Sequence<UInt8>) -> String {
        let digits = Array("0123456789abcdef".utf8)
        var text: [UInt8] = []
        for byte in bytes {
            text.append(digits[Int(byte >> 4)])
            text.append(digits[Int(byte & 15)])
        }
        return String(decoding: text, as: UTF8.self)
    }
}
