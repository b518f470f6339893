/// Makes what gzip makes, without packing anything (RFC 1951, 3.2.4; RFC 1952).
enum Gzip {
    /// At most 65535 bytes.
    static func stored(_ bytes: [UInt8]) -> [UInt8] {
        let header: [UInt8] = [0x1F, 0x8B, 8, 0, 0, 0, 0, 0, 0, 255]
        let length = UInt16(bytes.count)
        let block = [1] + little(UInt32(length), 2) + little(UInt32(~length), 2)
        return header + block + bytes + little(checksum(bytes), 4) + little(UInt32(length), 4)
    }

    private static func little(_ value: UInt32, _ count: Int) -> [UInt8] {
        (0..<count).map { UInt8(truncatingIfNeeded: value >> UInt32($0 * 8)) }
    }

    private static func checksum(_ bytes: [UInt8]) -> UInt32 {
        var sum = ~UInt32(0)
        for byte in bytes {
            sum ^= UInt32(byte)
            for _ in 0..<8 {
                let isOdd = sum & 1 == 1
                sum >>= 1
                if isOdd { sum ^= 0xEDB8_8320 }
            }
        }
        return ~sum
    }
}
