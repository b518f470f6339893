/// Why captions are of no use to a video.
package struct CaptionTrouble: Error, Equatable {
    /// What it means for the video.
    package enum Kind: Equatable {
        /// They say nothing, which may well be right: they are empty, or hold only music.
        case silent
        /// They were meant to say something: they cannot be read, or are another video's.
        case broken
        /// They are no captions: chapters, pictures, data.
        case other
        /// A setting of the user's cannot be obeyed.
        case setting
    }

    package let kind: Kind
    /// What is wrong with them, behind their name and a colon.
    package let problem: String

    package init(kind: Kind, problem: String) {
        self.kind = kind
        self.problem = problem
    }
}
