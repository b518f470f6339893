import Testing
import Transcript

@testable import Highlights

@Suite struct PostWriterTests {
    private static let texts = [
        "The honey bee dances for her sisters.", "A honey bee never forgets the way home.",
        "Every spring NASA looks at the flowers from above.", "NASA counts every honey bee in the valley.",
        "Flowers open before sunrise.", "The valley sleeps under flowers.",
    ]

    @Test func captionAndTagsAreTheTalksOwnWords() {
        let talk = TalkMaker.talk(Self.texts)
        let post = PostWriter(talk: talk).posts(
            start: 0,
            end: talk.duration,
            title: "A honey bee never forgets the way home"
        )
        #expect(post.hashtags.first == "#HoneyBee")
        #expect(post.hashtags.contains("#NASA"))
        #expect(!post.caption.contains("never forgets"))
        let parts = post.caption.split(separator: "\n\n")
        #expect(parts.count == 2)
        #expect(parts.allSatisfy { part in Self.texts.joined(separator: " ").contains(part) })
    }

    @Test(
        arguments: [
            ("de", "Die Wildbienen fliegen über den Garten von Frau Schmidt.", "#Wildbienen"),
            ("ru", "Дикие пчёлы летают над садом каждое утро весной.", "#Пчёлы"),
            ("ja", "蜜蜂 は 花 の 蜜 を 集める ため に 朝 早く 飛ぶ。", "#蜜蜂"),
            (nil, "Les abeilles sauvages volent au dessus du jardin.", "#AbeillesSauvages"),
        ] as [(String?, String, String)]
    )
    func tagsAreInAnyScript(language: String?, text: String, tag: String) {
        let talk = TalkMaker.talk([text, text], language: language)
        let post = PostWriter(talk: talk).posts(start: 0, end: 7, title: "x")
        #expect(post.hashtags.contains { $0.contains(tag.dropFirst()) }, "\(post.hashtags)")
        #expect(post.caption == text)
    }

    @Test(arguments: 0..<40)
    func tagsKeepTheirRules(seed: Int) {
        let talk = TalkMaker.random(seed: seed)
        let writer = PostWriter(talk: talk)
        for start in stride(from: 0, to: talk.duration, by: 97) {
            let tags = writer.posts(start: start, end: start + 40, title: "t").hashtags
            #expect(tags.count <= 5)
            #expect(Set(tags.map { $0.lowercased() }).count == tags.count)
            #expect(tags.allSatisfy { $0.count <= 30 && $0.first == "#" })
            #expect(tags.allSatisfy { tag in tag.dropFirst().allSatisfy { $0.isLetter || $0.isWholeNumber } })
        }
    }

    @Test func withoutWordsTheTitleIsAll() {
        let writer = PostWriter(talk: Talk(sentences: [], events: [], duration: 100, language: nil))
        #expect(
            writer.posts(start: 0, end: 30, title: "Moment at 0:00")
                == ClipPosts(caption: "Moment at 0:00", hashtags: [], texts: [:])
        )
    }
}

/// What a post looks like on each site.
@Suite struct PostShapeTests {
    private static let texts = [
        "Most people think that good bread needs a good oven.", "It does not.",
        "Good bread needs time, and time is the one thing that nobody sells.",
        "My grandmother came to the bakery on a cold Saturday.", "She looked at the dough for a long time.",
        "Stop touching it, she said.", "Dough is alive, and it works for you while you sleep.",
        "What would you bake if you had a whole day?", "I let the dough rest for eighteen hours.",
        "The bread of that day was the best bread of my life.",
    ]

    private static let title = "The one thing that nobody sells"

    private static let posts: ClipPosts = {
        let talk = TalkMaker.talk(texts)
        return PostWriter(talk: talk).posts(start: 0, end: talk.duration, title: title)
    }()

    private func text(_ platform: Platform) -> String { Self.posts.texts[platform] ?? "" }

    @Test func aShortHasItsTitle() {
        #expect(text(.youtubeShorts) == Self.title)
    }

    @Test func tikTokAndXHaveOneLine() {
        #expect(!text(.tiktok).contains("\n") && !text(.x).contains("\n"))
        #expect(text(.tiktok).count <= 150)
        #expect(Platform.x.length(of: text(.x)) <= 280)
        #expect(Self.texts.contains(text(.tiktok)))
    }

    @Test func instagramHasAHookABlankLineAndAThought() {
        let parts = text(.instagram).components(of: "\n\n")
        #expect(parts.count == 2)
        #expect(parts.first == text(.tiktok))
        #expect(text(.instagram) == Self.posts.caption)
    }

    @Test func linkedInHasShortParagraphsAndMayAsk() {
        let parts = text(.linkedin).components(of: "\n\n")
        #expect((3...5).contains(parts.count), "\(parts)")
        #expect(text(.linkedin).count(where: { $0 == "?" }) == 1)
    }

    @Test func whatIsSaidFarApartIsNeverOneParagraph() {
        let all = Self.texts.joined(separator: " ")
        for text in Self.posts.texts.values where text != Self.title {
            for paragraph in text.components(of: "\n\n") { #expect(all.contains(paragraph), "\(paragraph)") }
        }
    }

    @Test func neitherHookNorDescriptionIsTheTitlesLine() {
        let talk = TalkMaker.talk(Self.texts)
        let moment = MomentPicker(talk: talk, rules: Rules()).describe(start: 0, end: talk.duration)
        let posts = PostWriter(talk: talk).posts(start: 0, end: talk.duration, title: moment.title)
        #expect(!posts.caption.hasPrefix(moment.title))
        #expect(moment.quote != moment.title && !moment.quote.hasPrefix(moment.title))
        #expect(Self.texts.joined(separator: " ").contains(moment.description))
    }

    @Test func hashtagsFollowALineAndStandBelowSeveral() {
        #expect(PlatformPost(.x, text: "One line.", hashtags: ["#Bread"]).whole == "One line. #Bread")
        let several = PlatformPost(.instagram, text: "Hook.\n\nThought.", hashtags: ["#Bread", "#Dough"])
        #expect(several.whole == "Hook.\n\nThought.\n\n#Bread #Dough")
    }

    @Test func withoutStopsPausesAreShown() {
        let texts = ["the dough is alive and it works for you", "we let the dough rest for eighteen hours"]
        let reading = Reading(talk: TalkMaker.talk(texts, ending: .pause), rules: Rules())
        let passages = Passages(reading: reading, titles: Wording(reading: reading).titles)
        #expect(passages.text(0...1) == "\(texts[0])… \(texts[1])…")
    }
}

extension String {
    /// The parts between a separator.
    fileprivate func components(of separator: String) -> [String] {
        split(separator: separator).map(String.init)
    }
}
