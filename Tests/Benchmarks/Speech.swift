import TestSupport

/// A talk that nobody gave: sentences of ordinary words with the pauses of a speaker, the same for the same seed.
struct Speech {
    /// How many words it has.
    private(set) var words = 0
    /// WebVTT of it.
    private(set) var captions = "WEBVTT\n\n"

    private static let openings = [
        "The surprising thing is that", "What nobody told us was that", "In the end it turned out that",
        "You might think that", "Here is why", "Let me tell you how", "Remember that", "The first rule is that",
        "Ask yourself whether", "It took us ten years to see that", "By the way,", "And so", "But", "Then",
    ]
    private static let subjects = [
        "the harbour", "a good question", "every bridge", "the oldest clock", "our laboratory", "a river", "the market",
        "one careful engineer", "the whole village", "this small machine", "a failed experiment", "the night shift",
        "your second draft", "the light on the water", "a hundred volunteers", "the cheapest sensor",
    ]
    private static let verbs = [
        "teaches", "changes", "measures", "breaks", "remembers", "carries", "explains", "doubles", "hides", "repairs",
        "outlives", "needs", "improves", "forgets",
    ]
    private static let objects = [
        "the people who built it", "three times as much as we planned", "what the tide leaves behind",
        "the numbers on the wall", "a mistake of forty years", "the way we listen to each other",
        "more than any manual could", "seven days of patient work", "the sound of an empty hall",
        "half of all the energy we use", "the reason we started", "an idea from another field",
    ]
    private static let endings = ["", "", " every morning", " for a very long time", " without any help", " at last"]

    /// Speaks for so many seconds, at about 190 words a minute.
    init(seconds: Double, seed: UInt64) {
        var random = RandomNumbers(seed: seed)
        func any(_ texts: [String]) -> String { texts.randomElement(using: &random) ?? "" }
        var time = 1.0
        while true {
            let end = any([".", ".", ".", ".", "!", "?"])
            let number = Int.random(in: 2...900, using: &random)
            let year = Bool.random(using: &random) ? " in \(number)" : ""
            let sentence =
                "\(any(Self.openings)) \(any(Self.subjects)) \(any(Self.verbs)) \(any(Self.objects))"
                + "\(any(Self.endings))\(year)\(end)"
            let count = sentence.split(separator: " ").count
            let length = Double(count) * 0.3
            if time + length > seconds { return }
            captions += "\(Self.stamp(time)) --> \(Self.stamp(time + length))\n\(sentence)\n\n"
            words += count
            time += length + Double.random(in: 0.05...0.5, using: &random)
        }
    }

    private static func stamp(_ time: Double) -> String {
        let total = Int(time * 1000)
        func digits(_ value: Int, _ count: Int) -> String {
            String(repeating: "0", count: count - "\(value)".count) + "\(value)"
        }
        let minutes = total / 60000
        return "\(digits(minutes / 60, 2)):\(digits(minutes % 60, 2)):\(digits(total / 1000 % 60, 2))"
            + ".\(digits(total % 1000, 3))"
    }
}
