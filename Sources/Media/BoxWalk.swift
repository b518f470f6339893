import SystemPackage

/// Walks the outermost boxes of an MP4 or QuickTime file (ISO/IEC 14496-12, part 4.2).
enum BoxWalk {
    /// How many bytes the last box lacks: 0 in a whole file. Reads 16 bytes a box, whatever their size.
    static func missingBytes(in file: FileDescriptor) throws -> Int64 {
        let size = try file.seek(offset: 0, from: .end)
        var offset: Int64 = 0
        while offset < size {
            let header = try bytes(of: file, at: offset)
            guard header.count >= 8 else { return Int64(8 - header.count) }
            var length = number(header[0..<4])
            if length == 1 {
                guard header.count == 16 else { return Int64(16 - header.count) }
                length = number(header[8..<16])
            }
            // 0: to the end of the file. Less than a header: no box, and what follows is not for us to judge.
            if length < 8 { return 0 }
            let (end, overflow) = offset.addingReportingOverflow(length)
            guard !overflow, end <= size else { return overflow ? .max : end - size }
            offset = end
        }
        return 0
    }

    private static func bytes(of file: FileDescriptor, at offset: Int64) throws -> [UInt8] {
        try [UInt8](unsafeUninitializedCapacity: 16) { buffer, count in
            count = try file.read(fromAbsoluteOffset: offset, into: UnsafeMutableRawBufferPointer(buffer))
        }
    }

    private static func number(_ bytes: ArraySlice<UInt8>) -> Int64 {
        Int64(truncatingIfNeeded: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
    }
}
