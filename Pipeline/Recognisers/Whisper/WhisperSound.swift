import Media
import StateFiles
import SystemPackage

/// A sound track as the helper reads it, decoded once for all that is heard of it.
struct WhisperSound: Sendable {
    /// Raw samples, as `MediaTools.decodeSpeech` writes them.
    let file: FilePath
    /// How loud they are.
    let curve: LevelCurve

    private static let name = "speech.s16"

    /// Takes what a run that was killed left in a folder, or decodes the track into it.
    static func prepare(
        in folder: FilePath,
        decode: (_ file: String) async throws -> LevelCurve
    ) async throws -> WhisperSound {
        let file = folder.appending(name)
        let levels = folder.appending("speech.levels")
        // The levels are written when the sound is whole.
        if let bytes = try Files.readIfPresent(levels), let curve = LevelCurve(bytes), try isWhole(file, curve) {
            return WhisperSound(file: file, curve: curve)
        }
        let curve = try await decode(name)
        try AtomicFile.write(curve.bytes, to: levels)
        return WhisperSound(file: file, curve: curve)
    }

    /// Whether the file has as many samples as the curve is of; its last value may be of fewer.
    private static func isWhole(_ file: FilePath, _ curve: LevelCurve) throws -> Bool {
        guard let facts = try FileFacts.ifPresent(file) else { return false }
        let step = Int(Double(SoundPiece.rate) * LevelCurve.step) * 2
        return (Int(facts.bytes) + step - 1) / step == curve.values.count
    }
}

extension LevelCurve {
    /// Its values, four bytes each.
    fileprivate var bytes: [UInt8] {
        values.flatMap { value in withUnsafeBytes(of: value.bitPattern.littleEndian) { Array($0) } }
    }

    fileprivate init?(_ bytes: [UInt8]) {
        guard bytes.count % 4 == 0 else { return nil }
        self.init(
            values: stride(from: 0, to: bytes.count, by: 4).map { index in
                let pattern = bytes[index..<(index + 4)].reversed().reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
                return Float(bitPattern: pattern)
            }
        )
    }
}
