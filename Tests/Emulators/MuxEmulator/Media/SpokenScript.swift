/// The words the emulator hears in a video nobody gave captions for: the same for the same length.
enum SpokenScript {
    private static let sentences = [
        "Welcome, and thank you for watching.",
        "Today we look at one question that comes up again and again.",
        "How do you know that a thing is finished?",
        "Most people stop when they are tired, and that is the wrong sign.",
        "Here is the part that surprised me the most.",
        "We measured it for a year, and the answer was not what we had expected.",
        "The small changes made more of a difference than the large ones.",
        "So the first thing I would do is write down what good looks like.",
        "Then try it on one case, from the beginning to the end.",
        "If it breaks, you have learned something that no plan could tell you.",
        "And if it holds, you can go on with a light heart.",
        "That is all there is to it, and it works.",
    ]

    /// One sentence every four seconds or so, over the whole length.
    static func captions(seconds: Double) -> Captions {
        let count = max(1, Int(seconds / 4))
        let step = seconds / Double(count)
        return Captions(
            cues: (0..<count).map { index in
                let start = Double(index) * step
                return Captions.Cue(
                    start: start + step * 0.05,
                    end: start + step * 0.95,
                    settings: "",
                    text: sentences[index % sentences.count]
                )
            }
        )
    }
}
