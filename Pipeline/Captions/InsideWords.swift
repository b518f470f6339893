import Intake
import Manifest
import Media
import Roles
import Settings
import StateFiles
import Transcript

/// The words that a video's container holds: its text tracks, and then the captions in its picture.
struct InsideWords {
    private let probe: Probe
    private let work: StageWork
    private let duration: Double
    private let asked: String?
    private let spoken: String?
    private let hasClosedCaptions: Bool

    /// What a user should know of tracks that are of no use.
    private(set) var notes: [String] = []
    /// A track that holds only parts of what is said.
    private(set) var parts: FoundWords?

    /// A track whose words could be read.
    private struct Candidate {
        let track: TextTrack
        let fit: CaptionFit
    }

    /// A track with fewer than a part of the words of another is one of parts, whatever its marks say: signs and songs.
    private static let handful = 8

    init(_ probe: Probe, _ asset: Manifest.Asset, _ work: StageWork) {
        self.probe = probe
        self.work = work
        duration = asset.duration
        asked = work.video.settings.language
        spoken = work.video.spokenLanguage
        hasClosedCaptions = asset.closedCaptions == true
    }

    /// Whether there was anything that could have held words.
    var isTried: Bool { hasClosedCaptions || probe.text.contains(where: \.holdsWords) }

    /// Finds the words; nil where there are none. Takes a reading of the file, and for captions in the picture its decoding.
    mutating func find() async throws -> FoundWords? {
        let pictures = probe.text.filter { !$0.isTextual }
        let readable = Self.ordered(probe.text.filter { $0.isTextual && !$0.isOther }, asked, spoken)
        var candidates: [Candidate] = []
        for (track, forms) in try await files(readable) {
            if let fit = read(forms, track) { candidates.append(Candidate(track: track, fit: fit)) }
        }
        let most = candidates.map(\.fit.words).max() ?? 0
        let whole = candidates.filter { !$0.track.isForced && $0.fit.words * Self.handful >= most }
        if let best = whole.first { return found(best, of: whole.count) }
        parts = candidates.first.map { found($0, of: candidates.count) }
        if hasClosedCaptions, let words = try await inPicture() { return words }
        if let first = pictures.first {
            let number = pictures.count == 1 ? "text track \(first.index) holds" : "\(pictures.count) text tracks hold"
            notes.append("\(number) pictures of words (\(first.codec)), which are not read")
        }
        return nil
    }

    /// The tracks in the order in which they are tried.
    static func ordered(_ tracks: [TextTrack], _ asked: String?, _ spoken: String?) -> [TextTrack] {
        func place(_ track: TextTrack) -> [Int] {
            let language = track.language.flatMap { LanguageTag.normalized($0) }
            return [
                track.isForced ? 1 : 0, CaptionOrder.distance(language, asked),
                asked == nil ? CaptionOrder.distance(language, spoken) : 0, track.isHearingImpaired ? 1 : 0,
                track.isDefault ? 0 : 1, track.index,
            ]
        }
        return tracks.sorted { place($0).lexicographicallyPrecedes(place($1)) }
    }

    /// What the tracks hold; those that ffmpeg cannot read are reported and left out.
    private mutating func files(_ tracks: [TextTrack]) async throws -> [(TextTrack, [[UInt8]])] {
        guard !tracks.isEmpty else { return [] }
        do {
            return Array(zip(tracks, try await files(of: tracks)))
        } catch let failure as Failure where failure.class == .input || failure.class == .bug {
            if tracks.count == 1 {
                notes.append("\(name(tracks[0])): \(failure.message); it was passed over")
                return []
            }
            // One that is broken must not hide the others.
            var files: [(TextTrack, [[UInt8]])] = []
            for track in tracks { files += try await self.files([track]) }
            return files
        }
    }

    private func files(of tracks: [TextTrack]) async throws -> [[[UInt8]]] {
        let input = try await work.probe.input()
        return try await media { () throws(MediaError) in
            try await work.tools.captions(in: input, tracks: tracks, in: work.attempt)
        }
    }

    private mutating func read(_ forms: [[UInt8]], _ track: TextTrack) -> CaptionFit? {
        var problem = "holds no words"
        for bytes in forms {
            do throws(CaptionTrouble) {
                return try CaptionFit(try Self.captions(bytes, codec: track.codec), duration: duration)
            } catch {
                problem = error.problem
            }
        }
        notes.append("\(name(track)): \(problem); it was passed over")
        return nil
    }

    private static func captions(_ bytes: [UInt8], codec: String) throws(CaptionTrouble) -> Captions {
        do {
            guard codec == "ttml" else { return try Captions(parsing: bytes, hint: .webVTT) }
            var whole = Captions()
            for document in documents(bytes) { whole.cues += try Captions(parsing: document, format: .timedText).cues }
            return whole
        } catch {
            throw CaptionTrouble(kind: error == .empty ? .silent : .broken, problem: "\(error)")
        }
    }

    /// The documents of a TTML track: each of its samples is one.
    static func documents(_ bytes: [UInt8]) -> [[UInt8]] {
        let end = Array("tt>".utf8)
        var documents: [[UInt8]] = []
        var start = bytes.startIndex
        for index in bytes.indices where bytes[index] == end[2] && bytes[start...index].suffix(3) == end[...] {
            guard let tag = bytes[start..<index].lastIndex(of: UInt8(ascii: "<")), bytes[tag + 1] == UInt8(ascii: "/")
            else { continue }
            documents.append(Array(bytes[start...index]))
            start = index + 1
        }
        return documents
    }

    private func found(_ candidate: Candidate, of count: Int) -> FoundWords {
        let track = candidate.track
        let language = track.language.flatMap { LanguageTag.normalized($0) }
        let reason =
            CaptionOrder.reason(language: language, asked, spoken)
            ?? (count == 1 ? "the only one with words" : "the first of \(count) with words")
        return FoundWords(
            candidate.fit,
            name: name(track),
            origin: .embedded,
            language: language,
            engine: Engine(name: "ffmpeg", version: work.tools.version),
            reason: reason
        )
    }

    private func name(_ track: TextTrack) -> String {
        let title = [track.language, track.title?.oneLine].compactMap(\.self).joined(separator: ", ")
        return "text track \(track.index)" + (title.isEmpty ? "" : " (\(title))")
    }

    // MARK: - In the picture

    private mutating func inPicture() async throws -> FoundWords? {
        let name = "captions in the picture"
        let input = try await work.probe.input()
        let bytes = try await media { () throws(MediaError) in
            try await work.tools.closedCaptions(in: input, probe: probe)
        }
        do throws(CaptionTrouble) {
            return FoundWords(
                try CaptionFit(try Self.captions(bytes, codec: "eia_608"), duration: duration),
                name: name,
                origin: .embedded,
                language: nil,
                engine: Engine(name: "ffmpeg", version: work.tools.version),
                reason: "the only ones inside it"
            )
        } catch {
            notes.append("\(name): \(error.problem); they were passed over")
            return nil
        }
    }
}

extension TextTrack {
    /// Whether it holds all that is said.
    var holdsWords: Bool { isTextual && !isForced && !isOther }
}
