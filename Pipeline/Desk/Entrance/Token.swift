import Crypto
import StateFiles

/// What lets programs and people in. It is compared by digests, whose comparison takes the same time wherever they differ.
struct Token: Sendable {
    let text: String
    private let digest: SHA256Digest
    /// What a browser keeps in its place: nobody learns the token from it, and another token makes it worthless.
    let cookie: String
    private let cookieDigest: SHA256Digest

    /// Fewer characters than this may be guessed.
    static let shortest = 32

    init(_ text: String) {
        self.text = text
        digest = SHA256.hash(data: Array(text.utf8))
        let key = SymmetricKey(data: Array(text.utf8))
        cookie = Digest.hex(HMAC<SHA256>.authenticationCode(for: Array("smartclip desk cookie".utf8), using: key))
        cookieDigest = SHA256.hash(data: Array(cookie.utf8))
    }

    /// A new one of 256 random bits.
    static func random() -> Token {
        let key = SymmetricKey(size: .bits256)
        return Token(key.withUnsafeBytes { Digest.hex($0) })
    }

    func isSame(as other: String) -> Bool { SHA256.hash(data: Array(other.utf8)) == digest }

    func isCookie(_ other: String) -> Bool { SHA256.hash(data: Array(other.utf8)) == cookieDigest }
}
