import FoundationEssentials
import HTTPTransfer
import SystemPackage

extension OpenAIChat {
    /// Has a recording written down, with the times of segments and words where the server offers them: what refuses the
    /// richer form is asked for the next lower one.
    ///
    /// - Parameter willRepeat: Called before it is sent again where an answer was lost that may be billed, with the number of times
    ///   that it may be billed then; what it throws ends the call.
    public func transcribe(
        _ request: TranscriptionRequest,
        willRepeat: (@Sendable (Int) async throws(ChatError) -> Void)? = nil
    ) async throws(ChatError) -> Transcription {
        var meter = Meter(start: time.now())
        meter.willRepeat = willRepeat
        return try await metered(&meter) { (meter: inout Meter) async throws(ChatError) in
            try await transcription(request, &meter)
        }
    }

    private func transcription(
        _ request: TranscriptionRequest,
        _ meter: inout Meter
    ) async throws(ChatError) -> Transcription {
        let path = "/audio/transcriptions"
        let model = request.model ?? server.model
        let audio = try await audio(request, model, path)
        // A machine without a graphics card may need longer than the recording is, and twice that for two at once.
        let stall = max(options.stall, .seconds(4 * (request.seconds ?? 0)))
        var format =
            [request.format, traits.models[model]?.transcription ?? .verbose].max { $0.depth < $1.depth } ?? .text
        while true {
            let body = Self.form(request, model, format, audio).body
            let response = try await send(path, body: body, stall: stall, &meter)
            guard response.isSuccess else {
                if Self.isAboutFormat(response), let lower = format.lower {
                    format = lower
                    continue
                }
                throw Self.transcriptionError(response, callName(path), line)
            }
            meter.mayBeBilled = true
            let result = try read(response, format, path, &meter)
            // A richer form than was asked for may be taken as well: only what gave way is known.
            if format != request.format { learn(model) { $0.transcription = format } }
            return result
        }
    }

    private func audio(
        _ request: TranscriptionRequest,
        _ model: String,
        _ path: String
    ) async throws(ChatError) -> [UInt8] {
        let length = request.audio.length
        let problem: String? =
            switch length {
            case _ where model.isEmpty: "no model is named"
            case ..<1: "the recording is empty"
            case TranscriptionRequest.mostBytes...: "the recording has \(length) bytes, 25 MB or more"
            default: nil
            }
        if let problem { throw ChatError(.invalid, call: callName(path), words: problem, mayBeBilled: false) }
        let bytes: [UInt8]
        do throws(Errno) {
            bytes = try await request.audio.bytes()
        } catch {
            let words = "the recording cannot be read: \(error)"
            throw ChatError(.invalid, call: callName(path), words: words, mayBeBilled: false)
        }
        guard bytes.count == Int(length) else {
            let words = "the recording ended after \(bytes.count) of \(length) bytes"
            throw ChatError(.invalid, call: callName(path), words: words, mayBeBilled: false)
        }
        return bytes
    }

    private static func form(
        _ request: TranscriptionRequest,
        _ model: String,
        _ format: ModelTraits.TranscriptionFormat,
        _ audio: [UInt8]
    ) -> MultipartForm {
        var form = MultipartForm()
        form.add("model", model)
        form.add("response_format", format.rawValue)
        if format == .verbose {
            form.add("timestamp_granularities[]", "word")
            form.add("timestamp_granularities[]", "segment")
        }
        if let language = request.language { form.add("language", language) }
        if let prompt = request.prompt { form.add("prompt", prompt) }
        form.add("file", file: audio, called: request.name)
        return form
    }

    private static func isAboutFormat(_ response: HTTPResponse) -> Bool {
        switch Complaint(status: response.status, ErrorBody(response.body)) {
        case .responseFormat, .schema, .bounds: true
        case .tokenCap, .temperature, .stream, .streamOptions, nil: false
        }
    }

    private static func transcriptionError(_ response: HTTPResponse, _ call: String, _ line: ServerLine) -> ChatError {
        var error = ChatError(response, call: call, line)
        // What is too long here is the recording, not a text.
        if response.status == 413 { error.kind = .invalid }
        return error
    }

    private func read(
        _ response: HTTPResponse,
        _ format: ModelTraits.TranscriptionFormat,
        _ path: String,
        _ meter: inout Meter
    ) throws(ChatError) -> Transcription {
        let reply: TranscriptionReply?
        let isText = response.headers["content-type"]?.lowercased().hasPrefix("text/plain") ?? (format == .text)
        do {
            reply = try JSONDecoder().decode(TranscriptionReply.self, from: Data(response.body))
        } catch {
            guard isText else {
                meter.cost.uncounted += 1
                let what = (error as? DecodingError)?.whatAndWhere ?? "not JSON"
                throw ChatError(badAnswer: what, response, call: callName(path), line)
            }
            reply = nil
        }
        // Seconds of sound are a count, though not of tokens.
        if reply?.billedSeconds == nil { meter.cost.add(reply?.usage) }
        meter.cost.seconds = (time.now() - meter.start) / .seconds(1)
        let text = reply?.text ?? String(decoding: response.body, as: UTF8.self)
        return Transcription(
            text: text.trimmed,
            language: reply?.language.map(line.clean),
            duration: reply?.duration,
            segments: reply?.segments ?? [],
            words: reply?.words ?? [],
            usage: reply?.usage,
            billedSeconds: reply?.billedSeconds,
            requestID: line.requestID(response),
            cost: meter.cost
        )
    }
}

extension ModelTraits.TranscriptionFormat {
    fileprivate var lower: Self? {
        switch self {
        case .verbose: .json
        case .json: .text
        case .text: nil
        }
    }

    /// How much is given up.
    fileprivate var depth: Int {
        switch self {
        case .verbose: 0
        case .json: 1
        case .text: 2
        }
    }
}

extension String {
    fileprivate var trimmed: String {
        var text = self[...].drop(while: \.isWhitespace)
        while text.last?.isWhitespace == true { text.removeLast() }
        return String(text)
    }
}
