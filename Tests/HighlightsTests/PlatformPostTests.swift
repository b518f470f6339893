import Highlights
import Testing

/// Posts within what each site takes.
@Suite struct PlatformPostTests {
    @Test(arguments: Platform.allCases) func whateverIsWrittenFits(platform: Platform) {
        var random = SeededGenerator(seed: 11)
        let parts = ["word", "river.", "東京", "👩‍👩‍👧‍👦", "Überraschung!", "e\u{301}", " ", "\n", "#tag", "…", "ß"]
        for _ in 0..<400 {
            let count = Int.random(in: 0...900, using: &random)
            let text = (0..<count).map { _ in parts.randomElement(using: &random) ?? "" }.joined(separator: " ")
            let tags = (0..<Int.random(in: 0...12, using: &random)).map {
                "#" + String(repeating: "t", count: $0 * 5 + 1)
            }
            let post = PlatformPost(platform, text: text, hashtags: tags)
            #expect(platform.length(of: post.whole) <= platform.limit)
            #expect(post.hashtags.count <= platform.hashtags.upperBound)
            let asGiven = platform.length(of: ([text] + post.hashtags).joined(separator: " ")) <= platform.limit
            if asGiven { #expect(post.text == text) }
        }
    }

    @Test func aTextThatIsTooLongEndsWithASentenceOrAWord() {
        let sentence = "This is a sentence of the talk. "
        let long = PlatformPost(.x, text: String(repeating: sentence, count: 20), hashtags: [])
        #expect(long.text.hasSuffix("of the talk."))
        let words = PlatformPost(.x, text: String(repeating: "word ", count: 100), hashtags: [])
        #expect(words.text.hasSuffix("word…"))
    }

    @Test func twitterCountsTwoForOtherScripts() {
        #expect(Platform.x.length(of: "abc é Ж") == 7)
        #expect(Platform.x.length(of: "東京") == 4)
        #expect(Platform.tiktok.length(of: "東京") == 2)
    }

    @Test func hashtagsAreWhatEverySiteUnderstands() {
        #expect(
            Hashtag.normalized(["#one two", "ONETWO", "#", "!!", "c++", "##x", "día"]) == [
                "#onetwo", "#c", "#x", "#día",
            ]
        )
        #expect(Hashtag.normalized([String(repeating: "a", count: 60)]) == [])
    }
}
