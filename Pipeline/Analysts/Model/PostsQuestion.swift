import Highlights
import OpenAIChat

/// The question what to post with some clips.
struct PostsQuestion: Sendable {
    /// Title and sentences of each, both fenced.
    let clips: [String]
    let platforms: [Platform]
    /// For the prompt, and shown once more.
    let language: String

    /// The clips as they are shown.
    var shown: String {
        let limits = platforms.map { platform in
            let tags = platform.hashtags
            return
                "\(platform.rawValue) (at most \(platform.limit) characters, \(tags.lowerBound)-\(tags.upperBound) hashtags)"
        }
        let parts = clips.enumerated().map { "(\($0 + 1))\n\($1)" }
        return """
            Platforms: \(limits.joined(separator: "; "))
            Language: \(language)
            \(parts.joined(separator: "\n"))
            """
    }

    /// The most tokens of the answer: of so many posts, each as long as it may be.
    var longest: Int { 100 + clips.count * platforms.count * 230 }

    var schema: JSONSchema {
        let tags = platforms.map(\.hashtags)
        let hashtags = (tags.map(\.lowerBound).min() ?? 0)...(tags.map(\.upperBound).max() ?? 5)
        let count = max(1, clips.count)
        return .object([
            .init(
                "clips",
                .array(
                    of: .object([
                        .init("clip", .oneOf(numbers: Array(1...count), about: "the clip's number")),
                        .init(
                            "posts",
                            .array(
                                of: .object([
                                    .init("platform", .oneOf(platforms.map(\.rawValue))),
                                    .init(
                                        "text",
                                        .string(most: ModelWords.Most.post, about: "without the hashtags")
                                    ),
                                    .init(
                                        "hashtags",
                                        .array(of: .string(most: ModelWords.Most.hashtag), count: hashtags)
                                    ),
                                ]),
                                count: platforms.count...platforms.count,
                                about: "one a platform"
                            )
                        ),
                    ]),
                    count: count...count,
                    about: "each clip once"
                )
            )
        ])
    }

    /// What the model answers.
    struct Answer: Decodable, Sendable {
        let clips: LooseList<Clip>

        struct Clip: Decodable, Sendable {
            let clip: LooseInt
            let posts: LooseList<Post>
        }

        struct Post: Decodable, Sendable {
            let platform: String
            let text: String
            let hashtags: LooseList<String>?
        }
    }

    func check(_ answer: Answer) throws(ValidationProblem) {
        if posts(answer).isEmpty {
            throw ValidationProblem(
                "clips holds no post for any of the clips 1 to \(clips.count) and the platforms named"
            )
        }
    }

    /// By the clip's number, what was written for it, fit to be published but for its length.
    func posts(_ answer: Answer) -> [Int: [Platform: Post]] {
        var found: [Int: [Platform: Post]] = [:]
        for clip in answer.clips.values where (1...clips.count).contains(clip.clip.value) {
            for post in clip.posts.values {
                guard let platform = Platform(rawValue: post.platform), platforms.contains(platform),
                    found[clip.clip.value]?[platform] == nil
                else { continue }
                var text = ModelWords.paragraphs(
                    ModelWords.uncut(post.text, ModelWords.Most.post),
                    limit: ModelWords.post
                )
                let tags = Self.trailingHashtags(&text) + (post.hashtags?.values ?? [])
                if text.isEmpty { continue }
                // As long as any site may have, so that one that is copied by hand fits too.
                let hashtags = Array(Hashtag.normalized(tags).prefix(5))
                found[clip.clip.value, default: [:]][platform] = Post(caption: text, hashtags: hashtags)
            }
        }
        return found
    }

    /// Takes the hashtags off the end of a text, where models like to repeat them.
    private static func trailingHashtags(_ text: inout String) -> [String] {
        var tags: [String] = []
        while let last = text.split(whereSeparator: \.isWhitespace).last, last.first == "#", last.count > 1 {
            tags.insert(String(last), at: 0)
            text = String(text[..<last.startIndex])
            while text.last?.isWhitespace == true { text.removeLast() }
        }
        return tags
    }
}
