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
