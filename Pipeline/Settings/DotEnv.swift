import Intake
import StateFiles
public import SystemPackage

/// Reads `.env`: lines of `NAME=value`, which stand in for variables that the environment does not have.
///
/// It is found in whatever folder the program is started in, so it counts only where it is the user's own, and only for
/// secrets and for settings that can do no harm to others: nothing in it runs a program, or says where secrets and videos go.
public struct DotEnv: Sendable {
    /// What it says, as far as it counts.
    public let variables: [String: String]
    /// What does not count, why, and what to do: a line each, without a value.
    public let notes: [String]

    /// More than a file of variables has.
    package static let largest = 1 << 20

    /// What may be set in it beside the settings of videos: secrets, and how much is asked for at once.
    private static let allowed: Set<String> = [
        "MUX_TOKEN_ID", "MUX_TOKEN_SECRET", "MUX_WEBHOOK_SECRET", "MUX_SIGNING_KEY", "MUX_PRIVATE_KEY",
        "MUX_POSTS_PER_SECOND", "MUX_REQUESTS_PER_SECOND", "MUX_PATIENCE",
        "OPENAI_API_KEY", "OPENAI_MODEL", "OPENAI_ORG_ID", "OPENAI_PROJECT_ID", "OPENAI_PATIENCE",
    ]

    /// Reads a file, which may be absent. `more` are names that may stand there too. `inboxes` are the folders and videos that the
    /// program is asked about: what stands in a folder of videos is not read.
    ///
    /// A line that is neither empty, a comment (`#`) nor an assignment is an error that names it, never its value: it may
    /// be a secret.
    public init(at path: FilePath, more: Set<String> = [], inboxes: [FilePath] = []) throws(SettingsError) {
        let reading: OwnFile.Reading
        do {
            reading = try OwnFile.read(path, atMost: Self.largest)
        } catch {
            throw SettingsError(place: path.shown, problem: error.problem)
        }
        switch reading {
        case .absent: self.init(notes: [])
        case .refused(let doubt):
            let remedy = doubt == .othersWrite ? "chmod go-w makes it yours alone" : "set variables in the environment"
            self.init(notes: ["\(path.shown) is not read: it \(doubt); \(remedy)"])
        case .content(let bytes):
            let folder = path.removingLastComponent()
            guard !inboxes.contains(where: { Self.stands(folder, in: $0) }) else {
                self.init(notes: [Self.refusal(of: path)])
                return
            }
            try self.init(bytes, at: path, more: more)
        }
    }

    /// What is told of a file in a folder of videos.
    public static func refusal(of path: FilePath) -> String {
        "\(path.shown) is not read: it is in a folder of videos; "
            + "set variables in the environment, or start smartclip in another folder"
    }

    /// Whether a folder is an inbox or in it; the inbox of a single video is its folder.
    private static func stands(_ folder: FilePath, in inbox: FilePath) -> Bool {
        // What is not there is told by whoever looks for videos.
        let kind = try? FileFacts(of: inbox).kind
        return Files.stands(folder, within: kind == .directory ? inbox : inbox.removingLastComponent())
    }

    /// One of which nothing counts.
    public init(notes: [String]) { self.init(variables: [:], notes: notes) }

    private init(variables: [String: String], notes: [String]) {
        self.variables = variables
        self.notes = notes
    }

    private init(_ bytes: [UInt8], at path: FilePath, more: Set<String>) throws(SettingsError) {
        let names = Self.allowed.union(more).union(SettingTable.rows.filter(\.isReadFromDotEnv).flatMap(\.variables))
        var variables: [String: String] = [:]
        var ignored: [String] = []
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            guard let (name, value) = try Self.assignment(line, place: "\(path.shown):\(index + 1)") else { continue }
            if !names.contains(name) {
                if Self.isKnown(name), !ignored.contains(name) { ignored.append(name) }
            } else if variables[name] == nil {
                variables[name] = value
            }
        }
        let note =
            "\(path.shown): not read from there: \(ignored.joined(separator: ", ")); what runs programs, or says where "
            + "videos, secrets and results go, is set in the environment, by a flag or in the file of --config"
        self.init(variables: variables, notes: ignored.isEmpty ? [] : [note])
    }

    /// Whether a name means something to this program or to what it runs; those of other programs are nobody's business.
    private static func isKnown(_ name: String) -> Bool {
        let name = name.uppercased()
        return ["SMARTCLIP_", "MUX_", "OPENAI_", "WHISPER_", "CURL_", "SSL_"].contains { name.hasPrefix($0) }
            || name.hasSuffix("_PROXY") || ["PATH", "FACES_MODEL", "TMPDIR"].contains(name)
    }

    private static func assignment(
        _ line: Substring,
        place: String
    ) throws(SettingsError) -> (name: String, value: String)? {
        var text = line.trimmed
        if text.isEmpty || text.hasPrefix("#") { return nil }
        if text.hasPrefix("export ") { text = text.dropFirst(7).trimmed }
        guard let equals = text.firstIndex(of: "=") else {
            throw SettingsError(place: place, problem: "is not NAME=value")
        }
        let name = text[..<equals].trimmed
        let wellFormed = name.utf8.allSatisfy { $0.isLetterOrDigit || $0 == UInt8(ascii: "_") }
        guard wellFormed, !name.isEmpty else {
            throw SettingsError(place: place, problem: "is not NAME=value: the name is not plain letters")
        }
        var value = text[text.index(after: equals)...].trimmed
        for quote in ["\"", "'"] where value.count >= 2 && value.hasPrefix(quote) && value.hasSuffix(quote) {
            value = value.dropFirst().dropLast()
            break
        }
        return (String(name), String(value))
    }
}

extension Substring {
    /// Without the white space at both ends.
    package var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
