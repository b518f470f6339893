/// The text of a cue as a tree of tags, times and text (W3C WebVTT, section 6.4, "cue text parsing rules").
public struct CueText: Sendable, Equatable {
    /// The nodes in document order, each with its depth.
    public private(set) var nodes: [CueTextNode] = []

    /// Parses a payload; any text is valid.
    public init(parsing payload: String) {
        guard payload.utf8.contains(where: { $0 == 0x3C || $0 == 0x26 }) else {
            if !payload.isEmpty { nodes = [CueTextNode(depth: 0, content: .text(payload))] }
            return
        }
        var tokenizer = CueTextTokenizer(payload)
        var open: [CueTextTag] = []
        while let token = tokenizer.next() {
            switch token {
            case .text(let text):
                nodes.append(CueTextNode(depth: open.count, content: .text(text)))
            case .timestamp(let time):
                nodes.append(CueTextNode(depth: open.count, content: .timestamp(time)))
            case .start(let name, let classes, let annotation):
                guard let tag = CueTextTag(rawValue: name), tag != .rubyText || open.last == .ruby else { continue }
                let hasAnnotation = tag == .voice || tag == .language
                let element = CueTextNode.Element(
                    tag: tag,
                    classes: classes,
                    annotation: hasAnnotation ? annotation : ""
                )
                nodes.append(CueTextNode(depth: open.count, content: .element(element)))
                open.append(tag)
            case .end(let name):
                if open.last?.rawValue == name {
                    open.removeLast()
                } else if name == "ruby", open.last == .rubyText {
                    open.removeLast(2)
                }
            }
        }
    }

    init(nodes: [CueTextNode]) {
        self.nodes = nodes
    }

    /// The text without its tags. Readings beside ruby text are kept, as the specification's own text content is.
    public var plainText: String {
        nodes.reduce(into: "") { text, node in
            if case .text(let part) = node.content { text += part }
        }
    }
}
