/// `.smartclip/watch.json`: how a watcher stands, for `smartclip status` and for whoever asks why a file is not taken.
public struct WatchStatus: Codable, Sendable, Equatable {
    /// A video that waits.
    public struct Waiting: Codable, Sendable, Equatable {
        /// Where it stands.
        public let path: String
        /// Why it waits, in a few words.
        public let reason: String
        /// When it is looked at next; nil where only a change can bring that about.
        @OrNull public var until: Timestamp?

        /// Says of a file why it waits.
        public init(path: String, reason: String, until: Timestamp? = nil) {
            self.path = path
            self.reason = reason
            self.until = until
        }

        private enum CodingKeys: String, CodingKey {
            case path, reason, until
        }
    }

    /// How many videos there are, by what is being done about them.
    public struct Counts: Codable, Sendable, Equatable {
        /// Not yet whole, on hold, or until their next try.
        public var waiting = 0
        /// Whole, until their turn comes.
        public var queued = 0
        /// Being worked on.
        public var active = 0
        /// With all their clips.
        public var ready = 0
        /// With some of their clips.
        public var partial = 0
        /// With an error that only a change can mend.
        public var failed = 0

        /// Counts from nothing.
        public init() {}
    }

    /// The version of this layout.
    public var schemaVersion = 1
    /// The process that watches.
    public var pid: Int
    /// The machine that it runs on.
    public var host: String
    /// The folder that is watched.
    public var inbox: String
    /// When it began.
    public var startedAt: Timestamp
    /// When this was written.
    public var updatedAt: Timestamp
    /// How changes are noticed: `events`, `polling`, or `missing` while the inbox is not there.
    public var mode: String
    /// Why no new work begins; nil where it does.
    @OrNull public var paused: String?
    /// How many videos there are.
    public var counts = Counts()
    /// The videos that wait or are queued, or whose settings are wrong, in the order of their paths; at most `WatchStatus.limit`.
    public var waiting: [Waiting] = []

    /// A list of more than this many is of no use to a reader.
    public static let limit = 200

    /// How a watcher stands that has nothing to do.
    public init(pid: Int, host: String, inbox: String, startedAt: Timestamp, updatedAt: Timestamp, mode: String) {
        self.pid = pid
        self.host = host
        self.inbox = inbox
        self.startedAt = startedAt
        self.updatedAt = updatedAt
        self.mode = mode
    }

    private enum CodingKeys: String, CodingKey {
        case pid, host, inbox, mode, paused, counts, waiting
        case schemaVersion = "schema_version"
        case startedAt = "started_at"
        case updatedAt = "updated_at"
    }
}
