/// SubRip's markup and WebVTT's, from one to the other.
enum SubRipText {
    /// One line of a SubRip text as WebVTT: `b`, `i`, `u` and WebVTT's own tags stay, `font` and `br` are left to
    /// ``CueMarkup``, other tags of HTML go, what is left of `<` and `&` is escaped.
    static func webVTT(_ line: Bytes) -> String {
        guard line.contains(where: { $0 == 0x3C || $0 == 0x26 || $0 == 0x3E }) else { return line.text }
        var out: [UInt8] = []
        var index = line.startIndex
        while index < line.endIndex {
            let rest = line[index...]
            switch line[index] {
            case 0x3C:
                if let (tag, next) = tag(rest) {
                    out += tag
                    index = next
                    continue
                }
                out += Array("&lt;".utf8)
            case 0x26:
                out += CharacterReference.isReference(rest) ? [0x26] : Array("&amp;".utf8)
            case 0x3E:
                // Only an arrow must not stand in a payload.
                let isArrow = out.suffix(2).elementsEqual([0x2D, 0x2D])
                out += isArrow ? Array("&gt;".utf8) : [0x3E]
            default:
                out.append(line[index])
            }
            index += 1
        }
        return String(decoding: out, as: UTF8.self)
    }

    /// The tag at the front as WebVTT (empty for one that goes) and where the text goes on; nil where `<` is text.
    private static func tag(_ rest: Bytes) -> (tag: [UInt8], next: Int)? {
        // A tag is short; a search without bound would make a text of many `<` quadratic.
        guard let close = rest.prefix(200).firstIndex(of: 0x3E) else { return nil }
        let inner = rest[(rest.startIndex + 1)..<close]
        // A tag that ends in an arrow would end the cue in WebVTT.
        guard rest[...close].arrow == nil else { return nil }
        let slash = inner.first == 0x2F
        let body = slash ? inner.dropFirst() : inner
        let name = body.prefix { $0.isLetter }
        let lowered = name.text.lowercased()
        let follows = body.dropFirst(name.count).first
        guard follows == nil || follows?.isSpace == true || follows == 0x2E || follows == 0x2F else { return nil }
        switch lowered {
        case "strong", "em":
            return (Array("<\(slash ? "/" : "")\(lowered == "em" ? "i" : "b")>".utf8), close + 1)
        case "a", "big", "center", "div", "p", "s", "small", "span", "strike", "sub", "sup":
            return ([], close + 1)
        case "b", "i", "u":
            return (Array("<\(slash ? "/" : "")\(lowered)>".utf8), close + 1)
        case "br", "c", "font", "v", "ruby", "rt", "lang":
            return (Array(rest[rest.startIndex...close]), close + 1)
        default:
            return nil
        }
    }

    /// A WebVTT payload as SubRip: `b`, `i` and `u` stay, other tags go, references are resolved, blank lines go.
    static func subRip(_ payload: String) -> String {
        guard payload.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 || $0 == 0x0A }) else { return payload }
        let text = CueText(parsing: payload)
        var out = ""
        var open: [(name: String, depth: Int)] = []
        for node in text.nodes {
            while let last = open.last, last.depth >= node.depth {
                out += "</\(last.name)>"
                open.removeLast()
            }
            switch node.content {
            case .text(let value): out += value
            case .timestamp: break
            case .element(let element):
                if let name = ["b", "i", "u"].first(where: { $0 == element.tag.rawValue }) {
                    out += "<\(name)>"
                    open.append((name, node.depth))
                }
            }
        }
        for last in open.reversed() { out += "</\(last.name)>" }
        let lines = out.split(whereSeparator: \.isNewline).filter { $0.utf8.contains { !$0.isSpace } }
        return lines.joined(separator: "\n").replacing("-->", with: "\u{2192}")
    }
}
