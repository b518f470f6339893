import Crypto
import CryptoExtras
public import FoundationEssentials
public import HTTPTransfer

/// Signs playbacks whose policy is `signed`: a JSON Web Token by RS256, for a playback id and a purpose, until a time.
public struct PlaybackSigning: Sendable {
    private let keyID: String
    private let key: _RSA.Signing.PrivateKey
    /// How long a token is good for.
    public var life: Duration = .seconds(6 * 3600)

    /// `privateKey` is what the service gave with the key: base64 of a PEM; the PEM itself is taken too (PKCS #1 or #8).
    public init(keyID: String, privateKey: Secret) throws(KeyError) {
        let text = privateKey.reveal
        let pem: String
        if text.contains("-----BEGIN") {
            pem = text
        } else {
            guard let data = Data(base64Encoded: text, options: .ignoreUnknownCharacters), !data.isEmpty else {
                throw .notBase64
            }
            pem = String(decoding: data, as: UTF8.self)
        }
        guard pem.contains("-----BEGIN") else { throw .notPEM }
        do {
            key = try _RSA.Signing.PrivateKey(pemRepresentation: pem)
        } catch {
            // What the library says of a key may quote it.
            throw .notRSA
        }
        self.keyID = keyID
    }

    /// What is wrong with a key; nothing of the key itself.
    public enum KeyError: Error, Sendable, Equatable, CustomStringConvertible {
        case notBase64, notPEM, notRSA

        /// One sentence, without any of the key.
        public var description: String {
            switch self {
            case .notBase64: "the signing key is neither PEM nor base64"
            case .notPEM: "the signing key is base64, but of no PEM"
            case .notRSA: "the signing key is not a private RSA key of 2048 bits or more"
            }
        }
    }

    /// What a token lets see.
    public enum Audience: String, Sendable {
        /// Video, its text tracks and its files.
        case video = "v"
        case thumbnail = "t"
        case animation = "g"
        case storyboard = "s"
    }

    /// A token for a playback id, good for `life` from now.
    public func token(_ playbackID: String, for audience: Audience, now: Date) throws -> Secret {
        let claims = Claims(
            sub: playbackID,
            aud: audience.rawValue,
            exp: Int64(now.timeIntervalSince1970.rounded(.down)) + life.components.seconds,
            kid: keyID
        )
        let encoder = JSONEncoder()
        encoder.outputFormatting = .sortedKeys
        let head = Base64URL.encode(try encoder.encode(["alg": "RS256", "typ": "JWT"]))
        let text = head + "." + Base64URL.encode(try encoder.encode(claims))
        let signature = try key.signature(for: SHA256.hash(data: Array(text.utf8)), padding: .insecurePKCS1v1_5)
        return Secret(text + "." + Base64URL.encode(signature.rawRepresentation))
    }

    /// The service reads the key's id here, not in the header.
    private struct Claims: Encodable {
        var sub: String
        var aud: String
        /// Seconds since 1970, whole.
        var exp: Int64
        var kid: String
    }
}

/// Base64 for URLs, without padding (RFC 4648, 5).
enum Base64URL {
    static func encode(_ bytes: some Sequence<UInt8>) -> String {
        var text = ""
        for scalar in Data(bytes).base64EncodedString().unicodeScalars {
            switch scalar {
            case "+": text += "-"
            case "/": text += "_"
            case "=": break
            default: text.unicodeScalars.append(scalar)
            }
        }
        return text
    }
}
