/// Addresses of this machine itself, which is the only one that is asked in the clear with credentials.
public enum Loopback {
    private static let hosts = ["http://127.0.0.1", "http://localhost", "http://[::1]"]

    /// Whether a URL without TLS leads to this machine, whatever its port and path are.
    public static func isAddressed(by url: some StringProtocol) -> Bool {
        hosts.contains { url.hasPrefix($0) && ["", ":", "/"].contains(url.dropFirst($0.count).prefix(1)) }
    }
}
