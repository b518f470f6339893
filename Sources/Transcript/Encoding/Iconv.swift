import Glibc

/// Text in any encoding that glibc's iconv knows, as UTF-8.
enum Iconv {
    /// The text as UTF-8 with U+FFFD for each byte that is none of the encoding, and how many there are; nil where the
    /// system does not know the encoding. A last character that is cut off does not count.
    static func utf8(_ source: [UInt8], from encoding: String) -> (bytes: [UInt8], bad: Int)? {
        guard !encoding.isEmpty, encoding.utf8.count < 64,
            encoding.utf8.allSatisfy({
                $0.isLetter || $0.isDigit || $0 == 0x2D || $0 == 0x5F || $0 == 0x2E || $0 == 0x3A
            }),
            let handle = iconv_open("UTF-8", encoding), handle != iconv_t(bitPattern: -1)
        else { return nil }
        defer { iconv_close(handle) }
        var source = source
        var out: [UInt8] = []
        out.reserveCapacity(source.count * 2)
        var bad = 0
        var buffer = [CChar](repeating: 0, count: 1 << 15)
        source.withUnsafeMutableBytes { bytes in
            var input = bytes.baseAddress?.assumingMemoryBound(to: CChar.self)
            var left = bytes.count
            while left > 0 {
                let (result, written, code) = buffer.withUnsafeMutableBufferPointer { chunk in
                    var output = chunk.baseAddress
                    var space = chunk.count
                    errno = 0
                    let result = iconv(handle, &input, &left, &output, &space)
                    return (result, chunk.count - space, errno)
                }
                out += buffer[..<written].map { UInt8(bitPattern: $0) }
                guard result == Int(bitPattern: UInt.max) || result == -1 else { continue }
                if code == E2BIG { continue }
                if code == EINVAL { break }
                bad += 1
                out += [0xEF, 0xBF, 0xBD]
                input = input?.advanced(by: 1)
                left -= 1
            }
        }
        return (out, bad)
    }
}
