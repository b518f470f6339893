import HTTPTransfer

/// Makes what a server says fit for one line of a log: without control characters, not without end, and without the key, of
/// which servers like to repeat a part ("Incorrect API key provided: sk-ab***yz").
struct ServerLine: Sendable {
    private static let longest = 300
    private let key: Substring?

    init(_ key: Secret?) {
        self.key = key.map { Substring($0.reveal) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    func clean(_ text: String) -> String {
        let words = Self.words(text).map { isOfKey($0) ? "…" : $0 }
        let line = words.joined(separator: " ")
        guard line.unicodeScalars.count > Self.longest else { return line }
        return String(line.unicodeScalars.prefix(Self.longest)) + "…"
    }

    func requestID(_ response: HTTPResponse) -> String? {
        response.headers["x-request-id"].map { clean(String($0.prefix(128))) }.flatMap { $0.isEmpty ? nil : $0 }
    }

    /// What stands between blanks and controls; scalars without a picture are left out.
    private static func words(_ text: String) -> [String] {
        var words: [String] = []
        var word = ""
        let scalars = text.unicodeScalars.prefix(16 << 10)
        for scalar in scalars {
            switch scalar.properties.generalCategory {
            case .control, .lineSeparator, .paragraphSeparator, .spaceSeparator:
                if !word.isEmpty { words.append(word) }
                word = ""
            case .format, .surrogate, .privateUse, .unassigned: break
            default: word.unicodeScalars.append(scalar)
            }
        }
        // The beginning of a word could be the beginning of the key.
        if !word.isEmpty, scalars.endIndex == text.unicodeScalars.endIndex { words.append(word) }
        return words
    }

    /// Whether a word is a key, ours or another, or has a part of ours. Of a short one, which may be any word ("none"), only
    /// itself counts.
    private func isOfKey(_ word: String) -> Bool {
        if word.contains("sk-") || word.contains("***") { return true }
        guard let key else { return false }
        let bare = word.drop { !$0.isLetter && !$0.isNumber }.trimmingSuffix { !$0.isLetter && !$0.isNumber }
        if bare == key || word == key { return true }
        guard key.count >= 8 else { return false }
        return bare == key.suffix(4) || Self.sharesRun(of: 8, Array(word.utf8), Array(key.utf8))
    }

    private static func sharesRun(of length: Int, _ word: [UInt8], _ key: [UInt8]) -> Bool {
        guard word.count >= length, key.count >= length else { return false }
        let runs = Set((0...(key.count - length)).map { key[$0..<($0 + length)] })
        return (0...(word.count - length)).contains { runs.contains(word[$0..<($0 + length)]) }
    }
}

extension Substring {
    fileprivate func trimmingSuffix(while isOut: (Character) -> Bool) -> Substring {
        var text = self
        while let last = text.last, isOut(last) { text.removeLast() }
        return text
    }
}
