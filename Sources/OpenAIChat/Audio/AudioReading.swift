import Dispatch
import SystemPackage

extension TranscriptionRequest.Audio {
    /// All bytes. A file is read on a thread that may wait for a disk.
    func bytes() async throws(Errno) -> [UInt8] {
        switch self {
        case .bytes(let bytes): return bytes
        case .file(let file, let offset, let length):
            let result = await withCheckedContinuation { continuation in
                DispatchQueue.global().async {
                    continuation.resume(returning: Self.read(file, from: offset, length: Int(length)))
                }
            }
            return try result.get()
        }
    }

    /// Less than the length where the file ends before.
    private static func read(_ file: FileDescriptor, from offset: Int64, length: Int) -> Result<[UInt8], Errno> {
        var failure: Errno?
        let bytes = [UInt8](unsafeUninitializedCapacity: length) { buffer, count in
            do {
                while count < length {
                    let rest = UnsafeMutableRawBufferPointer(
                        rebasing: UnsafeMutableRawBufferPointer(buffer)[count..<length]
                    )
                    let got = try file.read(fromAbsoluteOffset: offset + Int64(count), into: rest)
                    if got == 0 { break }
                    count += got
                }
            } catch {
                failure = error as? Errno ?? .ioError
            }
        }
        return failure.map { .failure($0) } ?? .success(bytes)
    }
}
