import FoundationEssentials
import HTTPTypes
import HummingbirdCore
import Manifest
import Outbox
import StateFiles
import Transcript

// What is said in a video, and how it sounds.
extension Desk {
    private struct Words: Encodable {
        struct Cue: Encodable {
            let start: Double
            let end: Double
            let text: String
            let speaker: String?
            let words: [Transcript.Word]
        }

        struct Sentence: Encodable {
            let start: Double
            let end: Double
            let text: String
            let speaker: String?
        }

        let success = true
        @OrNull var language: String?
        let cues: [Cue]
        let sentences: [Sentence]
    }

    func transcript(_ id: String, _ request: Request) async throws -> Answer {
        let video = try RecordedVideo(try await known(id))
        guard case .transcript(let transcript)? = video.records[.fetchVTT]?.result,
            let captions = try video.captions()
        else { return try Answer(json: Words(language: nil, cues: [], sentences: [])) }
        let digest = transcript.info.path.flatMap { video.digest(of: $0, from: .fetchVTT) }
        let validator = Validator(String((digest ?? "").prefix(24)))
        if let none = request.headers[.ifNoneMatch], validator.isIn(none, isWeak: true) {
            return Answer(.notModified).with(.eTag, validator.text).with(.cacheControl, "private, no-cache")
        }
        let sentences = captions.sentences()
        // A sentence is the smallest stretch that belongs together; the cues of the file cut it where a line was full.
        let cues = sentences.map { sentence in
            Words.Cue(
                start: sentence.start,
                end: sentence.end,
                text: sentence.text,
                speaker: sentence.speaker,
                words: sentence.words
            )
        }
        let spoken = sentences.map {
            Words.Sentence(start: $0.start, end: $0.end, text: $0.text, speaker: $0.speaker)
        }
        return try Answer(json: Words(language: transcript.info.language, cues: cues, sentences: spoken))
            .with(.eTag, validator.text).with(.cacheControl, "private, no-cache")
    }

    private struct Curve: Encodable {
        struct Point: Encodable {
            let time: Double
            let score: Double
        }

        let success = true
        let points: [Point]
    }

    func curve(_ id: String) async throws -> Answer {
        let manifest = try await published(id).manifest
        let duration = manifest.duration ?? 0
        let count = manifest.scoreCurve.count
        let points = manifest.scoreCurve.enumerated().map { index, score in
            // Each value is for an even share of the video, and stands in its middle.
            let time = (Double(index) + 0.5) * duration / Double(count)
            return Curve.Point(time: time.roundedToThousandth, score: score)
        }
        return try Answer(json: Curve(points: points))
    }

    private struct Drawn: Encodable {
        let success = true
        let rate: Int
        let peaks: String
    }

    func waveform(_ id: String, _ request: Request) async throws -> Answer {
        _ = try await folder(id)
        let bytes = try await waveforms.bytes(of: id) { try openSource(id) }
        // The content is the video's for ever, since its id is that of its source.
        let validator = Validator("\(id)-\(bytes.count)")
        if let none = request.headers[.ifNoneMatch], validator.isIn(none, isWeak: true) {
            return Answer(.notModified).with(.eTag, validator.text).with(.cacheControl, "private, no-cache")
        }
        return try Answer(json: Drawn(rate: WaveformMaker.rate, peaks: Data(bytes).base64EncodedString()))
            .with(.eTag, validator.text).with(.cacheControl, "private, no-cache")
    }
}
