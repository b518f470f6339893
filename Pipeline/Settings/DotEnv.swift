import StateFiles
public import SystemPackage

/// Reads `.env`: lines of `NAME=value`, which stand in for variables that the environment does not have.
public enum DotEnv {
    /// The environment with a file's variables added; the file may be absent. A line that is neither empty, a
    /// comment (`#`) nor an assignment is an error that names it, never its value: it may be a secret.
    public static func merged(
        _ environment: [String: String],
        with path: FilePath
    ) throws(SettingsError) -> [String: String] {
        let bytes: [UInt8]
        do {
            guard let found = try Files.readIfPresent(path) else { return environment }
            bytes = found
        } catch {
            throw SettingsError(place: path.shown, problem: error.description)
        }
        var merged = environment
        let lines = String(decoding: bytes, as: UTF8.self).split(omittingEmptySubsequences: false) { $0.isNewline }
        for (index, line) in lines.enumerated() {
            guard let (name, value) = try assignment(line, place: "\(path.shown):\(index + 1)") else { continue }
            if merged[name] == nil { merged[name] = value }
        }
        return merged
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
    var trimmed: Substring {
        var text = self
        while text.first?.isWhitespace == true { text.removeFirst() }
        while text.last?.isWhitespace == true { text.removeLast() }
        return text
    }
}
