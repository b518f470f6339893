import EmulatorKit

/// The ids of the service: letters and digits without meaning, long enough that nobody guesses one.
enum Identifier {
    private static let alphabet = Array("0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz")

    /// A new id of 44 characters, more than 256 bits.
    static func make() -> String {
        String((0..<44).map { _ in alphabet[Int.random(in: alphabet.indices)] })
    }

    /// The service answers 400 to what cannot be an id, and 404 to an id it does not know.
    static func isWellFormed(_ id: String) -> Bool {
        (16...64).contains(id.utf8.count)
            && id.utf8.allSatisfy { byte in
                (0x30...0x39).contains(byte) || (0x41...0x5a).contains(byte) || (0x61...0x7a).contains(byte)
            }
    }

    /// A random UUID (RFC 9562, version 4) in lower case, as the ids of events are written.
    static func uuid() -> String {
        var bytes = (0..<16).map { _ in UInt8.random(in: .min ... .max) }
        bytes[6] = bytes[6] & 0x0f | 0x40
        bytes[8] = bytes[8] & 0x3f | 0x80
        let digits = Array(Hex.string(bytes))
        return [0..<8, 8..<12, 12..<16, 16..<20, 20..<32].map { String(digits[$0]) }.joined(separator: "-")
    }
}
