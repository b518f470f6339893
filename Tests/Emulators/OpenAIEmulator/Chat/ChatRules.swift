import EmulatorKit

/// What a server takes of a chat's parameters, and in what words it refuses the rest.
struct ChatRules {
    let body: JSON
    let options: OpenAIOptions

    private var dialect: ServiceDialect { options.dialect }
    /// Models that reason take less.
    private var isReasoning: Bool { dialect == .openai && options.isReasoning }

    func model() throws(Refusal) -> String {
        let name = body["model"]?.text
        // One server, one model: whatever it is called.
        if dialect == .llamaCpp { return options.models.first ?? name ?? OpenAIServer.modelName }
        guard let name, !name.isEmpty else {
            throw .invalid(
                dialect == .ollama ? "model is required" : "you must provide a model parameter",
                param: "model"
            )
        }
        guard options.models.isEmpty || options.models.contains(name) else { throw dialect.noModel(name) }
        return name
    }

    func checkSampling() throws(Refusal) {
        if let temperature = body["temperature"] {
            guard let value = temperature.double else {
                throw .invalid("Invalid type for 'temperature': expected a decimal.", param: "temperature")
            }
            if isReasoning, value != 1 {
                let words =
                    "Unsupported value: 'temperature' does not support \(value) with this model. Only the default (1) value is supported."
                throw .invalid(words, param: "temperature", code: "unsupported_value")
            }
            if dialect == .openai || dialect == .vllm, !(0...2 ~= value) {
                let words =
                    "Invalid 'temperature': decimal \(value < 0 ? "below minimum" : "above maximum") value. Expected a value from 0 to 2, but got \(value) instead."
                let code = value < 0 ? "decimal_below_min_value" : "decimal_above_max_value"
                throw .invalid(words, param: "temperature", code: code)
            }
        }
        if let count = body["n"]?.integer, count != 1 {
            throw .invalid("Only one choice is offered here: 'n' must be 1.", param: "n")
        }
    }

    /// Whether the answer is streamed.
    func streams() throws(Refusal) -> Bool {
        guard body["stream"]?.flag == true else {
            if body["stream_options"] != nil, dialect == .openai {
                let words = "The 'stream_options' parameter is only allowed when 'stream' is enabled."
                throw .invalid(words, param: "stream_options")
            }
            return false
        }
        switch options.streaming {
        case .events, .unended: return true
        case .ignored: return false
        case .refused:
            let words = "Your organization must be verified to stream this model."
            throw .invalid(words, param: "stream", code: "unsupported_value")
        case .uncounted:
            guard body["stream_options"] == nil else {
                throw .invalid(
                    "Unknown parameter: 'stream_options'.",
                    param: "stream_options",
                    code: "unknown_parameter"
                )
            }
            return true
        }
    }

    /// The cap that counts. Ollama and older llama.cpp know `max_tokens` only; OpenAI's reasoning models the other only.
    func cap() throws(Refusal) -> Int? {
        let (older, newer) = (body["max_tokens"], body["max_completion_tokens"])
        switch dialect {
        case .openai:
            if isReasoning, older != nil {
                let words =
                    "Unsupported parameter: 'max_tokens' is not supported with this model. Use 'max_completion_tokens' instead."
                throw .invalid(words, param: "max_tokens", code: "unsupported_parameter")
            }
            if older != nil, newer != nil {
                let words = "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported."
                throw .invalid(words, code: "invalid_parameter_combination")
            }
            return try either(newer, older)
        case .vllm: return try either(newer, older)
        case .ollama: return older?.integer.flatMap { $0 > 0 ? $0 : nil }
        case .llamaCpp:
            let cap = options.isOld ? older?.integer : newer?.integer ?? older?.integer
            // -1 is its word for no limit.
            return cap.flatMap { $0 > 0 ? $0 : nil }
        }
    }

    private func either(_ newer: JSON?, _ older: JSON?) throws(Refusal) -> Int? {
        if let cap = try positive(newer, "max_completion_tokens") { return cap }
        return try positive(older, "max_tokens")
    }

    private func positive(_ value: JSON?, _ name: String) throws(Refusal) -> Int? {
        guard let value else { return nil }
        guard let number = value.integer, number > 0 else {
            let words =
                "Invalid '\(name)': integer below minimum value. Expected a value >= 1, but got \(value.integer ?? 0) instead."
            throw .invalid(words, param: name, code: "integer_below_min_value")
        }
        return number
    }

    func format(_ messages: [ChatCall.Message]) throws(Refusal) -> ChatCall.Format {
        guard let format = body["response_format"] else { return .text }
        switch format["type"]?.text {
        case "text": return .text
        case "json_object":
            let isTold = messages.contains { $0.text.lowercased().contains("json") }
            guard dialect != .openai || isTold else {
                let words =
                    "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'."
                throw .invalid(words, param: "messages")
            }
            // llama.cpp takes a schema here too.
            if dialect == .llamaCpp, let schema = format["schema"] { return .schema(name: "", schema) }
            return .object
        case "json_schema": return try schema(format["json_schema"])
        case let type:
            if dialect == .ollama { return .text }
            let words =
                dialect == .llamaCpp
                ? "response_format type must be one of \"text\" or \"json_object\", but got: \(type ?? "null")"
                : "Invalid value: '\(type ?? "null")'. Supported values are: 'json_object', 'json_schema', and 'text'."
            throw .invalid(words, param: "response_format.type", code: "invalid_value")
        }
    }

    private func schema(_ wrapper: JSON?) throws(Refusal) -> ChatCall.Format {
        let place = "response_format.json_schema"
        switch dialect {
        case .ollama, .llamaCpp:
            // They read the schema and nothing around it.
            return wrapper?["schema"].map { .schema(name: wrapper?["name"]?.text ?? "", $0) } ?? .object
        case .openai, .vllm:
            guard let wrapper else {
                let words = "Missing required parameter: '\(place)'."
                throw .invalid(words, param: place, code: "missing_required_parameter")
            }
            guard let name = wrapper["name"]?.text else {
                let words = "Missing required parameter: '\(place).name'."
                throw .invalid(words, param: "\(place).name", code: "missing_required_parameter")
            }
            guard let schema = wrapper["schema"], schema.members != nil else { return .object }
            guard dialect == .openai else { return .schema(name: name, schema) }
            let isPlain = name.utf8.allSatisfy {
                switch $0 {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"):
                    true
                default: false
                }
            }
            guard isPlain, (1...64).contains(name.utf8.count) else {
                let words =
                    "Invalid '\(place).name': string does not match pattern. Expected a string that matches the pattern '^[a-zA-Z0-9_-]+$'."
                throw .invalid(words, param: "\(place).name", code: "invalid_value")
            }
            if wrapper["strict"]?.flag == true, let problem = StrictSchema.problem(of: schema) {
                throw .invalid(
                    "Invalid schema for response_format '\(name)': \(problem)",
                    param: "response_format"
                )
            }
            return .schema(name: name, schema)
        }
    }
}
