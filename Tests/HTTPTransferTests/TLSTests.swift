import HTTPTransfer
import Testing

@Suite(.timeLimit(.minutes(3)), .enabled(if: TLSServer.has("openssl"), "openssl makes the certificates"))
struct TLSTests {
    private static func client(_ server: TLSServer) -> HTTPTransfer {
        var options = HTTPTransfer.Options()
        options.caFile = server.certificate
        return HTTPTransfer(options)
    }

    @Test func aCertificateThatNobodyKnowsIsRefused() async throws {
        let server = try TLSServer.openssl()
        let error = await failure { try await HTTPTransfer().send(HTTPRequest(.post, .plain(server.url))) }
        #expect(error?.kind == .tls)
        #expect(error?.reach == .notSent)
        #expect(error?.isTransient == false)
    }

    @Test func aCertificateOfAnotherHostIsRefused() async throws {
        let server = try TLSServer.openssl()
        let url = "https://127.0.0.1:\(server.port)/"
        let error = await failure { try await Self.client(server).send(HTTPRequest(.post, .plain(url))) }
        #expect(error?.kind == .tls)
        #expect(error?.reach == .notSent)
    }

    @Test func oneThatIsTrustedIsTaken() async throws {
        let server = try TLSServer.openssl()
        let response = try await Self.client(server).send(HTTPRequest(.get, .plain(server.url)))
        #expect(response.status == 200)
    }

    @Test func aServerWithoutTLSIsRefused() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.some(1)
            try connection.write("HTTP/1.1 400 Bad Request\r\n\r\n")
        }) { server in
            let error = await failure {
                try await HTTPTransfer().send(HTTPRequest(.post, .plain("https://\(server.host)/")))
            }
            #expect(error?.kind == .tls)
            #expect(error?.reach == .notSent)
        }
    }

    /// That may be a restart, and says nothing about trust.
    @Test func aCloseInTheHandshakeIsCut() async throws {
        try await ScriptedServer.run({ connection in
            _ = try connection.some(1)
            connection.reset()
        }) { server in
            let error = await failure {
                try await HTTPTransfer().send(HTTPRequest(.post, .plain("https://\(server.host)/")))
            }
            #expect(error?.kind == .cut)
            #expect(error?.reach == .notSent)
        }
    }

    @Test(.enabled(if: TLSServer.has("nghttpd"), "nghttpd (Debian's nghttp2-server) speaks HTTP/2"))
    func version2IsUsedWhereItIsOffered() async throws {
        let server = try TLSServer.nghttpd()
        let client = Self.client(server)
        let response = try await client.send(HTTPRequest(.get, .plain(server.url + "cert.pem")))
        #expect(response.version == "2")
        #expect(response.status == 200)
    }
}
