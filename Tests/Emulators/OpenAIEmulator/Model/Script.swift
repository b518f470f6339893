import EmulatorKit
import FoundationEssentials
import Synchronization
import SystemPackage

/// What a scripted model says: entries in their order, each the answer to one request that holds its words.
final class Script: Sendable {
    struct Entry: Sendable {
        /// What the request must hold; nil for any.
        var match: String?
        var content: String?
        var finish: String
        var refusal: String?
        /// Of an answer that is not a chat's.
        var status: Int?
        var headers: [(name: String, value: String)]
        /// A text as it is; all other as JSON.
        var body: JSON?
    }

    private let entries: [Entry]
    private let used = Mutex<Set<Int>>([])

    /// Reads an array of `{match, content, finish_reason, refusal, status, headers, body}`. Throws `badOption` where it is
    /// none.
    init(_ path: FilePath) throws {
        let json: JSON
        do {
            json = try JSON(bytes: [UInt8](Data(contentsOf: URL(filePath: path.string))))
        } catch {
            throw EmulatorError.badOption("\(path) is no file of JSON: \(error)")
        }
        guard let items = json.items else { throw EmulatorError.badOption("\(path) is no array") }
        let known: Set = ["match", "content", "finish_reason", "refusal", "status", "headers", "body"]
        entries = try items.enumerated().map { index, item in
            guard let members = item.members else { throw EmulatorError.badOption("entry \(index) is no object") }
            if let odd = members.keys.sorted().first(where: { !known.contains($0) }) {
                throw EmulatorError.badOption("entry \(index) has an unknown member \"\(odd)\"")
            }
            return Entry(
                match: item["match"]?.text,
                content: item["content"]?.text,
                finish: item["finish_reason"]?.text ?? "stop",
                refusal: item["refusal"]?.text,
                status: item["status"]?.integer,
                headers: (item["headers"]?.members ?? [:]).sorted { $0.key < $1.key }.map {
                    ($0.key, $0.value.text ?? "")
                },
                body: item["body"]
            )
        }
    }

    /// The first entry that matches and was not used yet; the last that matches is used again and again. Nil where none does.
    func next(for text: String) -> Entry? {
        let matching = entries.indices.filter { entries[$0].match.map(text.contains) ?? true }
        return used.withLock { used in
            guard let index = matching.first(where: { !used.contains($0) }) ?? matching.last else { return nil }
            used.insert(index)
            return entries[index]
        }
    }
}
