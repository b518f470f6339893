import Crypto

/// A digest over named values: the same names and values in the same order give the same digest.
public struct Fingerprint: Sendable {
    private var hash = SHA256()

    /// Begins with the version of whatever is computed from the values.
    public init(_ subject: String, version: Int) {
        add("subject", subject)
        add("version", version)
    }

    /// Adds a value. Lengths are hashed too, so no two lists of values run together.
    public mutating func add(_ name: String, _ value: some CustomStringConvertible) {
        for text in [name, value.description] {
            let bytes = Array(text.utf8)
            hash.update(data: Array("\(bytes.count):".utf8))
            hash.update(data: bytes)
        }
    }

    /// Adds a value, or that there is none.
    public mutating func add(_ name: String, _ value: (some CustomStringConvertible)?) {
        if let value {
            add(name, value)
        } else {
            add("no", name)
        }
    }

    /// The digest in lower-case hexadecimal.
    public func digest() -> String {
        Digest.hex(hash.finalize())
    }
}
