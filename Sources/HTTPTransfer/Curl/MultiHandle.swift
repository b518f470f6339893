import CCurl

/// libcurl's loop over many transfers. All but `wake` is for the driver's thread.
///
/// - Note: libcurl allows `curl_multi_wakeup` from any thread as long as the handle lives; the driver's lock sees to that.
struct MultiHandle: @unchecked Sendable {
    let pointer: UnsafeMutableRawPointer

    init() throws(CurlCode) {
        guard let pointer = curl_multi_init() else { throw CurlCode(CURLE_OUT_OF_MEMORY) }
        self.pointer = pointer
        // Connections that are kept. By itself libcurl keeps fewer when there is less to do, and would lose those that the
        // next video needs.
        smartclip_multi_set_long(pointer, CURLMOPT_MAXCONNECTS, 32)
    }

    /// Ends a wait, or the next one if there is none.
    func wake() { curl_multi_wakeup(pointer) }

    func add(_ easy: UnsafeMutableRawPointer) -> Bool { curl_multi_add_handle(pointer, easy) == CURLM_OK }

    /// Stops a transfer, if it is not done: its connection is closed.
    func remove(_ easy: UnsafeMutableRawPointer) { curl_multi_remove_handle(pointer, easy) }

    /// Does what can be done now. False where nothing can be any more.
    func perform() -> Bool {
        var running: Int32 = 0
        return curl_multi_perform(pointer, &running) == CURLM_OK
    }

    /// Sleeps until something can be done, at most so many milliseconds.
    func wait(milliseconds: Int32) -> Bool { curl_multi_poll(pointer, nil, 0, milliseconds, nil) == CURLM_OK }

    /// A transfer that is done, and its code where that is a failure.
    func nextDone() -> (easy: UnsafeMutableRawPointer, failure: CurlCode?)? {
        var left: Int32 = 0
        while let message = curl_multi_info_read(pointer, &left) {
            guard message.pointee.msg == CURLMSG_DONE, let easy = message.pointee.easy_handle else { continue }
            let code = smartclip_result(message)
            return (easy, code == CURLE_OK ? nil : CurlCode(code))
        }
        return nil
    }

    /// Closes all connections. No transfer may be in it.
    func free() { curl_multi_cleanup(pointer) }
}
