import Highlights
import Testing
import Transcript

@Suite struct PostWriterTests {
    private static let texts = [
        "The honey bee dances for her sisters.", "A honey bee never forgets the way home.",
        "Every spring NASA looks at the flowers from above.", "NASA counts every honey bee in the valley.",
        "Flowers open before sunrise.", "The valley sleeps under flowers.",
    ]

    @Test func captionAndTagsAreTheTalksOwnWords() {
        let talk = TalkMaker.talk(Self.texts)
        let post = PostWriter(talk: talk).post(
            start: 0,
            end: talk.duration,
            title: "A honey bee never forgets the way home"
        )
        #expect(post.hashtags.first == "#HoneyBee")
        #expect(post.hashtags.contains("#NASA"))
        #expect((3...5).contains(post.hashtags.count))
        #expect(!post.caption.contains("never forgets"))
        #expect(Self.texts.filter { post.caption.contains($0) }.map(\.count).reduce(0, +) + 2 == post.caption.count)
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
        let post = PostWriter(talk: talk).post(start: 0, end: 7, title: "x")
        #expect(post.hashtags.contains { $0.contains(tag.dropFirst()) })
        #expect(post.caption == text)
    }

    @Test(arguments: 0..<40)
    func tagsKeepTheirRules(seed: Int) {
        let talk = TalkMaker.random(seed: seed)
        let writer = PostWriter(talk: talk)
        for start in stride(from: 0, to: talk.duration, by: 97) {
            let tags = writer.post(start: start, end: start + 40, title: "t").hashtags
            #expect(tags.count <= 5)
            #expect(Set(tags.map { $0.lowercased() }).count == tags.count)
            #expect(tags.allSatisfy { $0.count <= 30 && $0.first == "#" })
            #expect(tags.allSatisfy { tag in tag.dropFirst().allSatisfy { $0.isLetter || $0.isWholeNumber } })
        }
    }

    @Test func withoutWordsTheTitleIsAll() {
        let writer = PostWriter(talk: Talk(sentences: [], events: [], duration: 100, language: nil))
        #expect(
            writer.post(start: 0, end: 30, title: "Moment at 0:00") == Post(caption: "Moment at 0:00", hashtags: [])
        )
    }
}
