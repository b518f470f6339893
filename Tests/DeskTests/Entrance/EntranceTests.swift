import HTTPTypes
import Testing

@testable import Desk

@Suite struct EntranceTests {
    private let token = Token(String(repeating: "t", count: 64))
    private var entrance: Entrance {
        Entrance(hosts: HostNames(address: "127.0.0.1", port: 8765, more: []), token: token, port: 8765)
    }

    private func head(_ method: HTTPRequest.Method = .get, _ fields: [(HTTPField.Name, String)] = []) -> HTTPRequest {
        var head = HTTPRequest(method: method, scheme: "http", authority: "127.0.0.1:8765", path: "/")
        for (name, value) in fields { head.headerFields.append(HTTPField(name: name, value: value)) }
        return head
    }

    @Test func aTokenOrACookieProves() throws {
        let entrance = entrance
        #expect(try entrance.proof(head(.get, [(.authorization, "Bearer \(token.text)")]), from: "a") == .bearer)
        #expect(try entrance.proof(head(.get, [(.authorization, "bearer \(token.text)")]), from: "a") == .bearer)
        let cookie = "x=1; smartclip_desk_8765=\(token.cookie)"
        #expect(try entrance.proof(head(.get, [(.cookie, cookie)]), from: "a") == .cookie)
    }

    @Test(arguments: [
        "", "Bearer", "Bearer ", "Basic dDp0", "Bearer wrong", "tttt",
    ]) func allElseProvesNothing(_ field: String) {
        let problem = #expect(throws: Problem.self) {
            try entrance.proof(head(.get, [(.authorization, field)]), from: "a")
        }
        #expect(problem?.status == .unauthorized)
        #expect(problem?.fields[.wwwAuthenticate] != nil)
    }

    /// The token is no cookie, the cookie no token, and neither is one of another port or of another token.
    @Test func whatIsTakenFromElsewhereProvesNothing() {
        for cookie in [
            "smartclip_desk_8765=\(token.text)", "smartclip_desk_8766=\(token.cookie)",
            "smartclip_desk_8765=\(Token(String(repeating: "u", count: 64)).cookie)", "smartclip_desk_8765=",
        ] { #expect(throws: Problem.self) { try entrance.proof(head(.get, [(.cookie, cookie)]), from: "a") } }
        #expect(throws: Problem.self) {
            try entrance.proof(head(.get, [(.authorization, "Bearer \(token.cookie)")]), from: "a")
        }
    }

    @Test func afterSomeWrongTokensOthersAreNotLookedAt() throws {
        let entrance = entrance
        let wrong = head(.get, [(.authorization, "Bearer wrong")])
        for _ in 0..<Int(FailedTokens.burst) {
            #expect(#expect(throws: Problem.self) { try entrance.proof(wrong, from: "a") }?.status == .unauthorized)
        }
        let problem = #expect(throws: Problem.self) { try entrance.proof(wrong, from: "a") }
        #expect(problem?.status == .tooManyRequests && problem?.fields[.retryAfter] != nil)
        // Behind a proxy all come from one address, so the right one counts all the same; who is signed in stays so.
        #expect(try entrance.proof(head(.get, [(.authorization, "Bearer \(token.text)")]), from: "a") == .bearer)
        let cookie = head(.get, [(.cookie, "smartclip_desk_8765=\(token.cookie)")])
        #expect(try entrance.proof(cookie, from: "a") == .cookie)
        #expect(try entrance.proof(head(.get, [(.authorization, "Bearer \(token.text)")]), from: "b") == .bearer)
    }

    private static let own = (HTTPField.Name.origin, "http://127.0.0.1:8765")

    @Test func aChangeComesFromTheDesksOwnPage() throws {
        try entrance.checkOrigin(head(.put, [Self.own]), .cookie)
        try entrance.checkOrigin(head(.put, [Self.own, (.secFetchSite, "same-origin")]), .cookie)
        try entrance.checkOrigin(head(.put, [(.secFetchSite, "same-origin")]), .cookie)
        try entrance.checkOrigin(head(.put), .bearer)
    }

    @Test(arguments: [
        [], [(HTTPField.Name.origin, "http://127.0.0.1:3000")], [(.origin, "null")], [(.secFetchSite, "same-site")],
        [own, (.secFetchSite, "same-site")], [own, (.secFetchSite, "cross-site")],
    ]) func aChangeFromElsewhereIsRefused(_ fields: [(HTTPField.Name, String)]) {
        let problem = #expect(throws: Problem.self) { try entrance.checkOrigin(head(.put, fields), .cookie) }
        #expect(problem?.status == .forbidden)
    }

    /// A page elsewhere may link to the desk and may not read from it, though its cookie goes along.
    @Test func aVisitIsNoReading() throws {
        let visit: [(HTTPField.Name, String)] = [(.secFetchSite, "same-site"), (.secFetchMode, "navigate")]
        try entrance.checkOrigin(head(.get, visit), .cookie)
        #expect(throws: Problem.self) {
            try entrance.checkOrigin(head(.get, [(.secFetchSite, "same-site"), (.secFetchMode, "no-cors")]), .cookie)
        }
    }

    @Test func aFormIsNoJSON() throws {
        try Entrance.checkJSON(head(.post, [(.contentType, "application/json; charset=utf-8")]))
        for type in ["text/plain", "application/x-www-form-urlencoded", "multipart/form-data", "application/jsonp", ""]
        {
            let problem = #expect(throws: Problem.self) { try Entrance.checkJSON(head(.post, [(.contentType, type)])) }
            #expect(problem?.status == .unsupportedMediaType)
        }
    }
}
