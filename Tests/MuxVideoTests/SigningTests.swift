import Crypto
import CryptoExtras
import FoundationEssentials
import HTTPTransfer
import Testing

@testable import MuxVideo

struct PlaybackSigningTests {
    private let key: _RSA.Signing.PrivateKey

    init() throws {
        key = try _RSA.Signing.PrivateKey(keySize: .bits2048)
    }

    private func data(_ part: Substring) -> Data? {
        var text = part.replacing("-", with: "+").replacing("_", with: "/")
        while !text.count.isMultiple(of: 4) { text += "=" }
        return Data(base64Encoded: String(text))
    }

    @Test(arguments: [0, 1, 2, 3])
    func aTokenIsSignedAndSaysWhatItShall(form: Int) throws {
        let pem = form < 2 ? key.pemRepresentation : key.pkcs8PEMRepresentation
        let given = form.isMultiple(of: 2) ? pem : Data(pem.utf8).base64EncodedString()
        let signing = try PlaybackSigning(keyID: "kid1", privateKey: Secret(given))
        let token = try signing.token("P1", for: .video, now: Date(timeIntervalSince1970: 1_700_000_000.75))
        #expect("\(token)" == "•••")
        let parts = token.reveal.split(separator: ".")
        #expect(parts.count == 3)
        #expect(!token.reveal.contains { "+/=".contains($0) })
        let head = try #require(data(parts[0]))
        #expect(String(decoding: head, as: UTF8.self) == #"{"alg":"RS256","typ":"JWT"}"#)
        let claims = try #require(data(parts[1]))
        #expect(String(decoding: claims, as: UTF8.self) == #"{"aud":"v","exp":1700021600,"kid":"kid1","sub":"P1"}"#)
        let signature = _RSA.Signing.RSASignature(rawRepresentation: try #require(data(parts[2])))
        let digest = SHA256.hash(data: Data("\(parts[0]).\(parts[1])".utf8))
        #expect(key.publicKey.isValidSignature(signature, for: digest, padding: .insecurePKCS1v1_5))
    }

    @Test(arguments: [
        ("not base64!", PlaybackSigning.KeyError.notBase64), ("", .notBase64), ("aGVsbG8=", .notPEM),
        ("-----BEGIN RSA PRIVATE KEY-----\nc2VjcmV0\n-----END RSA PRIVATE KEY-----", .notRSA),
    ])
    func aWrongKeyIsReportedWithoutIt(text: String, expected: PlaybackSigning.KeyError) {
        #expect(throws: expected) { try PlaybackSigning(keyID: "k", privateKey: Secret(text)) }
        #expect(!expected.description.contains("c2VjcmV0"))
    }

    @Test func aSignedPlaybackHasItsTokenInASecretAddress() async throws {
        let signing = try PlaybackSigning(keyID: "k", privateKey: Secret(key.pemRepresentation))
        let client = StandIn { _, _ in .json(200, "WEBVTT\n") }
        let playback = PlaybackID(id: "P1", policy: .signed)
        _ = try await MuxClient.with(client, signing: signing).transcript(playback: playback, track: "T1")
        let request = try #require(client.requests.first)
        #expect(request.isSecret)
        #expect(request.address.hasPrefix("https://stream.mux.com/P1/text/T1.vtt?token="))
        let error = await #expect(throws: MuxError.self) {
            try await MuxClient.with(client).transcript(playback: playback, track: "T1")
        }
        #expect(error?.kind == .cannotSign("no signing key is set"))
        #expect(error?.reach == .notSent)
    }
}

struct WebhookSignatureTests {
    private let secret = Secret("whsec")
    private let body = Array(#"{"type":"video.asset.ready"}"#.utf8)
    private let time: Int64 = 1_700_000_000

    private func code(_ secret: String, _ time: String) -> String {
        let key = SymmetricKey(data: Array(secret.utf8))
        let code = HMAC<SHA256>.authenticationCode(for: Array("\(time).".utf8) + body, using: key)
        return code.map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    private func verify(_ header: String, now: Int64? = nil) -> WebhookSignature.Verdict {
        WebhookSignature.verify(header: header, body: body, secret: secret, now: now ?? time)
    }

    @Test func aRightOneIsValid() {
        let right = code("whsec", "\(time)")
        #expect(verify("t=\(time),v1=\(right)") == .valid)
        #expect(verify("t=\(time), v1=\(code("old", "\(time)")),v1=\(right)") == .valid)
        #expect(verify("v1=\(right),v0=x,t=\(time)") == .valid)
    }

    @Test func onlyTheOldSideIsBounded() {
        let header = "t=\(time),v1=\(code("whsec", "\(time)"))"
        #expect(verify(header, now: time + 300) == .valid)
        #expect(verify(header, now: time + 301) == .tooOld)
        #expect(verify(header, now: time - 100_000) == .valid)
    }

    @Test func anotherIsWrong() {
        let right = code("whsec", "\(time)")
        #expect(verify("t=\(time + 1),v1=\(right)") == .wrong)
        #expect(verify("t=\(time),v1=\(right.dropLast(2))") == .wrong)
        #expect(verify("t=\(time),v1=") == .wrong)
        #expect(verify("t=\(time),v1=zz") == .wrong)
        #expect(verify("t=\(time),v1=\(code("other", "\(time)"))") == .wrong)
    }

    @Test(arguments: ["", "t=1", "v1=00", "t=,v1=00", "t=x,v1=00", "t=1,t=2,v1=00", "t=-1,v1=00", "t 1", "t=+1,v1=00"])
    func whatIsNoHeaderIsMalformed(header: String) {
        #expect(verify(header) == .malformed)
    }
}
