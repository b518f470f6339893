public import SystemPackage

/// How an emulator behaves.
public struct EmulatorOptions: Sendable {
    /// What becomes of generated captions where nobody speaks.
    public enum Silence: String, Sendable, CaseIterable {
        /// The track becomes `errored`.
        case errored
        /// The track becomes `ready` and holds no cue.
        case empty
    }

    /// The port on 127.0.0.1; 0 takes a free one.
    public var port = 0
    /// Where files are kept. It is made where it is missing.
    public var folder: FilePath
    /// What Basic authentication must bring.
    public var tokenID: String
    /// What Basic authentication must bring.
    public var tokenSecret: String
    /// The alternative to them: what `Authorization: Bearer` may bring.
    public var bearer: String?
    /// Seconds from the last byte to `ready`, at least.
    public var processing = 0.2
    /// Seconds from `ready` to finished captions, at least.
    public var transcription = 0.3
    /// Seconds from `ready` to finished files, at least.
    public var rendition = 0.2
    /// Uploads time out after this part of their `timeout`.
    public var timeoutScale = 1.0
    /// A folder of captions: `SHA256.vtt` of the file, or the name in passthrough, external id or title.
    public var captions: FilePath?
    /// The language heard where `auto` is asked for.
    public var language = "en"
    /// What becomes of captions where nobody speaks.
    public var silence = Silence.errored
    /// A clip whose end is beyond its source is refused instead of ending with it.
    public var refusesLongClips = false
    /// POST requests a second; 0 for no limit.
    public var postRate = 0.0
    /// Other requests a second; 0 for no limit.
    public var otherRate = 0.0
    /// Requests at once before the rates count.
    public var burst = 5
    /// Assets of the plan; nil for no limit.
    public var maxAssets: Int?
    /// The most lines that the plan's assets have; nil for no limit.
    public var maxResolution: Int?
    /// The plan has static renditions.
    public var hasStaticRenditions = true
    /// The token may only read.
    public var isReadOnly = false
    /// Where events are sent: an `http://` address.
    public var webhook: String?
    /// The key of the events' signatures.
    public var webhookSecret = ""
    /// Seconds to the second delivery of an event that was not taken; doubled each time.
    public var webhookGap = 1.0
    /// Every read of the API answers what was so many seconds ago.
    public var stale = 0.0
    /// Of how many requests one meets a fault: 0 none, 1 all.
    public var faultRate = 0.0
    /// Where the faults are drawn from.
    public var seed: UInt64 = 1
    /// What can go wrong.
    public var faultKinds = FaultKind.allCases
    /// Beginnings of the paths that meet faults; all where empty.
    public var faultPaths: [String] = []
    /// Seconds a slow answer takes, and a stale one looks back.
    public var slow = 1.0
    /// ffmpeg and ffprobe processes at once.
    public var workers = 2

    /// Options with their defaults.
    public init(folder: FilePath, tokenID: String, tokenSecret: String) {
        self.folder = folder
        self.tokenID = tokenID
        self.tokenSecret = tokenSecret
    }
}
