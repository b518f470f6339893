import FoundationEssentials
import Framing
import Highlights
package import Manifest
import StateFiles
import TalkTime

/// `moments.json` as a person may have left it: only the times of a moment are needed, the rest is filled in.
package struct MomentsEdit: Sendable {
    /// The moments in the order of their clips.
    package let moments: [MomentEntry]
    /// The best of the others.
    package let rejected: [RejectedEntry]
    /// What a user should know.
    package let notes: [String]

    private struct File: Decodable {
        var moments: [Entry]
        var rejected: [RejectedEntry]?
        var notes: [String]?
    }

    private struct Entry: Decodable {
        var id: String?
        var startTime: Double
        var endTime: Double
        var title: String?
        var description: String?
        var reason: String?
        var score: Double?
        var scoreParts: [String: Double]?
        var quote: String?
        var boundary: String?
        var caption: String?
        var hashtags: [String]?
        var framing: String?
        var formats: [String]?
        var history: [MomentChange]?

        /// Nothing is left to be filled in.
        var isWhole: Bool { title != nil && description != nil && quote != nil && score != nil && scoreParts != nil }

        enum CodingKeys: String, CodingKey {
            case id, title, description, reason, score, quote, boundary, caption, hashtags, framing, formats, history
            case startTime = "start_time"
            case endTime = "end_time"
            case scoreParts = "score_parts"
        }
    }

    /// Reads the moments of a video. Throws a failure of class `input` that names the place, where they make no sense.
    package init(of video: RecordedVideo) throws {
        let place = "\(video.folder.name)/\(VideoFolder.moments)"
        let bytes = try video.folder.file(VideoFolder.moments).readIfPresent() ?? []
        self = try video.moments.reading(bytes) { try MomentsEdit(bytes, of: video, place: place) }
    }

    package init(_ bytes: [UInt8], of video: RecordedVideo, place: String) throws {
        let remedy = "correct it, or delete the file to have moments chosen again"
        let file: File
        do {
            file = try JSONText.decode(File.self, from: Data(bytes))
        } catch {
            throw Failure(.input, "\(place): \("\(error)".oneLine); \(remedy)")
        }
        let duration = try video.asset().duration
        if let wrong = Self.problems(file, duration: duration).first {
            let line = JSONPlace(of: [.name("moments"), .index(wrong.index), .name(wrong.key)], in: bytes)
            throw Failure(.input, "\(place): \(line): \(wrong.path): \(wrong.problem); \(remedy)")
        }
        var ids = Set(file.moments.compactMap(\.id))
        let chosen = Self.chosen(video)
        let untouched = file.moments.map { entry in
            entry.id.flatMap { chosen[$0] }.map { $0.startTime == entry.startTime && $0.endTime == entry.endTime }
                ?? false
        }
        // Only what a person touched needs to be described anew, and only that costs reading the transcript.
        let needsWords = zip(file.moments, untouched).contains { !$1 || !$0.isWhole }
        // By the usual rules, not the settings': whoever reads the same files later must come to the same words.
        let picker = needsWords ? try video.talk().map { MomentPicker(talk: $0, rules: Rules()) } : nil
        moments = zip(file.moments, untouched).map { entry, isUntouched in
            let id = entry.id ?? Self.freeID(entry.startTime, ids)
            ids.insert(id)
            let described =
                isUntouched && entry.isWhole ? nil : picker?.describe(start: entry.startTime, end: entry.endTime)
            return Self.entry(entry, id, video.id, isUntouched, described, duration)
        }
        rejected = file.rejected ?? []
        notes = file.notes ?? []
    }

    private static func entry(
        _ entry: Entry,
        _ id: String,
        _ video: VideoID,
        _ isUntouched: Bool,
        _ described: Moment?,
        _ duration: Double
    ) -> MomentEntry {
        // A quote that was true of the old times need not be true of the new ones.
        let quote = isUntouched ? entry.quote ?? described?.quote : described?.quote
        let boundary = isUntouched ? entry.boundary.flatMap { MomentEntry.Boundary(rawValue: $0) } : nil
        return MomentEntry(
            id: id,
            videoId: video.short,
            startTime: entry.startTime.roundedToThousandth,
            endTime: min(entry.endTime, duration).roundedToThousandth,
            title: entry.title ?? described?.title ?? "Moment at \(TalkTime.text(entry.startTime))",
            description: entry.description ?? described?.description ?? "",
            reason: entry.reason ?? "Set by hand.",
            score: entry.score ?? described?.score.roundedToThousandth ?? 0,
            scoreParts: entry.scoreParts ?? described?.scoreParts.mapValues(\.roundedToThousandth) ?? [:],
            quote: quote ?? "",
            boundary: boundary ?? .edited,
            caption: entry.caption,
            hashtags: entry.hashtags.map(Hashtag.normalized),
            framing: entry.framing.flatMap { FramingWish($0)?.description },
            formats: entry.formats,
            history: entry.history
        )
    }

    /// All that makes no sense in the moments of a file, for whoever shows each where it stands. Throws where it cannot be read.
    package static func problems(in bytes: [UInt8], duration: Double) throws(JSONTextError) -> [MomentsProblem] {
        problems(try JSONText.decode(File.self, from: Data(bytes)), duration: duration)
    }

    private static func problems(_ file: File, duration: Double) -> [MomentsProblem] {
        var ids: Set<String> = []
        return file.moments.enumerated().compactMap { index, entry in
            var wrong = problem(entry, duration: duration)
            if let id = entry.id, !ids.insert(id).inserted {
                wrong = wrong ?? ("id", "\"\(id.oneLine)\" is there twice")
            }
            return wrong.map { MomentsProblem(index: index, key: $0.key, problem: $0.problem) }
        }
    }

    /// The key whose value makes no sense, and why.
    private static func problem(_ entry: Entry, duration: Double) -> (key: String, problem: String)? {
        guard entry.startTime.isFinite, entry.startTime >= 0 else {
            return ("start_time", "is not a time in the video")
        }
        guard entry.endTime.isFinite, entry.endTime > entry.startTime else {
            return ("end_time", "\(entry.endTime) is not after start_time \(entry.startTime)")
        }
        guard entry.startTime < duration, entry.endTime <= duration + 1 else {
            return ("end_time", "\(entry.endTime) is past the video's end at \(duration)")
        }
        if let score = entry.score, !(0...1).contains(score) { return ("score", "\(score) is not between 0 and 1") }
        if let framing = entry.framing, FramingWish(framing) == nil {
            return ("framing", "\"\(framing.oneLine)\" is not auto, follow, centre, fit or a point such as 0.3,0.5")
        }
        if let formats = entry.formats {
            let known = RenditionFormat.allCases.map(\.rawValue)
            if formats.isEmpty { return ("formats", "is empty; name one, or leave the key out") }
            if let unknown = formats.first(where: { !known.contains($0) }) {
                return ("formats", "\"\(unknown.oneLine)\" is not one of \(known.joined(separator: ", "))")
            }
        }
        return nil
    }

    /// An id that none of them has, for a moment that begins at a time in seconds.
    package func freeID(startingAt time: Double) -> String { Self.freeID(time, Set(moments.map(\.id))) }

    private static func freeID(_ time: Double, _ taken: Set<String>) -> String {
        let id = MomentEntry.id(startingAt: time)
        if !taken.contains(id) { return id }
        var number = 2
        while taken.contains("\(id)-\(number)") { number += 1 }
        return "\(id)-\(number)"
    }

    private static func chosen(_ video: RecordedVideo) -> [String: AnalysisResult.Span] {
        guard case .analysis(let analysis) = video.records[.analyze]?.result else { return [:] }
        return Dictionary(analysis.chosen.map { ($0.id, $0) }) { first, _ in first }
    }
}

extension MomentEntry {
    /// `m83450` for a moment that begins 83.45 s into the video: unique, since moments do not overlap.
    package static func id(startingAt time: Double) -> String { "m\(Int((time * 1000).rounded()))" }
}
