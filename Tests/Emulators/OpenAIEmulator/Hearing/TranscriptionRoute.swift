import EmulatorKit

/// POST /v1/audio/transcriptions.
struct TranscriptionRoute: Sendable {
    let options: OpenAIOptions
    let listener: Listener

    /// Bytes a whole request may have.
    static let mostBytes = 25_000_000
    private static let endings: Set = ["flac", "mp3", "mp4", "mpeg", "mpga", "m4a", "ogg", "wav", "webm"]

    /// The answer, and what it cost. Throws `Refusal`.
    func answer(_ form: FormBody?) async throws -> (Response, ServiceStats.Work) {
        let dialect = options.dialect
        guard options.hasTranscriptions, !(dialect == .llamaCpp && options.isOld) else {
            throw dialect.noRoute("POST", "/v1/audio/transcriptions")
        }
        guard let form else { throw Refusal.invalid("Could not parse multipart form") }
        guard let model = form.field("model"), !model.isEmpty else {
            throw Refusal.invalid("you must provide a model parameter", param: "model")
        }
        guard dialect == .llamaCpp || options.models.isEmpty || options.models.contains(model) else {
            throw dialect.noModel(model)
        }
        guard let file = form.file, !file.bytes.isEmpty else {
            throw Refusal.invalid("file is required", param: "file", code: "missing_required_parameter")
        }
        let ending = file.fileName?.split(separator: ".").last.map { $0.lowercased() } ?? ""
        guard Self.endings.contains(ending) else {
            let known = Self.endings.sorted().map { "'\($0)'" }.joined(separator: ", ")
            throw Refusal.invalid("Invalid file format. Supported formats: [\(known)]", param: "file")
        }
        let wanted = try Wanted(form, model: model, dialect: dialect)
        guard let heard = try await listener.hear(file.bytes) else {
            let words = "Audio file might be corrupted or unsupported"
            throw Refusal.invalid(words, param: "file", code: "invalid_value")
        }
        let work = ServiceStats.Work(secondsHeard: heard.duration)
        return (try TranscriptionReply(heard: heard, wanted: wanted, options: options).response, work)
    }

    /// In what form an answer is to come.
    struct Wanted {
        enum Form: String {
            case json, text, srt, vtt
            case verbose = "verbose_json"
        }

        var form: Form
        var hasWords: Bool
        var hasSegments: Bool
        var language: String
        /// The model counts tokens, not seconds.
        var countsTokens: Bool

        init(_ body: FormBody, model: String, dialect: ServiceDialect) throws(Refusal) {
            let name = body.field("response_format") ?? "json"
            language = body.field("language") ?? "en"
            countsTokens = dialect == .openai && (model.hasPrefix("gpt-"))
            guard let form = Form(rawValue: name) else {
                throw .invalid("Invalid value: '\(name)'.", param: "response_format", code: "invalid_value")
            }
            let grains = body.fields("timestamp_granularities[]")
            if let odd = grains.first(where: { $0 != "word" && $0 != "segment" }) {
                throw .invalid("Invalid value: '\(odd)'.", param: "timestamp_granularities", code: "invalid_value")
            }
            self.form = form
            hasWords = grains.contains("word")
            hasSegments = grains.isEmpty || grains.contains("segment")
            switch dialect {
            case .openai:
                guard !countsTokens || form == .json else {
                    let words =
                        "response_format '\(name)' is not compatible with model '\(model)'. Use 'json' instead."
                    throw .invalid(words, param: "response_format", code: "unsupported_value")
                }
                guard grains.isEmpty || form == .verbose else {
                    let words = "timestamp_granularities are only supported with response_format 'verbose_json'."
                    throw .invalid(words, param: "timestamp_granularities")
                }
            case .vllm:
                guard form == .json || form == .text || form == .verbose else {
                    throw .invalid("Currently only support response_format: `text`, `json` or `verbose_json`.")
                }
                // Segments, but no words.
                hasWords = false
            case .ollama:
                // The text alone, whatever is asked for.
                self.form = form == .text ? .text : .json
            case .llamaCpp: self.form = .text
            }
        }
    }
}
