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

/// One node of a cue's text. Nodes stand in document order with their depths, which gives the tree without nesting:
/// a file may open a hundred thousand tags in one another.
public struct CueTextNode: Sendable, Equatable {
    /// An element that a tag opens.
    public struct Element: Sendable, Equatable {
        /// Which tag it is.
        public var tag: CueTextTag
        /// The classes after the tag's name.
        public var classes: [String]
        /// The name of a voice, the tag of a language; empty elsewhere.
        public var annotation: String

        /// Makes an element from its parts.
        public init(tag: CueTextTag, classes: [String] = [], annotation: String = "") {
            self.tag = tag
            self.classes = classes
            self.annotation = annotation
        }
    }

    /// What a node is.
    public enum Content: Sendable, Equatable {
        /// Text with its references resolved.
        case text(String)
        /// A moment from which on the text after it is spoken, in seconds on the video's clock.
        case timestamp(Double)
        /// An element; its children are the deeper nodes that follow.
        case element(Element)
    }

    /// 0 for what stands in no element.
    public var depth: Int
    /// What it is.
    public var content: Content

    /// Makes a node from its parts.
    public init(depth: Int, content: Content) {
        self.depth = depth
        self.content = content
    }
}

/// The tags of a cue's text (W3C WebVTT, section 3.3).
public enum CueTextTag: String, Sendable, Codable {
    /// A span with classes.
    case span = "c"
    /// Italics.
    case italic = "i"
    /// Bold.
    case bold = "b"
    /// Underlined.
    case underline = "u"
    /// Text with a reading beside it.
    case ruby
    /// The reading beside a ruby text.
    case rubyText = "rt"
    /// What one person says; the annotation is the name.
    case voice = "v"
    /// Text in a language; the annotation is its tag.
    case language = "lang"
}

extension CueText {
    /// The payload with its timestamps moved by some seconds; those that then are not inside `start` to `end` go, as
    /// WebVTT wants. A payload without timestamps stays as it is.
    static func moved(_ payload: String, by seconds: Double, start: Double, end: Double) -> String {
        guard payload.utf8.contains(0x3C) else { return payload }
        let text = CueText(parsing: payload)
        var hasTimes = false
        var nodes: [CueTextNode] = []
        for var node in text.nodes {
            if case .timestamp(let time) = node.content {
                hasTimes = true
                let moved = ClockTime.rounded(time + seconds)
                guard time + seconds > 0, moved > start, moved < end else { continue }
                node.content = .timestamp(moved)
            }
            nodes.append(node)
        }
        return hasTimes ? CueText(nodes: nodes).webVTT : payload
    }

    /// The nodes as a payload.
    var webVTT: String {
        var writer = CueTextWriter()
        for node in nodes { writer.write(node) }
        return writer.finished()
    }
}
