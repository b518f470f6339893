import Manifest

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
        let text = ([post.text] + (post.hashtags.isEmpty ? [] : [post.hashtags.joined(separator: " ")]))
        return Tag.section(.class("post"), .label("\(name): text to post with clip \(clip.number)")) {
            Tag.p(.class("name"), .dirAuto) { name }
            Tag.p(.class("caption"), .id(id), .dirAuto, clip.language) { text.joined(separator: "\n") }
            Tag.p(.class("actions")) { ClipPost.button("Copy for \(name)", id, clip.number) }
        }
    }

    private static let names = [
        "youtube_shorts": "YouTube Shorts", "tiktok": "TikTok", "instagram": "Instagram", "linkedin": "LinkedIn",
        "x": "X",
    ]
}
