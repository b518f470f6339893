/// Walks through XML without a grammar: tags, text and character data; comments, declarations and instructions are passed
/// over, and entities of a document's own stay as they are, so that none can grow.
struct XMLScanner {
    enum Item {
        /// A tag that opens, its name and attributes without prefixes, and whether it closes at once.
        case start(String, [String: String], isEmpty: Bool)
        case end(String)
        case text(String)
    }

    private var rest: Bytes

    init(_ bytes: [UInt8]) { rest = bytes[...] }

    /// The next item; nil at the end.
    mutating func next() -> Item? {
        while let first = rest.first {
            if first != 0x3C {
                let stop = rest.firstIndex(of: 0x3C) ?? rest.endIndex
                defer { rest = rest[stop...] }
                return .text(CharacterReference.resolved(rest[..<stop]))
            }
            if rest.starts(with: "<!--") {
                skip(to: "-->")
            } else if rest.starts(with: "<![CDATA[") {
                rest = rest.dropFirst(9)
                let stop = rest.firstIndex(of: "]]>", from: rest.startIndex) ?? rest.endIndex
                defer { rest = rest[stop...].dropFirst(3) }
                return .text(rest[..<stop].text)
            } else if rest.starts(with: "<?") || rest.starts(with: "<!") {
                skip(to: ">")
            } else {
                return tag()
            }
        }
        return nil
    }

    private mutating func skip(to mark: StaticString) {
        let stop = rest.firstIndex(of: mark, from: rest.startIndex) ?? rest.endIndex
        rest = rest[stop...].dropFirst(mark.utf8CodeUnitCount)
    }

    private mutating func tag() -> Item {
        rest.removeFirst()
        let isEnd = rest.take(0x2F)
        let name = name()
        var attributes: [String: String] = [:]
        var isEmpty = false
        while let first = rest.first, first != 0x3E {
            if first.isSpace || first == 0x2F {
                isEmpty = first == 0x2F
                rest.removeFirst()
                continue
            }
            isEmpty = false
            let key = self.name()
            rest.skipSpaces()
            guard rest.take(0x3D) else {
                if key.isEmpty { rest.removeFirst() }
                continue
            }
            rest.skipSpaces()
            guard let quote = rest.first, quote == 0x22 || quote == 0x27 else { continue }
            rest.removeFirst()
            let stop = rest.firstIndex(of: quote) ?? rest.endIndex
            attributes[key] = CharacterReference.resolved(rest[..<stop])
            rest = rest[stop...].dropFirst()
        }
        rest = rest.dropFirst()
        return isEnd ? .end(name) : .start(name, attributes, isEmpty: isEmpty)
    }

    /// A name without its prefix.
    private mutating func name() -> String {
        let whole = rest.prefix { !$0.isSpace && $0 != 0x3E && $0 != 0x3D && $0 != 0x2F && $0 != 0x22 && $0 != 0x27 }
        rest = rest[whole.endIndex...]
        return whole.lastIndex(of: 0x3A).map { whole[($0 + 1)...].text } ?? whole.text
    }
}
