import Highlights
import Transcript

/// Makes talks for tests.
enum TalkMaker {
    /// A sentence whose words share its time evenly.
    static func sentence(
        _ text: String,
        _ start: Double,
        _ end: Double,
        ending: Sentence.Ending = .punctuation
    ) -> Sentence {
        let texts = text.split(separator: " ").map(String.init)
        let step = (end - start) / Double(max(1, texts.count))
        let words = texts.indices.map { index in
            Word(text: texts[index], start: start + Double(index) * step, end: start + Double(index + 1) * step)
        }
        return Sentence(text: text, start: start, end: end, speaker: nil, words: words, ending: ending)
    }

    /// Sentences one after another, each given the same time, with a gap after each.
    static func talk(
        _ texts: [String],
        seconds: Double = 5,
        gap: Double = 0.4,
        ending: Sentence.Ending = .punctuation,
        language: String? = "en"
    ) -> Talk {
        var sentences: [Sentence] = []
        var time = 1.0
        for text in texts {
            sentences.append(sentence(text, time, time + seconds, ending: ending))
            time += seconds + gap
        }
        return Talk(sentences: sentences, events: [], duration: time + 1, language: language)
    }

    /// A talk of made-up words with times that may be in disorder; some say all of it again and again.
    static func random(seed: Int) -> Talk {
        var generator = SeededGenerator(seed: seed)
        let isDisordered = seed % 3 == 0
        let repeats = seed % 4 == 1
        let count = Int.random(in: 0...400, using: &generator)
        var sentences: [Sentence] = []
        var time = Double.random(in: 0...20, using: &generator)
        for _ in 0..<count {
            var words = Int.random(in: 1...30, using: &generator)
            var text = (0..<words).map { _ in word(&generator) }.joined(separator: " ")
            if repeats && sentences.count >= 40 {
                text = sentences[sentences.count - 40].text
                words = text.split(separator: " ").count
            }
            let isLong = Int.random(in: 0..<60, using: &generator) == 0
            let length = isLong ? Double.random(in: 60...400, using: &generator) : Double(words) * 0.4
            var start = time
            if isDisordered { start += Double.random(in: -8...8, using: &generator) }
            let isEmpty = isDisordered && Int.random(in: 0..<10, using: &generator) == 0
            let ending: [Sentence.Ending] = [.punctuation, .punctuation, .punctuation, .pause, .length, .speaker]
            sentences.append(
                sentence(
                    text,
                    max(0, start),
                    max(0, start) + (isEmpty ? 0 : length),
                    ending: ending.randomElement(using: &generator) ?? .end
                )
            )
            time += length + Double.random(in: 0...2, using: &generator)
        }
        let duration = time * Double.random(in: 0.6...1.2, using: &generator)
        return Talk(sentences: sentences, events: [], duration: duration, language: seed % 2 == 0 ? "en" : nil)
    }

    private static func word(_ generator: inout SeededGenerator) -> String {
        let words = [
            "and", "he", "the", "love", "war", "never", "we", "I", "think", "river", "stone", "engine", "market",
            "seven",
            "but", "imagine", "subscribe", "yes", "music", "night", "garden", "window", "paper", "science", "history",
        ]
        let pick = words.randomElement(using: &generator) ?? "word"
        return Int.random(in: 0..<4, using: &generator) == 0
            ? pick + "\(Int.random(in: 0...40, using: &generator))x" : pick
    }
}
