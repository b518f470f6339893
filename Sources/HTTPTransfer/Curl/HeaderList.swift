import CCurl

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
