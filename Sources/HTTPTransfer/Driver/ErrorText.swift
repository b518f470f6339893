/// Makes what libcurl said fit for logs: its words may quote the URL, or a proxy's with its password.
struct ErrorText {
    private let secrets: [String]

    init(_ request: HTTPRequest) {
        var secrets = [request.url.text]
        // The part behind the host, too: it is what libcurl names when it has taken the URL apart.
        if let start = request.url.text.firstRange(of: "://")?.upperBound,
            let slash = request.url.text[start...].firstIndex(where: { "/?#".contains($0) })
        {
            let rest = String(request.url.text[slash...])
            // A lone slash is no secret and in many words.
            if rest.utf8.count > 1 { secrets.append(rest) }
        }
        switch request.authorization {
        case .basic(let user, let password): secrets += [user.reveal, password.reveal]
        case .bearer(let token): secrets.append(token.reveal)
        case nil: break
        }
        self.secrets = secrets.filter { !$0.isEmpty }.sorted { $0.utf8.count > $1.utf8.count }
    }

    /// One line of printable text, without secrets and URLs, at most 300 characters long.
    func clean(_ words: String) -> String {
        var text = words
        for secret in secrets { text = text.replacing(secret, with: "…") }
        let parts = text.unicodeScalars
            .split { $0.properties.isWhitespace || $0.properties.generalCategory == .control }
            .map { String($0) }
            .map { $0.contains("://") || $0.contains("@") ? "…" : $0 }
        return String(parts.joined(separator: " ").prefix(300))
    }
}
