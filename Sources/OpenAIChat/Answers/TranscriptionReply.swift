/// An answer of /audio/transcriptions in json or verbose_json; only the text must be there. whisper.cpp's server gives the words
/// within the segments.
struct TranscriptionReply: Decodable {
    var text: String
    var language: String?
    var duration: Double?
    var segments: [Transcription.Segment]
    var words: [Transcription.Word]
    var usage: Usage?
    var billedSeconds: Double?

    init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        text = try fields.decode(String.self, forKey: .text)
        language = try? fields.decode(String.self, forKey: .language)
        duration = try? fields.decode(Double.self, forKey: .duration)
        let parts = try fields.decodeIfPresent([Segment].self, forKey: .segments) ?? []
        segments = parts.map(\.segment)
        let all = try fields.decodeIfPresent([Word].self, forKey: .words) ?? []
        words = (all.isEmpty ? parts.flatMap(\.words) : all).compactMap(\.word)
        usage = (try? fields.decode(TokenCounts.self, forKey: .usage))?.usage
        // Not below nothing, and not so much that its price is none.
        billedSeconds = (try? fields.decode(Seconds.self, forKey: .usage)).flatMap {
            0...1_000_000_000 ~= $0.seconds ? $0.seconds : nil
        }
    }

    private enum CodingKeys: String, CodingKey {
        case text, language, duration, segments, words, usage
    }

    private struct Seconds: Decodable {
        var seconds: Double
    }

    private struct Segment: Decodable {
        var segment: Transcription.Segment
        var words: [Word]

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let span = try Span(from: decoder)
            segment = Transcription.Segment(
                start: span.start,
                end: span.end,
                text: try fields.decode(String.self, forKey: .text),
                noSpeech: Self.figure(.noSpeech, fields),
                logProbability: Self.figure(.logProbability, fields),
                compressionRatio: Self.figure(.compressionRatio, fields)
            )
            words = (try? fields.decode([Word].self, forKey: .words)) ?? []
        }

        /// A figure that the server knows. Those that do not know one leave it out, or write a nought, which no model comes to.
        private static func figure(_ key: CodingKeys, _ fields: KeyedDecodingContainer<CodingKeys>) -> Double? {
            guard let figure = try? fields.decode(Double.self, forKey: key), figure != 0 else { return nil }
            return figure
        }

        private enum CodingKeys: String, CodingKey {
            case text, words
            case noSpeech = "no_speech_prob"
            case logProbability = "avg_logprob"
            case compressionRatio = "compression_ratio"
        }
    }

    /// Servers that align words afterwards leave out the times of those that cannot be aligned, such as numbers: they are in the
    /// text, and the others say when.
    private struct Word: Decodable {
        var word: Transcription.Word?

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            let text = try fields.decode(String.self, forKey: .word)
            word = (try? Span(from: decoder)).map { Transcription.Word(text: text, start: $0.start, end: $0.end) }
        }

        private enum CodingKeys: String, CodingKey {
            case word
        }
    }

    /// Times that can be used: not before the beginning, and in their order.
    private struct Span: Decodable {
        var start: Double
        var end: Double

        init(from decoder: any Decoder) throws {
            let fields = try decoder.container(keyedBy: CodingKeys.self)
            start = max(try fields.decode(Double.self, forKey: .start), 0)
            end = max(try fields.decode(Double.self, forKey: .end), start)
        }

        private enum CodingKeys: String, CodingKey {
            case start, end
        }
    }
}
