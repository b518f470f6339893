import CryptoExtras
import EmulatorKit
import FoundationEssentials
import SystemPackage
import Testing

/// Signed playback ids open for a valid token, and for nothing else.
@Suite(.timeLimit(.minutes(2)))
struct SignedPlaybackTests {
    private func base64URL(_ data: Data) -> String {
        String(
            data.base64EncodedString().compactMap { character in
                switch character {
                case "+": "-"
                case "/": "_"
                case "=": nil
                default: character
                }
            }
        )
    }

    private func token(_ claims: JSON, _ key: _RSA.Signing.PrivateKey) throws -> String {
        let header: JSON = ["alg": "RS256", "typ": "JWT"]
        let signed = base64URL(Data(try header.bytes)) + "." + base64URL(Data(try claims.bytes))
        let signature = try key.signature(for: Data(signed.utf8), padding: .insecurePKCS1v1_5)
        return signed + "." + base64URL(signature.rawRepresentation)
    }

    @Test func openForAValidTokenOnly() async throws {
        try await EmulatorProcess.with { emulator in
            let client = emulator.client
            let video = emulator.folder.appending("video.mp4")
            try await TestVideo.make(video, seconds: 2)
            let asset = try await client.ingest(video, ["playback_policies": ["signed"]])
            let made = try await client.api("POST", "/system/v1/signing-keys").data
            let secret = try #require(made["private_key"]?.text.flatMap { Data(base64Encoded: $0) })
            let key = try _RSA.Signing.PrivateKey(pemRepresentation: String(decoding: secret, as: UTF8.self))
            let listed = try await client.api("GET", "/system/v1/signing-keys/\(made.id)").data
            #expect(listed["private_key"] == nil)

            let (name, later) = (asset.playback, JSON.int(4_000_000_000))
            let kid = JSON.string(made.id)
            let stranger = try _RSA.Signing.PrivateKey(keySize: .bits2048)
            let good: JSON = ["sub": .string(name), "aud": "v", "exp": later, "kid": kid]
            let tries: [(String?, Int)] = [
                (try token(good, key), 200),
                (nil, 403),
                ("nonsense", 403),
                (try token(good, stranger), 403),
                (try token(["sub": .string(name), "aud": "t", "exp": later, "kid": kid], key), 403),
                (try token(["sub": "other", "aud": "v", "exp": later, "kid": kid], key), 403),
                (try token(["sub": .string(name), "aud": "v", "exp": 1_000, "kid": kid], key), 403),
                (try token(["sub": .string(name), "aud": "v", "exp": later], key), 403),
            ]
            for (index, (token, status)) in tries.enumerated() {
                let query = token.map { "?token=\($0)" } ?? ""
                let reply = try await client.send("GET", "\(client.base)/stream/\(name).m3u8\(query)")
                #expect(reply.status == status, "\(index)")
            }
            let picture = try token(["sub": .string(name), "aud": "t", "exp": later, "kid": kid], key)
            let seen = try await client.send("GET", "\(client.base)/image/\(name)/thumbnail.png?token=\(picture)")
            #expect(seen.status == 200)
            _ = try await client.api("DELETE", "/system/v1/signing-keys/\(made.id)")
            let revoked = try await client.send("GET", "\(client.base)/stream/\(name).m3u8?token=\(token(good, key))")
            #expect(revoked.status == 403)
        }
    }
}
