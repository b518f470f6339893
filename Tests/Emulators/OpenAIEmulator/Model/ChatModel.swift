import EmulatorKit

/// Who answers chats: the same to the same request, but for a script.
struct ChatModel: Sendable {
    /// What is said, before any server wraps it.
    struct Saying {
        var content: String?
        var finish = "stop"
        var refusal: String?
        /// A script's own answer instead, whole.
        var response: Response?
    }

    let options: OpenAIOptions
    let script: Script?

    func say(_ call: ChatCall, digest: String) throws -> Saying {
        if options.kind == .scripted { return try scripted(call) }
        let draw = Draw(seed: options.seed, "model", digest)
        if options.kind == .weak {
            var model = WeakModel(draw: draw)
            return Saying(content: model.answer(call.format))
        }
        let json: JSON
        if let question = Self.question(in: call) {
            if options.kind == .mediocre {
                var model = MediocreModel(draw: draw)
                json = model.answer(question)
            } else {
                var model = GoodModel(draw: draw)
                json = model.answer(question)
            }
        } else {
            let schema: JSON
            switch call.format {
            case .schema(_, let asked): schema = asked
            case .object: schema = ["type": "object", "properties": ["answer": ["type": "string"]]]
            case .text: schema = ["type": "string"]
            }
            var filler = SchemaFiller(root: schema, draw: draw)
            json = filler.instance()
            if case .text = call.format { return Saying(content: json.text) }
        }
        let text = String(decoding: try json.bytes, as: UTF8.self)
        guard options.ignoresSchema else { return Saying(content: text) }
        return Saying(
            content: "Sure! Here is what you asked for:\n\n```json\n\(text)\n```\n\nLet me know if you need more."
        )
    }

    /// The last question of the user's; what came after it, a complaint about an answer, does not make it another.
    private static func question(in call: ChatCall) -> Question? {
        for message in call.messages.reversed() where message.role == "user" {
            if let question = Question(message.text) { return question }
        }
        return nil
    }

    private func scripted(_ call: ChatCall) throws -> Saying {
        guard let entry = script?.next(for: call.text) else {
            throw Refusal(status: 500, message: "no entry of the script matches", type: "server_error")
        }
        if let body = entry.body {
            let bytes = try body.text.map { Array($0.utf8) } ?? body.bytes
            var response = Response(status: entry.status ?? 200, headers: entry.headers, body: .bytes(bytes))
            if !entry.headers.contains(where: { $0.name.lowercased() == "content-type" }) {
                response.headers.append(("Content-Type", "application/json"))
            }
            return Saying(response: response)
        }
        if let status = entry.status, status != 200 {
            let type = status >= 500 ? "server_error" : "invalid_request_error"
            let refusal = Refusal(status: status, message: entry.content ?? "as the script says", type: type)
            var response = try options.dialect.response(refusal)
            response.headers += entry.headers
            return Saying(response: response)
        }
        return Saying(content: entry.content, finish: entry.finish, refusal: entry.refusal)
    }
}
