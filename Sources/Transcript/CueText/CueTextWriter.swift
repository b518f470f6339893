/// Writes cue text nodes as a payload that can be ended and gone on with at any place.
struct CueTextWriter {
    private var out = ""
    private var open: [(node: CueTextNode, element: CueTextNode.Element)] = []

    /// Elements nested deeper than this are left out, their text is not: no renderer shows more, and what is
    /// parted repeats all that is open.
    private static let deepest = 16

    /// Adds a node.
    mutating func write(_ node: CueTextNode) {
        close(to: node.depth)
        switch node.content {
        case .text(let text):
            out += Self.escaped(text)
        case .timestamp(let time):
            out += "<" + ClockTime.text(time) + ">"
        case .element(let element):
            guard node.depth < Self.deepest else { return }
            out += Self.startTag(element)
            open.append((node, element))
        }
    }

    /// Closes elements that a node at `depth` does not stand in.
    mutating func close(to depth: Int) {
        while let last = open.last, last.node.depth >= depth {
            out += "</\(last.element.tag.rawValue)>"
            open.removeLast()
        }
    }

    /// The payload so far with all its elements closed; what follows begins a new payload with the same ones open.
    mutating func finished() -> String {
        let reopened = open
        close(to: 0)
        let payload = out
        out = reopened.map { Self.startTag($0.element) }.joined()
        open = reopened
        return payload
    }

    private static func startTag(_ element: CueTextNode.Element) -> String {
        let classes = element.classes.map { "." + $0 }.joined()
        let annotation = element.annotation.isEmpty ? "" : " " + escaped(element.annotation)
        return "<\(element.tag.rawValue)\(classes)\(annotation)>"
    }

    static func escaped(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x26 || $0 == 0x3C || $0 == 0x3E }) else { return text }
        return text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
