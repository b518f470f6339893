import Manifest

/// The text to post with a clip, with buttons that copy it.
struct ClipPost {
    /// The clip.
    let clip: ClipView

    /// Nil where there is neither a caption nor a hashtag.
    var html: HTML? {
        let caption = clip.entry.caption ?? ""
        let hashtags = clip.entry.hashtags.joined(separator: " ")
        guard !caption.isEmpty || !hashtags.isEmpty else { return nil }
        let (captionID, hashtagsID) = ("\(clip.id)-caption", "\(clip.id)-hashtags")
        return Tag.section(.class("post"), .label("Text to post with clip \(clip.number)")) {
            if !caption.isEmpty { Tag.p(.class("caption"), .id(captionID), .dirAuto, clip.language) { caption } }
            if !hashtags.isEmpty { Tag.p(.class("hashtags"), .id(hashtagsID), .dirAuto, clip.language) { hashtags } }
            Tag.p(.class("actions")) {
                if !caption.isEmpty { button("Copy caption", captionID) }
                if !hashtags.isEmpty { button("Copy hashtags", hashtagsID) }
                if !caption.isEmpty && !hashtags.isEmpty { button("Copy both", "\(captionID) \(hashtagsID)") }
            }
        }
    }

    /// It is hidden until the script is there to serve it.
    private func button(_ label: String, _ ids: String) -> HTML {
        Tag.button(
            Attribute("type", "button"),
            Attribute("hidden"),
            Attribute("data-copy", ids),
            .label("\(label) of clip \(clip.number)")
        ) { label }
    }
}
