extension FolderSigns {
    /// How often to look where no event says when.
    public struct Plan: Sendable, Equatable {
        /// Where given, there are no events: everything is looked at again at this interval.
        public var poll: Duration?
        /// The interval where events do not come: on the file systems of other machines, and where the helper cannot run.
        public var networkPoll: Duration
        /// The time between two looks at everything although events come.
        public var fullLook: Duration
        /// The time after which a helper that could not run is tried again.
        public var helperRetry: Duration

        /// A plan; what is not given is as it is for most.
        public init(
            poll: Duration? = nil,
            networkPoll: Duration = .seconds(10),
            fullLook: Duration = .seconds(600),
            helperRetry: Duration = .seconds(300)
        ) {
            self.poll = poll
            self.networkPoll = networkPoll
            self.fullLook = fullLook
            self.helperRetry = helperRetry
        }
    }
}
