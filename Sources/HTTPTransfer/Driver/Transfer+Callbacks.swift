import CCurl
import Glibc

extension Transfer {
    /// Has libcurl call this transfer, which outlives its handle's use: the driver holds it until then.
    func connectCallbacks() throws(CurlCode) {
        let context = Unmanaged.passUnretained(self).toOpaque()
        let pointer = easy.pointer
        try CurlCode.check(
            smartclip_set_prerequest(
                pointer,
                { context, _, _, _, _ in
                    Transfer.of(context).begin() ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
                },
                context
            )
        )
        try CurlCode.check(
            smartclip_set_read(
                pointer,
                { buffer, size, count, context in
                    let buffer = UnsafeMutableRawBufferPointer(start: buffer, count: size * count)
                    return Transfer.of(context).read(into: buffer) ?? Int(CURL_READFUNC_ABORT)
                },
                context
            )
        )
        try CurlCode.check(
            smartclip_set_seek(
                pointer,
                { context, place, origin in
                    guard origin == SEEK_SET, Transfer.of(context).seek(to: Int64(place)) else {
                        return CURL_SEEKFUNC_FAIL
                    }
                    return CURL_SEEKFUNC_OK
                },
                context
            )
        )
        try CurlCode.check(
            smartclip_set_write(
                pointer,
                { bytes, size, count, context in
                    let bytes = UnsafeRawBufferPointer(start: bytes, count: size * count)
                    return Transfer.of(context).take(bytes) ? size * count : 0
                },
                context
            )
        )
        try CurlCode.check(
            smartclip_set_header(
                pointer,
                { _, size, count, context in Transfer.of(context).takeHeader(size * count) ? size * count : 0 },
                context
            )
        )
        try CurlCode.check(
            smartclip_set_progress(
                pointer,
                { context, expected, received, _, sent in
                    Transfer.of(context).note(sent: Int64(sent), received: Int64(received), expected: Int64(expected))
                    return 0
                },
                context
            )
        )
    }

    private static func of(_ context: UnsafeMutableRawPointer?) -> Transfer {
        guard let context else { preconditionFailure("libcurl lost its context") }
        return Unmanaged<Transfer>.fromOpaque(context).takeUnretainedValue()
    }
}
