package import Highlights
package import Manifest
package import Outbox
package import Settings
package import StateFiles

/// Who chooses the moments of a talk and writes the words to post. An analyst is a folder below `Pipeline/Analysts`, and one line
/// in `Services`. Moments of a video without words are chosen by its sound, whoever the analyst is.
package protocol Analyst: Sendable {
    /// The name by which settings choose it, and by which records tell what it made.
    var name: Settings.Analyst { get }

    /// Adds to the fingerprint of stage `analyze` or `caption` what decides what it makes. Throws a `Failure` where a file that the
    /// settings name cannot be read.
    func identify(_ stage: StageName, _ settings: Settings, in fingerprint: inout Fingerprint) throws

    /// Adds whether what was made in its place counts.
    func identifySubstitute(_ settings: Settings, in fingerprint: inout Fingerprint)

    /// Adds to the key of a video's seal what the stages' fingerprints depend on.
    func identifySeal(_ settings: Settings, in fingerprint: inout Fingerprint)

    /// Why a stage could not even begin, and what to do about it.
    func obstacle(to stage: StageName, _ settings: Settings) -> Failure?

    /// What the stages would ask of services elsewhere; nil where they ask nothing.
    func estimate(_ video: VideoState, _ stages: [StageName]) throws -> AnalystEstimate?

    /// Chooses moments, and says who chose them: where it can give nothing and may be replaced, `picker` chooses, and a note
    /// says so.
    func choose(_ picker: MomentPicker, _ talk: Talk, _ work: StageWork) async throws -> (
        choice: Choice, engine: Engine
    )

    /// What is written for clips, by their moments; nothing for those whose words are to be taken from the talk.
    func write(for moments: [MomentEntry], _ talk: Talk, _ work: StageWork) async throws -> WrittenPosts

    /// Changes one moment of `moments.json` by a remark, and says in a line what was changed. The moment is named by its id or its
    /// number, counted from 1.
    ///
    /// - Parameter lay: Lays the ends of its new times in pauses of the sound.
    func refine(_ moment: String, _ remark: String, of video: VideoState, in outbox: Outbox, lay: @escaping EndsLaid)
        async throws
        -> String

    /// Adds one more moment to `moments.json` by a remark, off those that stand, and says in a line what was added.
    func add(_ remark: String, of video: VideoState, in outbox: Outbox, lay: @escaping EndsLaid) async throws -> String
}

/// Moves the ends of a moment, in seconds, into pauses of the sound near by, and says what a user should know of it.
package typealias EndsLaid =
    @Sendable (ClosedRange<Double>, Rules) async throws -> (
        times: ClosedRange<Double>, notes: [String]
    )

/// What an analyst would ask of services for one video. Rather too high than too low.
package struct AnalystEstimate: Sendable, Equatable {
    /// Tokens, requests, and, where the price is known, money; nil where nothing can be said before there is a transcript.
    package let cost: Cost?

    package init(cost: Cost?) {
        self.cost = cost
    }
}

/// What an analyst wrote to post with clips.
package struct WrittenPosts: Sendable {
    /// Of each clip, by its moment's id, what was written for each site.
    package var words: [String: [Platform: Post]] = [:]
    /// Who wrote it; nil where nobody did.
    package var engine: Engine?
    /// Lines that a user should see.
    package var notes: [String] = []

    package init(words: [String: [Platform: Post]] = [:], engine: Engine? = nil, notes: [String] = []) {
        self.words = words
        self.engine = engine
        self.notes = notes
    }
}

extension Engine {
    /// The analyst that needs nobody else, which also does what others cannot.
    package static let extractive = Engine(name: Settings.Analyst.extractive.rawValue, version: Version.current)
}

extension Rules {
    /// The rules that a user's settings come to. The best lengths are the usual ones as far as they are allowed.
    package init(_ settings: Settings) {
        let length = settings.minLength...settings.maxLength
        self.init(length: length, ideal: Rules().ideal.clamped(to: length), count: settings.clips)
    }
}
