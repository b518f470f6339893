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

/// A return code of libcurl other than that all is well. Codes that are not known here survive.
struct CurlCode: Error, RawRepresentable, Equatable, CustomStringConvertible {
    let rawValue: UInt32

    init(rawValue: UInt32) { self.rawValue = rawValue }

    init(_ code: CURLcode) { self.init(rawValue: code.rawValue) }

    static func check(_ code: CURLcode) throws(CurlCode) {
        guard code == CURLE_OK else { throw CurlCode(code) }
    }

    /// libcurl's own words for the code, which name nothing.
    var description: String { String(cString: curl_easy_strerror(CURLcode(rawValue))) }
}
