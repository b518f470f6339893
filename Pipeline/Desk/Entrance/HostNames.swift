/// The names under which the desk may be asked for. A page of a stranger whose name was pointed at this machine (DNS rebinding)
/// comes with that name.
struct HostNames: Sendable, Equatable {
    /// In lower case, with a port where that is not the one of the scheme.
    private let names: Set<String>

    /// Loopback with the port that is listened to, the address itself, and the names that the operator gave, each with or without a
    /// port.
    init(address: String, port: Int, more: [String]) {
        var names: Set<String> = []
        let isLoopback = address == "127.0.0.1" || address == "::1" || address == "localhost"
        var own = isLoopback ? ["localhost", "127.0.0.1", "[::1]"] : []
        if address != "0.0.0.0", address != "::", !isLoopback {
            own.append(address.contains(":") ? "[\(address)]" : address)
        }
        for name in own {
            names.insert("\(name):\(port)")
            // What a browser leaves out.
            if port == 80 { names.insert(name) }
        }
        for name in more { names.insert(Self.normal(name)) }
        self.names = names
    }

    /// Whether a `Host` field names the desk.
    func contain(_ host: String?) -> Bool {
        guard let host, !host.isEmpty else { return false }
        return names.contains(host) || names.contains(Self.normal(host))
    }

    /// Whether an `Origin` field is that of the desk's own pages as they were asked for.
    static func isSame(origin: String, host: String?) -> Bool {
        guard let host, let end = origin.firstRange(of: "://") else { return false }
        let scheme = origin[..<end.lowerBound].lowercased()
        guard scheme == "http" || scheme == "https" else { return false }
        let port = scheme == "http" ? ":80" : ":443"
        return without(port, normal(String(origin[end.upperBound...]))) == without(port, normal(host))
    }

    private static func without(_ port: String, _ name: String) -> String {
        name.hasSuffix(port) ? String(name.dropLast(port.count)) : name
    }

    /// In lower case, without the dot that ends a whole domain name.
    private static func normal(_ host: String) -> String {
        let text = host.lowercased()
        guard let colon = text.lastIndex(of: ":"), !text[colon...].contains("]") else {
            return text.hasSuffix(".") ? String(text.dropLast()) : text
        }
        let name = text[..<colon]
        return String(name.hasSuffix(".") ? name.dropLast() : name) + text[colon...]
    }
}
