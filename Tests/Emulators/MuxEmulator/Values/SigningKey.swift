import Crypto
import CryptoExtras
import EmulatorKit
import FoundationEssentials

/// A key that tokens of signed playback ids are made with. The service keeps its public half.
struct SigningKey: Sendable {
    let id: String
    let created: Int
    let publicKey: _RSA.Signing.PublicKey

    /// A new key, and its private half: a PEM in base64, which is given out once.
    static func make(created: Int) throws -> (SigningKey, secret: String) {
        let key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
        let secret = Data(key.pemRepresentation.utf8).base64EncodedString()
        return (SigningKey(id: Identifier.make(), created: created, publicKey: key.publicKey), secret)
    }

    var json: JSON { ["id": .string(id), "created_at": .string(String(created))] }
}

/// A JSON Web Token (RFC 7519) as signed playback takes it: RS256, the key's id among the claims or in the header.
struct PlaybackToken {
    let keyID: String
    private let claims: JSON
    private let signed: Data
    private let signature: Data

    init?(_ text: String) {
        let parts = text.split(separator: ".", omittingEmptySubsequences: false)
        guard parts.count == 3, let header = Self.json(parts[0]), let claims = Self.json(parts[1]),
            let signature = Self.bytes(parts[2]), header["alg"]?.text == "RS256",
            let keyID = claims["kid"]?.text ?? header["kid"]?.text
        else { return nil }
        self.keyID = keyID
        self.claims = claims
        self.signature = signature
        signed = Data("\(parts[0]).\(parts[1])".utf8)
    }

    /// Whether it is signed by the key, still valid, and meant for this playback id and this kind of file.
    func isValid(by key: SigningKey, subject: String, audience: String, now: Int) -> Bool {
        let isSigned = key.publicKey.isValidSignature(
            _RSA.Signing.RSASignature(rawRepresentation: signature),
            for: signed,
            padding: .insecurePKCS1v1_5
        )
        guard isSigned, let end = claims["exp"]?.double, end > Double(now) else { return false }
        return claims["sub"]?.text == subject && claims["aud"]?.text == audience
    }

    private static func json(_ part: Substring) -> JSON? {
        bytes(part).flatMap { try? JSON(bytes: [UInt8]($0)) }
    }

    private static func bytes(_ part: Substring) -> Data? {
        let plain = String(part.map { $0 == "-" ? "+" : $0 == "_" ? "/" : $0 })
        return Data(base64Encoded: plain + String(repeating: "=", count: (4 - plain.count % 4) % 4))
    }
}
