import Glibc
public import SystemPackage

/// Asynchronous HTTP over libcurl: one thread of its own drives any number of transfers and keeps their connections for the next.
///
/// The thread begins with the first request, sleeps while there is none, and ends when the client is gone and its last transfer
/// done. HTTP/2 is used where a server offers it over TLS, but not for bodies that are files: each of these has a connection of
/// its own, so that it is bounded by the network and not by a stream's window, and stopping it closes the connection.
///
/// A POST and a PATCH go over a new connection and are sent once: over an old one that the server is just closing, nobody could
/// tell whether the server had taken them. What is repeatable by its method libcurl sends again by itself where an old
/// connection turns out to be dead.
///
/// Redirects of GET and HEAD are followed, at most `limits.redirects` of them (0: the redirect is the answer), never from https
/// to http; another origin gets neither the authorization nor any header but those that say what is asked for.
public final class HTTPTransfer: HTTPClient {
    private let driver: Driver

    /// A client; its thread begins with the first request.
    public init(_ options: Options = Options()) {
        driver = Driver(options)
    }

    deinit { driver.close() }

    /// One request. Bodies of files are read and written on the client's thread, which is where `progress` is called too, at
    /// most four times a second and once more at the end, whatever the end: it must return at once.
    public func send(
        _ request: HTTPRequest,
        progress: (@Sendable (TransferProgress) -> Void)?
    ) async throws(HTTPError) -> HTTPResponse {
        var request = request
        var endpoint = try Endpoint(request.url)
        try request.check(endpoint)
        var hops = 0
        while true {
            let answer = try await driver.run(Order(request, endpoint), progress)
            guard let redirect = Redirect(request, answer) else { return answer.response }
            hops += 1
            (request, endpoint) = try redirect.next(after: request, endpoint, hops: hops)
        }
    }
}

extension HTTPTransfer {
    /// What is the same for all requests of one client.
    public struct Options: Sendable {
        /// A file of certificates to trust, in PEM, in place of the system's.
        public var caFile: FilePath?
        /// A folder of them, named by their hashes.
        public var caDirectory: FilePath?
        /// What it calls itself, where a request has no User-Agent.
        public var userAgent = "smartclip"

        /// As the curl tool does: `CURL_CA_BUNDLE`, or else `SSL_CERT_FILE` and `SSL_CERT_DIR`, where the environment has them.
        /// libcurl reads `http_proxy`, `HTTPS_PROXY`, `ALL_PROXY` and `NO_PROXY` by itself.
        public init() {
            if let bundle = Self.variable("CURL_CA_BUNDLE") {
                caFile = bundle
            } else {
                caFile = Self.variable("SSL_CERT_FILE")
                caDirectory = Self.variable("SSL_CERT_DIR")
            }
        }

        private static func variable(_ name: String) -> FilePath? {
            guard let value = getenv(name), value.pointee != 0 else { return nil }
            return FilePath(platformString: value)
        }
    }
}
