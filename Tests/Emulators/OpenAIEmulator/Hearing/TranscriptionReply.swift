import EmulatorKit

/// A transcription in the form that was asked for.
struct TranscriptionReply {
    let heard: Listener.Heard
    let wanted: TranscriptionRoute.Wanted
    let options: OpenAIOptions

    var response: Response {
        get throws {
            switch wanted.form {
            case .text: .text(heard.text + "\n")
            case .srt: .text(subtitles(comma: true))
            case .vtt: .text("WEBVTT\n\n" + subtitles(comma: false))
            case .json: try .json(json)
            case .verbose: try .json(verbose)
            }
        }
    }

    private var json: JSON {
        var members: [String: JSON] = ["text": .string(heard.text)]
        if options.tellsUsage { members["usage"] = usage }
        return .object(members)
    }

    private var usage: JSON? {
        let seconds = Int(heard.duration.rounded(.up))
        switch options.dialect {
        case .openai where wanted.countsTokens:
            let (input, output) = (seconds * 10, Tokens.count(heard.text))
            return [
                "type": "tokens", "input_tokens": .int(input), "output_tokens": .int(output),
                "total_tokens": .int(input + output),
                "input_token_details": ["text_tokens": 0, "audio_tokens": .int(input)],
            ]
        case .openai, .vllm: return ["type": "duration", "seconds": .int(seconds)]
        case .ollama, .llamaCpp: return nil
        }
    }

    private var verbose: JSON {
        var members = json.members ?? [:]
        members["task"] = "transcribe"
        members["language"] = .string(wanted.language == "en" ? "english" : wanted.language)
        members["duration"] = .number(heard.duration)
        if wanted.hasSegments { members["segments"] = .array(heard.segments.enumerated().map(segment)) }
        if wanted.hasWords {
            members["words"] = .array(
                heard.words.map { ["word": .string($0.text), "start": .number($0.start), "end": .number($0.end)] }
            )
        }
        return .object(members)
    }

    private func segment(_ index: Int, _ segment: Listener.Segment) -> JSON {
        // Nobody spoke: the model says so itself.
        let isMadeUp = segment.noSpeech > 0.5
        return [
            "id": .int(index), "seek": .int(Int(segment.start * 100)), "start": .number(segment.start),
            "end": .number(segment.end), "text": .string(" " + segment.text),
            "tokens": .array(segment.words.indices.map { .int(50_364 + $0) }), "temperature": 0.0,
            "avg_logprob": .number(isMadeUp ? -1.4 : -0.2), "compression_ratio": .number(isMadeUp ? 2.6 : 1.2),
            "no_speech_prob": .number(segment.noSpeech),
        ]
    }

    private func subtitles(comma: Bool) -> String {
        heard.segments.enumerated().map { index, segment in
            let (start, end) = (Self.time(segment.start, comma), Self.time(segment.end, comma))
            return (comma ? "\(index + 1)\n" : "") + "\(start) --> \(end)\n\(segment.text)\n\n"
        }.joined()
    }

    private static func time(_ seconds: Double, _ comma: Bool) -> String {
        let milliseconds = Int((seconds * 1000).rounded())
        func padded(_ value: Int, _ width: Int) -> String {
            let digits = String(value)
            return String(repeating: "0", count: max(0, width - digits.count)) + digits
        }
        let (hours, minutes) = (milliseconds / 3_600_000, milliseconds / 60_000 % 60)
        let clock = "\(padded(hours, 2)):\(padded(minutes, 2)):\(padded(milliseconds / 1000 % 60, 2))"
        return clock + (comma ? "," : ".") + padded(milliseconds % 1000, 3)
    }
}
