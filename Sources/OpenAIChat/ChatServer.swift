public import HTTPTransfer

/// A server that speaks the OpenAI API, and who asks it. Whether a key may go to it over http is the caller's to judge.
public struct ChatServer: Sendable, Equatable {
    /// "https://api.openai.com/v1", "http://127.0.0.1:11434/v1": all that stands before "/chat/completions".
    public let base: String
    /// Sent as a bearer token; local servers mostly need none.
    public var key: Secret?
    /// `OpenAI-Organization`, where the key belongs to several.
    public var organization: String?
    /// `OpenAI-Project`, where the key belongs to several.
    public var project: String?
    /// The model of calls that name none.
    public var model: String

    /// A server; slashes at the end of the base are of no account. Nothing is checked before the first call.
    public init(
        base: String = "https://api.openai.com/v1",
        key: Secret? = nil,
        organization: String? = nil,
        project: String? = nil,
        model: String
    ) {
        self.base = Self.trimmed(base)
        self.key = key
        self.organization = organization
        self.project = project
        self.model = model
    }

    private static func trimmed(_ base: String) -> String {
        var base = base[...]
        while base.last == "/" || base.last?.isWhitespace == true { base.removeLast() }
        return String(base.drop(while: \.isWhitespace))
    }

    /// "api.openai.com/v1" for messages: no scheme, and nothing that could be a name and a password.
    var name: String {
        let rest = base.firstRange(of: "://").map { base[$0.upperBound...] } ?? base[...]
        let plain = rest.prefix { $0 != "?" && $0 != "#" }
        return String(plain.lastIndex(of: "@").map { plain[plain.index(after: $0)...] } ?? plain)
    }

    /// Whether it is OpenAI's own, or theirs at Microsoft: what it takes is known.
    var isOpenAI: Bool {
        let host = name.prefix { $0 != "/" && $0 != ":" }.lowercased()
        return host == "api.openai.com" || host.hasSuffix(".openai.azure.com")
    }

    /// A path after the base would become part of a query.
    var isBaseClean: Bool { !base.contains { $0 == "?" || $0 == "#" } }

    var headers: HTTPHeaders {
        var headers: HTTPHeaders = ["Accept": "application/json"]
        if let organization { headers.add("OpenAI-Organization", organization) }
        if let project { headers.add("OpenAI-Project", project) }
        return headers
    }
}
