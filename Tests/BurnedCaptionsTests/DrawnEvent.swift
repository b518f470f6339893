import Testing

/// One event of a script as a renderer reads it; what no renderer should meet is a failure of the test.
struct DrawnEvent {
    var layer: Int
    /// In hundredths of a second.
    var start: Int
    var end: Int
    var style: String
    /// What is drawn, lines parted by line feeds, without marks that are not seen.
    var text: String
    /// What is drawn in other colours than the style's.
    var marked: String
    /// The families in use, in order.
    var families: [String] = []
    var place: String = ""

    /// The overrides that the library writes.
    private static let known = ["an2", "pos", "fn", "fs", "1c", "1a", "2c", "3c", "3a", "4c", "4a"]

    /// Reads the text by the rules of libass: `\{` and `\}` are braces, `\N` breaks, braces hold overrides.
    init(line: Substring) throws {
        let fields = line.dropFirst("Dialogue: ".count).split(
            separator: ",",
            maxSplits: 9,
            omittingEmptySubsequences: false
        )
        try #require(fields.count == 10)
        layer = try #require(Int(fields[0]))
        start = try Self.time(fields[1])
        end = try Self.time(fields[2])
        style = String(fields[3])
        text = ""
        marked = ""
        var scalars = fields[9].unicodeScalars
        var colours = 0
        func next() -> Unicode.Scalar? { scalars.popFirst() }
        while let scalar = next() {
            switch scalar {
            case "{":
                var inner = ""
                while let part = next(), part != "}" { inner.unicodeScalars.append(part) }
                for tag in inner.split(separator: "\\") {
                    let name = Self.known.first { tag.hasPrefix($0) }
                    #expect(name != nil, "an override that nobody wrote: \(tag)")
                    if name == "fn" { families.append(String(tag.dropFirst(2))) }
                    if name == "pos" { place = String(tag.dropFirst(3)) }
                    if name == "1c" { colours += 1 }
                }
            case "\\":
                switch scalars.first {
                case "{", "}":
                    append(next(), isMarked: colours % 2 == 1)
                case "N":
                    _ = next()
                    text += "\n"
                case "n", "h":
                    Issue.record("a backslash that renderers read as a break or a blank")
                default:
                    append("\\", isMarked: colours % 2 == 1)
                }
            default:
                append(scalar, isMarked: colours % 2 == 1)
            }
        }
    }

    private mutating func append(_ scalar: Unicode.Scalar?, isMarked: Bool) {
        guard let scalar else { return }
        switch scalar.value {
        case 0x2060, 0x200E, 0x200F, 0x2066...0x2069: return
        default: break
        }
        text.unicodeScalars.append(scalar)
        if isMarked { marked.unicodeScalars.append(scalar) }
    }

    private static func time(_ text: Substring) throws -> Int {
        let parts = text.split { $0 == ":" || $0 == "." }.compactMap { Int($0) }
        try #require(parts.count == 4 && text.count == 10)
        return ((parts[0] * 60 + parts[1]) * 60 + parts[2]) * 100 + parts[3]
    }

    /// All events of a script.
    static func all(_ script: String) throws -> [DrawnEvent] {
        try script.split(separator: "\n").filter { $0.hasPrefix("Dialogue:") }.map { try DrawnEvent(line: $0) }
    }
}
