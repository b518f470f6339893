extension Dialect {
    /// The request as it is sent.
    func body(_ request: ChatRequest, model: String) -> JSONNode {
        var members: [(String, JSONNode)] = [("model", .string(model)), ("messages", .array(Self.messages(request)))]
        if let cap {
            if tokenCap != .maxTokens { members.append(("max_completion_tokens", .integer(cap))) }
            if tokenCap != .maxCompletionTokens { members.append(("max_tokens", .integer(cap))) }
        }
        if hasTemperature, let temperature = request.temperature {
            members.append(("temperature", .number(temperature)))
        }
        if case .json(let schema, let name) = request.format, let format = format(schema, name) {
            members.append(("response_format", format))
        }
        if stream != .none { members.append(("stream", .bool(true))) }
        if stream == .counted { members.append(("stream_options", .object([("include_usage", .bool(true))]))) }
        return .object(members)
    }

    /// The request as it counts for its answer, however it comes.
    func question(_ request: ChatRequest, model: String) -> JSONNode {
        var plain = self
        plain.answerInOnePiece()
        return plain.body(request, model: model)
    }

    private func format(_ schema: JSONSchema, _ name: String) -> JSONNode? {
        switch responseFormat {
        case .jsonSchema:
            .object([
                ("type", .string("json_schema")),
                (
                    "json_schema",
                    .object([
                        ("name", .string(Self.schemaName(name))), ("strict", .bool(true)),
                        ("schema", schema.node(bounds)),
                    ])
                ),
            ])
        case .jsonObject: .object([("type", .string("json_object"))])
        case .none: nil
        }
    }

    /// The schema's words stand at the end of the first message, where that is the system's: some models know only one, and
    /// only as the first.
    private static func messages(_ request: ChatRequest) -> [JSONNode] {
        var messages = request.messages
        if case .json(let schema, _) = request.format {
            if let first = messages.first, first.role == .system {
                messages[0].text = first.text + "\n\n" + schema.words
            } else {
                messages.insert(ChatMessage(.system, schema.words), at: 0)
            }
        }
        return messages.map { .object([("role", .string($0.role.rawValue)), ("content", .string($0.text))]) }
    }

    /// Up to 64 of [A-Za-z0-9_-].
    static func schemaName(_ name: String) -> String {
        let scalars = name.unicodeScalars.prefix(64).map { scalar -> Character in
            let isPlain = scalar.isASCII && (scalar.properties.isAlphabetic || scalar.properties.numericType != nil)
            return isPlain || scalar == "_" || scalar == "-" ? Character(scalar) : "_"
        }
        return scalars.isEmpty ? "answer" : String(scalars)
    }
}
