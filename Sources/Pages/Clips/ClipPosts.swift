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
                if !caption.isEmpty { Self.button("Copy caption", captionID, clip.number) }
                if !hashtags.isEmpty { Self.button("Copy hashtags", hashtagsID, clip.number) }
                if !caption.isEmpty && !hashtags.isEmpty {
                    Self.button("Copy both", "\(captionID) \(hashtagsID)", clip.number)
                }
            }
        }
    }

    /// It is hidden until the script is there to serve it.
    static func button(_ label: String, _ ids: String, _ number: Int) -> HTML {
        Tag.button(
            Attribute("type", "button"),
            Attribute("hidden"),
            Attribute("data-copy", ids),
            .label("\(label) of clip \(number)")
        ) { label }
    }
}

/// The texts to post with a clip on each site, unfolded below its captions, with buttons that copy them.
struct ClipSites {
    /// The clip.
    let clip: ClipView

    /// Nil where there are none.
    var html: HTML? {
        let posts = clip.entry.posts
        guard !posts.isEmpty else { return nil }
        return Tag.details {
            Tag.summary { "Posts for \(posts.count) \(posts.count == 1 ? "site" : "sites")" }
            for (index, post) in posts.enumerated() { site(post, "\(clip.id)-post-\(index)") }
        }
    }

    private func site(_ post: PostEntry, _ id: String) -> HTML {
        let name = Self.names[post.platform] ?? post.platform
        return Tag.section(.class("post"), .label("\(name): text to post with clip \(clip.number)")) {
            Tag.p(.class("name"), .dirAuto) { name }
            Tag.p(.class("caption"), .id(id), .dirAuto, clip.language) { post.whole }
            Tag.p(.class("actions")) { ClipPost.button("Copy for \(name)", id, clip.number) }
        }
    }

    private static let names = [
        "youtube_shorts": "YouTube Shorts", "tiktok": "TikTok", "instagram": "Instagram", "linkedin": "LinkedIn",
        "x": "X",
    ]
}
