import HTTPTypes
import StateFiles

/// Decides who comes in: by the name that is asked for, by the token, and by where a change comes from.
struct Entrance: Sendable {
    let hosts: HostNames
    let token: Token
    let port: Int
    let failures = FailedTokens()

    /// The cookie's name. Cookies know no ports, so it holds the port.
    var cookieName: String { "smartclip_desk_\(port)" }

    /// How somebody is known.
    enum Proof: Sendable, Equatable {
        case bearer
        case cookie
    }

    /// Refuses a request under a name that is not the desk's own, before anything else is looked at.
    func checkHost(_ head: HTTPRequest) throws(Problem) {
        guard hosts.contain(head.authority) else {
            throw Problem(
                .misdirected,
                "unknown-host",
                "the desk does not answer to \"\((head.authority ?? "").oneLine)\"; behind a proxy or under another name start "
                    + "it with --allow-host NAME"
            )
        }
    }

    /// How the sender of a request is known. Throws 401 where they are not, and 429 after too many wrong tokens.
    func proof(_ head: HTTPRequest, from address: String) throws(Problem) -> Proof {
        if let cookie = cookie(head), token.isCookie(cookie) { return .cookie }
        guard let field = head.headerFields[.authorization] else {
            throw unknown("sign in, or give the token as Authorization: Bearer")
        }
        let parts = field.split(separator: " ", maxSplits: 1)
        guard parts.count == 2, parts[0].lowercased() == "bearer" else {
            throw unknown("Authorization is to be Bearer and the token")
        }
        try check(String(parts[1]), from: address)
        return .bearer
    }

    /// Compares a token that somebody gave.
    func check(_ given: String, from address: String) throws(Problem) {
        // The right one counts however many wrong ones came: behind a proxy all come from one address.
        if token.isSame(as: given) { return }
        if let wait = failures.wait(for: address) {
            var problem = Problem(
                .tooManyRequests,
                "too-many-tokens",
                "too many wrong tokens came from \(address); the next is looked at in \(wait) s"
            )
            problem.fields[.retryAfter] = "\(wait)"
            throw problem
        }
        failures.failed(address)
        throw unknown(
            "the token is not the desk's; it stands in .smartclip/\(TokenFile.name) of the outbox, or in --token-file"
        )
    }

    private func unknown(_ detail: String) -> Problem {
        var problem = Problem(.unauthorized, "unauthorized", detail)
        problem.fields[.wwwAuthenticate] = "Bearer realm=\"SmartClip desk\""
        return problem
    }

    private func cookie(_ head: HTTPRequest) -> String? {
        for field in head.headerFields[values: .cookie] {
            for pair in field.split(separator: ";") {
                let trimmed = pair.drop { $0 == " " }
                guard let equals = trimmed.firstIndex(of: "="), trimmed[..<equals] == cookieName else { continue }
                return String(trimmed[trimmed.index(after: equals)...])
            }
        }
        return nil
    }

    /// Refuses what another site's page sent. A cookie goes with requests of every page on this machine, whatever its port, so what
    /// changes something must say that it comes from the desk's own page.
    func checkOrigin(_ head: HTTPRequest, _ proof: Proof?) throws(Problem) {
        let site = head.headerFields[.secFetchSite]?.lowercased()
        let origin = head.headerFields[.origin]
        let isChange = head.method != .get && head.method != .head
        if let origin, isChange, !HostNames.isSame(origin: origin, host: head.authority) {
            throw foreign("it comes from \(origin.oneLine)")
        }
        if proof == .bearer { return }
        if let site, site != "same-origin", site != "none" {
            // A link from elsewhere may lead to a page, which changes nothing.
            let isVisit = !isChange && head.headerFields[.secFetchMode] == "navigate"
            if !isVisit { throw foreign("it comes from a page elsewhere (\(site.oneLine))") }
        }
        if isChange, origin == nil, site == nil {
            throw foreign("a change by cookie needs an Origin; programs use Authorization: Bearer")
        }
    }

    private func foreign(_ detail: String) -> Problem {
        Problem(.forbidden, "foreign-origin", "not the desk's own page: \(detail)")
    }

    /// Refuses a body that is not JSON: forms, which any page can send, are none.
    static func checkJSON(_ head: HTTPRequest) throws(Problem) {
        let type = head.headerFields[.contentType]?.split(separator: ";").first?.lowercased() ?? ""
        guard type.filter({ $0 != " " }) == "application/json" else {
            throw Problem(.unsupportedMediaType, "media-type", "the body is to be application/json")
        }
    }

    /// What a browser gets for a right token.
    var cookieField: String { "\(cookieName)=\(token.cookie); HttpOnly; SameSite=Strict; Path=/" }
}

extension HTTPField.Name {
    static let secFetchSite = HTTPField.Name("Sec-Fetch-Site") ?? .origin
    static let secFetchMode = HTTPField.Name("Sec-Fetch-Mode") ?? .origin
}
