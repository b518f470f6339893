import StateFiles
import SystemPackage

/// Whether a file holds all that its container says it holds.
///
/// What was renamed into place is usually whole, but it may be the first part of a file: an interrupted `rsync -P` renames
/// that too. Containers whose sizes or last piece tell where they end are believed. All others (MPEG-TS, M2TS and program
/// streams, FLV, MXF, raw video, Matroska that was never finished) look whole wherever they are cut, so they wait.
enum ContainerEnd {
    /// Whether the end of the file is the end that its container tells of.
    static func isReached(in path: FilePath) -> Bool {
        // A file that cannot be read is told of when its turn comes.
        guard let file = try? Files.open(path, .readOnly) else { return false }
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        guard let size = try? FileFacts(of: file, name: path).bytes else { return false }
        return isReached(size: size) { offset, count in
            var bytes = [UInt8](repeating: 0, count: count)
            let got = try? bytes.withUnsafeMutableBytes { try file.read(fromAbsoluteOffset: Int64(offset), into: $0) }
            return Array(bytes.prefix(got ?? 0))
        }
    }

    /// Reads bytes at an offset, fewer at the end.
    typealias Read = (_ offset: Int, _ count: Int) -> [UInt8]

    /// The same of `size` bytes that are read in pieces.
    static func isReached(size: Int, _ read: Read) -> Bool {
        let start = read(0, 12)
        guard start.count == 12 else { return false }
        if start.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) { return matroska(size, read) }
        if start.starts(with: Array("RIFF".utf8)) { return riff(size, read) }
        if start.starts(with: Array("OggS".utf8)) { return ogg(size, read) }
        if start.starts(with: [0x30, 0x26, 0xB2, 0x75]) { return asf(size, read) }
        if boxes.contains(String(decoding: start[4..<8], as: UTF8.self)) { return boxesEnd(size, read) }
        return false
    }

    private static let boxes: Set<String> = ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot"]

    /// MP4 and QuickTime (ISO/IEC 14496-12, part 4.2): a row of boxes, each with its length; the last ends with the file,
    /// and one of them is the index. In fragments any box could be the last, unless an index of them (`mfra`) is.
    private static func boxesEnd(_ size: Int, _ read: Read) -> Bool {
        var offset = 0
        var hasIndex = false
        var isFragmented = false
        var last = ""
        for _ in 0..<100_000 {
            if offset == size { return hasIndex && (!isFragmented || last == "mfra") }
            let head = read(offset, 16)
            guard head.count >= 8 else { return false }
            last = String(decoding: head[4..<8], as: UTF8.self)
            var length = Int(bigEndian: head[0..<4])
            if length == 1, head.count == 16 { length = Int(bigEndian: head[8..<16]) }
            guard length >= 8, length <= size - offset else { return false }
            if last == "moov" { hasIndex = true }
            if last == "moof" { isFragmented = true }
            offset += length
        }
        return false
    }

    /// Matroska and WebM (RFC 8794, RFC 9559): the header, then a segment whose size is known once it is finished.
    private static func matroska(_ size: Int, _ read: Read) -> Bool {
        var offset = 0
        for id in [[0x1A, 0x45, 0xDF, 0xA3], [0x18, 0x53, 0x80, 0x67]] as [[UInt8]] {
            let head = read(offset, 12)
            guard head.starts(with: id), let first = head.dropFirst(4).first, first != 0 else { return false }
            let width = first.leadingZeroBitCount + 1
            guard head.count >= 4 + width else { return false }
            let value = Int(bigEndian: head[4..<4 + width]) & (1 << (7 * width) - 1)
            guard value != 1 << (7 * width) - 1, value <= size - offset else { return false }
            offset += 4 + width + value
        }
        return offset == size
    }

    /// AVI: one or more RIFF lists, each with its length, and a byte to make it even.
    private static func riff(_ size: Int, _ read: Read) -> Bool {
        var offset = 0
        while offset < size {
            let head = read(offset, 8)
            guard head.count == 8, head.starts(with: Array("RIFF".utf8)) else { return false }
            let length = Int(bigEndian: head[4..<8].reversed())
            guard length > 0 else { return false }
            offset += 8 + length
            if offset < size { offset += length % 2 }
        }
        return offset == size
    }

    /// Ogg (RFC 3533): the last page says so, and ends with the file.
    private static func ogg(_ size: Int, _ read: Read) -> Bool {
        let start = max(0, size - (1 << 16) - 512)
        let tail = read(start, size - start)
        let mark = Array("OggS".utf8)
        guard var page = tail.indices.last(where: { tail[$0...].starts(with: mark) }) else { return false }
        page -= tail.startIndex
        guard tail.count >= page + 27, tail[page + 5] & 4 != 0 else { return false }
        let segments = Int(tail[page + 26])
        guard tail.count >= page + 27 + segments else { return false }
        let body = tail[(page + 27)..<(page + 27 + segments)].reduce(0) { $0 + Int($1) }
        return page + 27 + segments + body == tail.count
    }

    /// ASF and WMV: the file properties object holds the file's size, unless it is a broadcast.
    private static func asf(_ size: Int, _ read: Read) -> Bool {
        let head = read(0, 1 << 16)
        let id: [UInt8] = [
            0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11, 0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
        ]
        guard let place = head.firstRange(of: id)?.lowerBound, head.count >= place + 92 else { return false }
        let told = Int(bigEndian: head[(place + 40)..<(place + 48)].reversed())
        let isBroadcast = head[place + 88] & 1 != 0
        return !isBroadcast && told == size
    }
}

extension Int {
    /// A number of up to eight bytes, the greatest first; a negative one where it is too large.
    fileprivate init(bigEndian bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
