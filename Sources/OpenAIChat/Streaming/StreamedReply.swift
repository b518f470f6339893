import FoundationEssentials
import HTTPTransfer

/// Puts a streamed answer together, event by event, into the one that would have come in one piece.
///
/// A server that does not stream answers in one piece all the same: that is known by its first byte.
struct StreamedReply {
    private enum Form { case unknown, events, onePiece }

    private var form = Form.unknown
    private var reader = EventReader()
    /// Of an answer in one piece, or of an event that cannot be read.
    private var piece: [UInt8] = []
    private var model: String?
    private var content: [UInt8] = []
    private var refusal = ""
    private var thoughts: [UInt8] = []
    private var finish: String?
    private var usage: Usage?
    private var error: [UInt8]?
    private var isDone = false
    private var isUnreadable = false
    /// Bytes when it was last looked whether the answer repeats itself.
    private var looked = 0

    /// Takes the next bytes. False where no more are wanted: the answer repeats itself, or is at its end.
    mutating func take(_ bytes: UnsafeRawBufferPointer) -> Bool {
        if form == .unknown, let first = bytes.first(where: { ![0x20, 0x09, 0x0A, 0x0D].contains($0) }) {
            form =
                first == UInt8(ascii: "{") || first == UInt8(ascii: "<") || first == UInt8(ascii: "[")
                ? .onePiece : .events
        }
        if form == .onePiece {
            piece += bytes
            return true
        }
        for event in reader.take(bytes) { take(event) }
        if error != nil || isUnreadable { return false }
        // What follows the end is of no account, but the usage comes after the last word.
        if isDone { return false }
        guard finish == nil else { return true }
        let length = content.count + thoughts.count
        if length - looked >= 256 {
            looked = length
            if Self.isEndless(content) || (content.isEmpty && Self.isEndless(thoughts)) {
                finish = FinishWord.repetition
                return false
            }
        }
        return true
    }

    /// More than any slip that a model gets over: what it has written until then is all that will be had.
    private static func isEndless(_ text: [UInt8]) -> Bool { Repetition.isLoop(text, least: 1000) }

    private mutating func take(_ event: EventReader.Event) {
        guard !isDone, error == nil, !isUnreadable else { return }
        if event.data.elementsEqual("[DONE]".utf8) {
            isDone = true
            return
        }
        if event.name == "error" {
            error = event.data
            return
        }
        guard let chunk = try? JSONDecoder().decode(ChatChunk.self, from: Data(event.data)) else {
            isUnreadable = true
            piece = event.data
            return
        }
        if chunk.isError {
            error = event.data
            return
        }
        model = model ?? chunk.model
        content += Array((chunk.content ?? "").utf8)
        refusal += chunk.refusal ?? ""
        thoughts += Array((chunk.reasoning ?? "").utf8)
        finish = chunk.finish ?? finish
        usage = chunk.usage?.usage ?? usage
    }

    /// The answer in one piece: `response` is the one that the bytes belong to. One that ended before its end was cut; one that
    /// breaks off with an error is that error.
    func whole(_ response: HTTPResponse, host: String) -> Result<HTTPResponse, HTTPError> {
        var response = response
        var copy = self
        // What is not whole at the end is no event: it broke off, or no more was wanted.
        if let event = copy.reader.end(), Self.isWhole(event) { copy.take(event) }
        if copy.form == .onePiece || copy.isUnreadable {
            response.body = copy.piece
        } else if let error = copy.error {
            response.status = ErrorBody(error).code.flatMap { Int($0) }.flatMap { 400..<600 ~= $0 ? $0 : nil } ?? 500
            response.body = error
        } else if copy.form == .unknown || copy.isDone || copy.finish != nil {
            response.body = copy.form == .unknown ? [] : Array(copy.node.text.utf8)
        } else {
            let message = "the streamed answer broke off"
            return .failure(HTTPError(kind: .cut, host: host, message: message, reach: .unknown))
        }
        return .success(response)
    }

    private static func isWhole(_ event: EventReader.Event) -> Bool {
        event.data.elementsEqual("[DONE]".utf8)
            || (try? JSONDecoder().decode(JSONNode.self, from: Data(event.data))) != nil
    }

    private var node: JSONNode {
        var message: [(String, JSONNode)] = [("content", .string(String(decoding: content, as: UTF8.self)))]
        if !refusal.isEmpty { message.append(("refusal", .string(refusal))) }
        if !thoughts.isEmpty { message.append(("reasoning_content", .string("…"))) }
        var choice: [(String, JSONNode)] = [("message", .object(message))]
        if let finish { choice.append(("finish_reason", .string(finish))) }
        var members: [(String, JSONNode)] = [("choices", .array([.object(choice)]))]
        if let model { members.append(("model", .string(model))) }
        if let usage { members.append(("usage", usage.node)) }
        return .object(members)
    }
}

extension Usage {
    /// As a server writes it.
    fileprivate var node: JSONNode {
        var members: [(String, JSONNode)] = [
            ("prompt_tokens", .integer(prompt)), ("completion_tokens", .integer(completion)),
        ]
        if let cached { members.append(("prompt_tokens_details", .object([("cached_tokens", .integer(cached))]))) }
        if let reasoning {
            members.append(("completion_tokens_details", .object([("reasoning_tokens", .integer(reasoning))])))
        }
        return .object(members)
    }
}
