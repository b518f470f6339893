import StateFiles
import SystemPackage

/// Whether a file begins with the signature of a video container. A file that does not may be a video all the same, so it is
/// only taken after the others.
enum ContainerSignature {
    static func isFound(in path: FilePath) -> Bool {
        // A file that cannot be read is reported when its turn comes.
        guard let file = try? Files.open(path, .readOnly) else { return false }
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        var bytes = [UInt8](repeating: 0, count: 12)
        guard let count = try? bytes.withUnsafeMutableBytes({ try file.read(fromAbsoluteOffset: 0, into: $0) }) else {
            return false
        }
        return isFound(in: bytes.prefix(count))
    }

    static func isFound(in bytes: some Collection<UInt8>) -> Bool {
        let bytes = Array(bytes)
        guard bytes.count >= 12 else { return false }
        if starts.contains(where: { bytes.starts(with: $0) }) { return true }
        // MP4 and QuickTime: the length of the first box, then its kind (ISO/IEC 14496-12, part 4.2).
        return boxes.contains(String(decoding: bytes[4..<8], as: UTF8.self)) || bytes[4] == 0x47
    }

    private static let boxes: Set<String> = ["ftyp", "moov", "mdat", "free", "skip", "wide", "pnot"]

    private static let starts: [[UInt8]] = [
        [0x1A, 0x45, 0xDF, 0xA3],  // Matroska and WebM
        [0x47],  // MPEG-TS; with four bytes before each packet it is M2TS
        Array("RIFF".utf8),  // AVI
        [0x30, 0x26, 0xB2, 0x75],  // ASF, WMV
        Array("FLV".utf8), Array("OggS".utf8),
        [0, 0, 1, 0xBA], [0, 0, 1, 0xB3],  // MPEG program streams, MPEG-2 video
        [0x06, 0x0E, 0x2B, 0x34],  // MXF
    ]
}
