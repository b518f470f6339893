import Highlights
import Manifest
import Settings

/// The words to post with a clip: a person's own first, then a model's, then those of the talk; for each site within what it takes.
struct ClipWords {
    private let writer: PostWriter
    private let platforms: [Platform]
    /// Without them there is nothing to post but what a person writes.
    private let hasWords: Bool

    init(talk: Talk?, settings: Settings) {
        hasWords = talk != nil
        writer = PostWriter(talk: talk ?? Talk(sentences: [], events: [], duration: 0, language: nil))
        platforms = settings.platforms
    }

    /// What a model wrote for one clip, by the site.
    typealias Written = [Platform: Post]

    /// Sites whose text is shown as the clip's caption, the best first.
    private static let general: [Platform] = [.instagram, .tiktok, .linkedin, .x, .youtubeShorts]

    func words(
        for moment: MomentEntry,
        written: Written?
    ) -> (caption: String, hashtags: [String], posts: [PostEntry]) {
        let own = writer.posts(start: moment.startTime, end: moment.endTime, title: moment.title)
        let told = Self.general.lazy.compactMap { written?[$0] }.first
        let caption = moment.caption ?? told?.caption ?? own.caption
        let hashtags = moment.hashtags ?? Self.filled(told?.hashtags ?? [], own.hashtags, 3)
        let posts = (hasWords || moment.caption != nil ? platforms : []).map { platform in
            let post = written?[platform]
            // A person's caption goes everywhere; of the talk's own words each site has its shape.
            let text = moment.caption ?? post?.caption ?? own.texts[platform] ?? moment.title
            let tags = moment.hashtags ?? Self.filled(post?.hashtags ?? [], hashtags, platform.hashtags.lowerBound)
            let fitted = PlatformPost(platform, text: text, hashtags: tags)
            return PostEntry(platform: platform.rawValue, text: fitted.text, hashtags: fitted.hashtags)
        }
        return (caption, hashtags, posts)
    }

    /// The hashtags, and others where they are fewer than are of use.
    private static func filled(_ tags: [String], _ others: [String], _ least: Int) -> [String] {
        tags.count >= least ? tags : Array(Hashtag.normalized(tags + others).prefix(max(least, tags.count)))
    }
}
