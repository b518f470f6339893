import CCurl

/// libcurl as a whole, which is to be set up once before any thread uses it. It is never torn down: it ends with the process.
enum CurlLibrary {
    /// Sets it up at the first call. Throws where that failed, always then.
    static func start() throws(CurlCode) {
        try CurlCode.check(started)
    }

    /// Swift makes a static value once, whichever thread comes first.
    private static let started: CURLcode = curl_global_init(Int(CURL_GLOBAL_DEFAULT))
}
