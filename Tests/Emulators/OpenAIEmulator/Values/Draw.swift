import Crypto
import EmulatorKit

/// Chance that depends on nothing but a seed and what it is about, so that the order of requests is of no account.
struct Draw {
    private var generator: SeededGenerator

    init(seed: UInt64, _ parts: String...) {
        var hash = SHA256()
        for part in parts {
            hash.update(data: Array(part.utf8))
            hash.update(data: [0])
        }
        let mixed = hash.finalize().prefix(8).reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
        generator = SeededGenerator(seed: seed ^ mixed)
        // Seeds that differ in one bit begin alike otherwise.
        _ = generator.next()
    }

    /// A number from 0 up to, not including, 1.
    mutating func unit() -> Double { generator.unit() }

    mutating func happens(_ rate: Double) -> Bool { unit() < rate }

    mutating func number(_ range: ClosedRange<Int>) -> Int { Int.random(in: range, using: &generator) }

    /// One of several; nil of none.
    mutating func one<Element>(of items: [Element]) -> Element? { items.randomElement(using: &generator) }
}

/// The digest of bytes, in hexadecimal digits.
enum Digest {
    static func of(_ bytes: [UInt8]) -> String { Hex.string(SHA256.hash(data: bytes)) }
}
