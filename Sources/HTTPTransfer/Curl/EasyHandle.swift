import CCurl

/// One transfer of libcurl, with the place where it writes what went wrong. Freed with its owner.
struct EasyHandle: ~Copyable {
    let pointer: UnsafeMutableRawPointer
    private let words: UnsafeMutablePointer<CChar>

    /// Throws only where memory is short.
    init() throws(CurlCode) {
        guard let pointer = curl_easy_init() else { throw CurlCode(CURLE_FAILED_INIT) }
        self.pointer = pointer
        words = .allocate(capacity: Int(CURL_ERROR_SIZE))
        words.initialize(repeating: 0, count: Int(CURL_ERROR_SIZE))
        // It can fail for an unknown option only, and then nothing is written there.
        smartclip_set_pointer(pointer, CURLOPT_ERRORBUFFER, words)
    }

    deinit {
        curl_easy_cleanup(pointer)
        words.deallocate()
    }

    /// What libcurl said of its last failure. It may hold a URL, or a proxy's password.
    var lastWords: String { String(cString: words) }

    func set(_ option: CURLoption, _ value: Int) throws(CurlCode) {
        try CurlCode.check(smartclip_set_long(pointer, option, value))
    }

    func set(_ option: CURLoption, size: Int64) throws(CurlCode) {
        try CurlCode.check(smartclip_set_size(pointer, option, curl_off_t(size)))
    }

    func set(_ option: CURLoption, _ text: String) throws(CurlCode) {
        try CurlCode.check(smartclip_set_text(pointer, option, text))
    }

    /// A number that libcurl knows of the transfer; 0 where it knows none.
    func number(_ info: CURLINFO) -> Int {
        var value = 0
        smartclip_get_long(pointer, info, &value)
        return value
    }

    /// The same, of those it counts in 64 bits; nil where it knows none.
    func size(_ info: CURLINFO) -> Int64? {
        var value: curl_off_t = -1
        smartclip_get_size(pointer, info, &value)
        return value < 0 ? nil : Int64(value)
    }

    func text(_ info: CURLINFO) -> String? {
        var value: UnsafeMutablePointer<CChar>?
        smartclip_get_text(pointer, info, &value)
        return value.map { String(cString: $0) }
    }

    /// The headers of the last answer, without those of interim answers, of proxies and of what follows a body.
    var headers: HTTPHeaders {
        var headers = HTTPHeaders()
        var previous: UnsafeMutablePointer<curl_header>?
        while let header = curl_easy_nextheader(pointer, UInt32(CURLH_HEADER), -1, previous) {
            headers.add(String(cString: header.pointee.name), String(cString: header.pointee.value))
            previous = header
        }
        return headers
    }
}

/// Header lines as libcurl takes them: it does not copy them, so they live as long as the transfer.
struct HeaderList: ~Copyable {
    private(set) var first: UnsafeMutablePointer<curl_slist>?

    init(_ lines: [String]) throws(CurlCode) {
        for line in lines {
            guard let longer = curl_slist_append(first, line) else {
                curl_slist_free_all(first)
                first = nil
                throw CurlCode(CURLE_OUT_OF_MEMORY)
            }
            first = longer
        }
    }

    deinit { curl_slist_free_all(first) }
}
