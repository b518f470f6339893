import OpenAIChat
import Testing

struct TokenCounterTests {
    private static let english = """
        The people who built this place did not know what it would become, and that is the part of the story that I \
        like best. They had a budget of nothing, a room without windows, and an idea that nobody believed in.
        """

    /// Against the rule of thumb of 4 bytes a token.
    @Test func englishIsTakenForMoreThanItIs() {
        let usual = Double(Self.english.utf8.count) / 4
        let estimate = Double(TokenCounter.estimate(Self.english))
        #expect(estimate >= usual * 0.98)
        #expect(estimate <= usual * 1.5)
    }

    @Test(arguments: [
        ("这是一个关于机器学习的故事", 13...26), ("日本語のテキストです", 10...20), ("한국어 문장입니다", 8...20),
        ("Привет, как дела?", 5...14), ("स्वागत है", 8...24), ("12345", 5...5), ("", 0...0), ("a", 1...1),
        ("\n\n", 1...2), ("🎬", 2...4), ("Donaudampfschifffahrt", 5...9),
    ])
    func otherScriptsAreCountedByTheirOwnMeasure(text: String, range: ClosedRange<Int>) {
        #expect(range ~= TokenCounter.estimate(text))
    }

    @Test(arguments: 0..<10)
    func neverMoreThanItsBytesAndAlwaysMoreWithMore(seed: UInt64) {
        var random = RandomNumbers(seed: seed)
        var text = ""
        var before = 0
        for _ in 0..<400 {
            let bounds: [UInt32] = [0x80, 0x600, 0xD800, 0x2_0000]
            let bound = bounds.randomElement(using: &random) ?? 0x80
            guard let scalar = Unicode.Scalar(UInt32.random(in: 0..<bound, using: &random)) else { continue }
            text.unicodeScalars.append(scalar)
            let count = TokenCounter.estimate(text)
            #expect(count >= before)
            #expect(count <= TokenCounter.most(of: text))
            before = count
        }
    }

    @Test func aMessageCostsMoreThanItsText() {
        #expect(
            TokenCounter.estimate([ChatMessage(.user, "hello"), ChatMessage(.user, "hello")]) > 2
                * TokenCounter.estimate("hello")
        )
    }
}
