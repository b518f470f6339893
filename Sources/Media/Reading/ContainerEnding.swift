public import SystemPackage

/// How a file ends, as the lengths in its container tell. Little is read and nothing is decoded.
public enum ContainerEnding: Sendable, Equatable {
    /// All that the container tells of is there; so many bytes behind it belong to nothing.
    case reached(trailing: Int)
    /// At least so many bytes are missing of what the container tells of.
    case missing(Int)
    /// The container was never finished: a recording, whether it goes on or ended in a crash. Its last piece lacks at
    /// least so many bytes.
    case open(missing: Int)
    /// The container does not tell.
    case untold

    /// Reads bytes at an offset, fewer at the end.
    public typealias Read = (_ offset: Int, _ count: Int) throws -> [UInt8]

    /// Looks at an open file.
    public init(of file: FileDescriptor) throws {
        let size = Int(try file.seek(offset: 0, from: .end))
        try self.init(size: size) { offset, count in
            try [UInt8](unsafeUninitializedCapacity: count) { buffer, read in
                read = try file.read(fromAbsoluteOffset: Int64(offset), into: UnsafeMutableRawBufferPointer(buffer))
            }
        }
    }

    /// The same of `size` bytes that are read in pieces.
    public init(size: Int, _ read: Read) throws {
        let start = try read(0, 12)
        if start.count < 12 {
            self = .untold
        } else if start.starts(with: [0x1A, 0x45, 0xDF, 0xA3]) {
            self = try Self.matroska(size, read)
        } else if start.starts(with: Array("RIFF".utf8)) {
            self = try Self.riff(size, read)
        } else if start.starts(with: Array("OggS".utf8)) {
            self = try Self.ogg(size, read)
        } else if start.starts(with: [0x30, 0x26, 0xB2, 0x75]) {
            self = try Self.asf(size, read)
        } else if start.starts(with: Array("FLV".utf8)) {
            self = try Self.flv(size, read)
        } else if Self.firstBoxes.contains(String(decoding: start[4..<8], as: UTF8.self)) {
            self = try BoxWalk.ending(size, read)
        } else {
            self = .untold
        }
    }

    private static let firstBoxes: Set<String> = ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot"]

    /// Matroska and WebM (RFC 8794, RFC 9559): the header, then a segment whose size is known once it is finished.
    private static func matroska(_ size: Int, _ read: Read) throws -> ContainerEnding {
        var offset = 0
        for id in [[0x1A, 0x45, 0xDF, 0xA3], [0x18, 0x53, 0x80, 0x67]] as [[UInt8]] {
            let head = try read(offset, 12)
            guard head.starts(with: id), let first = head.dropFirst(4).first, first != 0 else { return .untold }
            let width = first.leadingZeroBitCount + 1
            guard head.count >= 4 + width else { return .untold }
            let unknown = 1 << (7 * width) - 1
            let value = Int(bigEndian: head[4..<4 + width]) & unknown
            if value == unknown { return .open(missing: 0) }
            offset += 4 + width
            if value > size - offset { return .missing(value - (size - offset)) }
            offset += value
        }
        return .reached(trailing: size - offset)
    }

    /// AVI: one or more RIFF lists, each with its length, and a byte to make it even.
    private static func riff(_ size: Int, _ read: Read) throws -> ContainerEnding {
        var offset = 0
        while offset < size {
            let head = try read(offset, 8)
            guard head.count == 8, head.starts(with: Array("RIFF".utf8)) else { break }
            let length = Int(bigEndian: head[4..<8].reversed())
            // What stands there until the list is finished.
            if length == 0 || length == 0xFFFF_FFFF { return .open(missing: 0) }
            offset += 8 + length
            if offset < size { offset += length % 2 }
        }
        return offset > size ? .missing(offset - size) : .reached(trailing: size - offset)
    }

    /// Ogg (RFC 3533): the last page says so, and ends with the file.
    private static func ogg(_ size: Int, _ read: Read) throws -> ContainerEnding {
        let start = max(0, size - (1 << 16) - 512)
        let tail = try read(start, size - start)
        let mark = Array("OggS".utf8)
        guard let page = tail.indices.last(where: { tail[$0...].starts(with: mark) }) else { return .untold }
        guard tail.count >= page + 27, tail[page + 5] & 4 != 0 else { return .untold }
        let segments = Int(tail[page + 26])
        guard tail.count >= page + 27 + segments else { return .untold }
        let body = tail[(page + 27)..<(page + 27 + segments)].reduce(0) { $0 + Int($1) }
        let rest = tail.count - (page + 27 + segments + body)
        return rest < 0 ? .missing(-rest) : .reached(trailing: rest)
    }

    /// ASF and WMV: the file properties object holds the file's size once it is finished, unless it is a broadcast.
    private static func asf(_ size: Int, _ read: Read) throws -> ContainerEnding {
        let head = try read(0, 1 << 16)
        let id: [UInt8] = [
            0xA1, 0xDC, 0xAB, 0x8C, 0x47, 0xA9, 0xCF, 0x11, 0x8E, 0xE4, 0x00, 0xC0, 0x0C, 0x20, 0x53, 0x65,
        ]
        guard let place = head.firstRange(of: id)?.lowerBound, head.count >= place + 92 else { return .untold }
        let told = Int(bigEndian: head[(place + 40)..<(place + 48)].reversed())
        let isBroadcast = head[place + 88] & 1 != 0
        if isBroadcast || told <= 0 { return .open(missing: 0) }
        return told > size ? .missing(told - size) : .reached(trailing: size - told)
    }

    /// FLV: a row of tags, each followed by its length. Nothing tells that one is the last.
    private static func flv(_ size: Int, _ read: Read) throws -> ContainerEnding {
        let length = Int(bigEndian: try read(max(0, size - 4), 4))
        let start = size - 4 - length
        guard length >= 11, start >= 13 else { return .missing(1) }
        let head = try read(start, 4)
        guard head.count == 4, [8, 9, 18].contains(head[0] & 0x1F) else { return .missing(1) }
        return Int(bigEndian: head[1..<4]) == length - 11 ? .open(missing: 0) : .missing(1)
    }
}

extension Int {
    /// A number of up to eight bytes, the greatest first; a negative one where it is too large.
    init(bigEndian bytes: some Sequence<UInt8>) {
        self = bytes.reduce(0) { $0 << 8 | Int($1) }
    }
}
