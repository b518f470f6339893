public import SystemPackage

/// What is called when a video is ready, or has an error that another try by itself will not mend.
///
/// It is called at least once for each such end, also after a crash in between, and at most a few at once.
public struct WatchHook: Sendable {
    /// An end of the work on a video.
    public struct Call: Sendable {
        /// Whether all its clips are ready.
        public let isReady: Bool
        /// The video's folder below the outbox.
        public let video: String
        /// Its manifest.
        public let manifest: FilePath
        /// Where the video stands: `ready`, `partial`, `error`.
        public let status: String
    }

    /// Does what is to be done, and reports for itself what goes wrong with it.
    public let call: @Sendable (Call) async -> Void

    /// Wraps a function.
    public init(_ call: @escaping @Sendable (Call) async -> Void) {
        self.call = call
    }
}
