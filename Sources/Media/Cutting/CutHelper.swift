import FoundationEssentials

/// The helper `smartclip-cut`, which copies the packets between key frames and encodes what lies beside them: what it is asked, and
/// what it answers.
///
/// A program of its own: Debian's ffmpeg, with whose libraries it is linked, is GPL, and a hostile source may bring it down.
struct CutHelper: Sendable {
    /// What it is called.
    static let name = "smartclip-cut"
    /// How many threads decode or encode in it: its `MOST_THREADS`. Two of it at once would hold twice the pictures.
    static let threads = 2

    let plan: EncodePlan

    /// What it can be asked for.
    enum Order: String, Sendable {
        /// To make the clip.
        case cut
        /// To say what it would do, from the packets alone.
        case look
    }

    /// It gets the source as its standard input and works in the scratch folder. Nil where there is no frame.
    func arguments(_ order: Order) -> [String]? {
        let timing = plan.timing
        guard let first = timing.taken.first, let last = timing.taken.last else { return nil }
        let pixels = plan.size.width * plan.size.height
        // What is encoded is a few seconds.
        let coding = PictureCoding(crf: plan.request.crf, preset: plan.request.preset).quicker
        var arguments = [
            order.rawValue, "stream=\(plan.track.index)", "first=\(first)", "last=\(last)", "count=\(timing.count)",
            "rate=\(timing.rate)", "crf=\(coding.crf)", "preset=\(coding.preset)",
            "sets=\(plan.request.cut == .smart ? "two" : "one")",
            // Address space, not memory in use: each thread reserves some. A gibibyte more for a million pixels.
            "memory=\(4096 + pixels / 1000)",
            // A backstop: the slowest preset takes a few seconds for a frame of 2160p.
            "seconds=\(300 + 10 * timing.count)",
        ]
        guard order == .cut else { return arguments }
        arguments += [
            "output=\(EncodePlan.clip)", "small=\(EncodePlan.pictures)", "luma=\(CopyCheck.luma)",
            "keys=\(CopyCheck.keys)",
        ]
        if plan.hasSound { arguments.append("sound=\(ClipSound.file)") }
        return arguments
    }

    /// What it answers.
    enum Answer: Sendable, Equatable {
        /// The clip is there, or would be so.
        case made(CutWay.Smart)
        /// This source or span cannot be cut so, and why.
        case refused(String)
    }

    /// Reads the answer; nil where it is none, or speaks of another clip. How like the source's its pictures are is for others to tell.
    func answer(_ bytes: [UInt8], to order: Order) -> Answer? {
        // What cannot be decoded is no answer, and the caller says so.
        guard let line = try? JSONDecoder().decode(Line.self, from: Data(bytes)) else { return nil }
        if let reason = line.reason { return .refused(reason) }
        guard let before = line.encodedBefore, let copied = line.copied, let after = line.encodedAfter,
            before >= 0, copied > 0, after >= 0, before + copied + after == plan.timing.count,
            let sets = line.sets.flatMap({ ["one": 1, "two": 2][$0] })
        else { return nil }
        var way = CutWay.Smart(
            encodedBefore: before,
            copied: copied,
            encodedAfter: after,
            parameterSets: sets,
            similarity: 1
        )
        guard order == .cut else { return .made(way) }
        guard let keys = line.keys, keys > 0 else { return nil }
        way.keys = keys
        if after > 0 {
            guard let anchor = line.anchor, (before..<before + copied).contains(anchor) else { return nil }
            way.anchor = anchor
        }
        return .made(way)
    }

    private struct Line: Decodable {
        var reason: String?
        var encodedBefore: Int?
        var copied: Int?
        var encodedAfter: Int?
        var sets: String?
        var anchor: Int?
        var keys: Int?

        private enum CodingKeys: String, CodingKey {
            case reason, copied, sets, anchor, keys
            case encodedBefore = "encoded_before"
            case encodedAfter = "encoded_after"
        }
    }
}
