/// Takes out of a payload what other formats' habits left in it: `{\an8}` and the like, `\N`, `<br>`, `<font>`, drawings,
/// and references that were escaped twice.
struct CueMarkup {
    private(set) var text: String
    private(set) var settings: CueSettings
    /// Whether anything was taken out or written otherwise.
    private(set) var isChanged = false

    /// Whether there are spans that stand for `<font>`.
    private(set) var hasFont = false

    /// The class of spans that stand for `<font>`, which may mark the word that is said. ``Mending`` takes them away.
    static let font = "smartclip-font"

    /// Tags and overrides are short; a search without bound would make a text of many `{` quadratic.
    private static let longest = 200

    init(_ payload: String, settings: CueSettings) {
        text = payload
        self.settings = settings
        let isSuspect = payload.utf8.contains { $0 == 0x5C || $0 == 0x7B || $0 == 0x3C || $0 == 0x26 }
        guard isSuspect || Self.isDrawing(payload) else { return }
        let cleaned = clean(Array(payload.utf8)[...])
        guard isChanged || Self.isDrawing(cleaned) else { return }
        isChanged = true
        text = Self.isDrawing(cleaned) ? "" : Self.tidy(cleaned)
    }

    /// Without blank lines, and without white space at the ends of the others.
    static func tidy(_ text: String) -> String {
        let lines = text.split(separator: "\n").map { Array($0.utf8)[...].trimmed.text }
        return lines.filter { !$0.isEmpty }.joined(separator: "\n")
    }

    private mutating func clean(_ payload: Bytes) -> String {
        var out: [UInt8] = []
        out.reserveCapacity(payload.count)
        var isDrawing = false
        var index = payload.startIndex
        while index < payload.endIndex {
            let rest = payload[index...]
            if let (length, text) = replacement(rest, after: out.last, &isDrawing) {
                isChanged = true
                index += length
                out += Array(text.utf8)
                continue
            }
            if !isDrawing { out.append(payload[index]) }
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// What stands at the front that is not to stay: its length, and what comes in its place.
    private mutating func replacement(
        _ rest: Bytes,
        after last: UInt8?,
        _ isDrawing: inout Bool
    ) -> (length: Int, text: String)? {
        guard let first = rest.first else { return nil }
        switch first {
        case 0x7B:
            guard let close = rest.prefix(Self.longest).firstIndex(of: 0x7D) else { return nil }
            let inner = rest[(rest.startIndex + 1)..<close]
            guard inner.contains(0x5C) || Self.isCode(inner) else { return nil }
            apply(inner, &isDrawing)
            return (close + 1 - rest.startIndex, "")
        case 0x5C where last != 0x3A && last != 0x5C:
            switch rest.dropFirst().first {
            case UInt8(ascii: "N"), UInt8(ascii: "n"): return (2, "\n")
            case UInt8(ascii: "h"): return (2, " ")
            default: return nil
            }
        case 0x3C:
            let isBreak = rest.startsLowered(with: "<br") || rest.startsLowered(with: "</br")
            let isEnd = rest.startsLowered(with: "</font")
            guard isBreak || isEnd || rest.startsLowered(with: "<font"),
                let close = rest.prefix(Self.longest).firstIndex(of: 0x3E)
            else { return nil }
            hasFont = hasFont || !isBreak
            return (close + 1 - rest.startIndex, isBreak ? "\n" : isEnd ? "</c>" : "<c.\(Self.font)>")
        case 0x26 where rest.starts(with: "&amp;"):
            var inner = rest.dropFirst(5)
            while inner.starts(with: "amp;") { inner = inner.dropFirst(4) }
            let name = inner.prefix(10).prefix { $0 != 0x3B && ($0.isLetter || $0.isDigit || $0 == 0x23) }
            guard name.endIndex < inner.endIndex, inner[name.endIndex] == 0x3B,
                CharacterReference.isReference([0x26] + inner[...name.endIndex])
            else {
                return inner.startIndex > rest.startIndex + 5 ? (inner.startIndex - rest.startIndex, "&amp;") : nil
            }
            return (name.endIndex + 1 - rest.startIndex, "&" + inner[...name.endIndex].text)
        default:
            return nil
        }
    }

    /// `b`, `/i`, `y:i`, `c:$0000ff`: the codes of MicroDVD, which SubRip took over.
    private static func isCode(_ inner: Bytes) -> Bool {
        let body = inner.first == 0x2F ? inner.dropFirst() : inner
        guard let first = body.first else { return false }
        let letter = first.isUpper ? first + 32 : first
        guard Array("biusycfpo".utf8).contains(letter) else { return false }
        return body.count == 1 || (body.dropFirst().first == 0x3A && body.count <= 40)
    }

    /// `\an1` to `\an9` place the text as the keys of a numeric keypad lie; `\p1` and more begins a drawing.
    private mutating func apply(_ inner: Bytes, _ isDrawing: inout Bool) {
        for override in inner.split(separator: 0x5C) {
            if override.count == 3, override.starts(with: "an"), let place = override.last, place > 0x30, place.isDigit
            {
                settings.place(onKey: Int(place - 0x31))
            } else if override.count == 2, override.first == UInt8(ascii: "p"), let scale = override.last, scale.isDigit
            {
                isDrawing = scale != 0x30
            }
        }
    }

    /// Whether all of a text is a drawing: `m 0 0 l 100 0 100 50`.
    private static func isDrawing(_ text: String) -> Bool {
        guard text.utf8.starts(with: "m ".utf8) else { return false }
        let parts = Array(text.utf8)[...].split(whereSeparator: \.isSpace)
        guard parts.count >= 5 else { return false }
        return parts.allSatisfy { part in
            part.count == 1 && Array("mnlbspc".utf8).contains(part[part.startIndex])
                || part.allSatisfy { $0.isDigit || $0 == 0x2D || $0 == 0x2E }
        }
    }
}

extension CueSettings {
    /// The place of a key of a numeric keypad, from 0 for its `1`.
    mutating func place(onKey number: Int) {
        align = [.left, .center, .right][number % 3]
        switch number / 3 {
        case 1: (line, snapToLines, lineAlign) = (50, false, .center)
        case 2: (line, snapToLines, lineAlign) = (0, true, .start)
        default: break
        }
    }
}
