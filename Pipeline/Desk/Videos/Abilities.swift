import FoundationEssentials
import Framing
import Manifest
import NIOCore
import Synchronization

/// What can be done with a video beside looking at it. It takes a few looks at files to say, so the answer stands for a moment.
final class Abilities: Sendable {
    struct Can: Encodable, Sendable {
        /// Whether a language model is set for it.
        let refine: Bool
        /// The shapes that a moment may ask for.
        let formats = RenditionFormat.allCases.filter { $0 != .platforms }.map(\.rawValue)
        /// Whether its source is there to be played.
        let source: Bool
    }

    private struct Entry {
        let until: ContinuousClock.Instant
        let validator: Validator
        let answer: ByteBuffer
    }

    private static let lasts = Duration.seconds(2)
    /// Not more of them are kept.
    private static let limit = 200

    private let known = Mutex<[String: Entry]>([:])

    /// The answer that tells of a video and of what can be done with it: as it was put together lately, or is now.
    func answer(_ published: Published, of id: String, find: () throws -> Can) throws -> ByteBuffer {
        let now = ContinuousClock.now
        if let entry = known.withLock({ $0[id] }), entry.until > now, entry.validator == published.validator {
            return entry.answer
        }
        let can = Array(try JSONText.line(find())).dropLast()
        let answer = ByteBuffer(bytes: published.answer + Array(",\"can\":".utf8) + can + Array("}\n".utf8))
        known.withLock { known in
            if known.count >= Self.limit { known = [:] }
            known[id] = Entry(until: now + Self.lasts, validator: published.validator, answer: answer)
        }
        return answer
    }
}
