import HTTPTransfer
public import SystemPackage

extension MuxClient {
    /// Fetches a file of an asset ("highest.mp4") into an open one, from its beginning, and cuts that to it: how many bytes it has.
    ///
    /// Goes on where a connection was cut, unless the file changed meanwhile; gives up after ten minutes without progress. Where the
    /// open file holds the first `had.bytes` of a file of `had.total` bytes, as an earlier fetch left them, it goes on behind them.
    /// Syncing it is the caller's.
    public func download(
        playback: PlaybackID,
        rendition name: String,
        to file: FileDescriptor,
        had: (bytes: Int64, total: Int64)? = nil,
        clock: some Clock<Duration> = SuspendingClock(),
        progress: @escaping @Sendable (_ received: Int64, _ total: Int64?) -> Void = { _, _ in }
    ) async throws(MuxError) -> Int64 {
        let path = "/\(PathPart.encoded(playback.id))/\(PathPart.encoded(name))"
        let call = "GET \(path)"
        let download = RangedDownload(
            client: client,
            watch: RetryClock(clock),
            file: file,
            call: call,
            had: had,
            progress: progress
        )
        return try await download.fetch { () throws(MuxError) in
            try streamAddress(path, of: playback, call: call)
        }
    }
}
