import Glibc
public import SystemPackage

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
