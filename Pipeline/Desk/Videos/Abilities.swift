import Manifest
import Synchronization

/// What can be done with a video beside looking at it. It takes a few looks at files to say, so the answer stands for a moment.
final class Abilities: Sendable {
    struct Can: Encodable, Sendable {
        /// Whether a language model is set for it.
        let refine: Bool
        /// The shapes that a moment may ask for; nil where moments cannot.
        @OrNull var formats: [String]?
        /// Whether its source is there to be played.
        let source: Bool
    }

    private static let lasts = Duration.seconds(2)
    private static let limit = 1000

    private let known = Mutex<[String: (until: ContinuousClock.Instant, text: [UInt8])]>([:])

    /// What was found out lately, or is now.
    func of(_ id: String, find: () throws -> [UInt8]) rethrows -> [UInt8] {
        let now = ContinuousClock.now
        if let entry = known.withLock({ $0[id] }), entry.until > now { return entry.text }
        let text = try find()
        known.withLock { known in
            if known.count >= Self.limit { known = [:] }
            known[id] = (now + Self.lasts, text)
        }
        return text
    }
}
