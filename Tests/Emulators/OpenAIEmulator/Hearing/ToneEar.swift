import Glibc

/// Finds the words of tone speech in samples, by their loudness and their frequency.
enum ToneEar {
    struct Word: Equatable {
        var text: String
        /// Seconds, to 10 ms.
        var start: Double
        /// Seconds, to 10 ms.
        var end: Double
    }

    /// Samples a second.
    static let rate = 16_000
    /// Samples of one look at the loudness: 5 ms.
    private static let look = 80
    /// What lasts less is no word: a burst that was cut off, or a click.
    private static let shortest = 0.08
    /// A tone has at least so much of its burst's energy in one frequency; other sounds have not.
    private static let purity = 0.5

    /// Words in their order.
    static func words(in samples: [Int16]) -> [Word] {
        let loudness = loudness(of: samples)
        guard let loudest = loudness.max(), loudest > 300 else { return [] }
        let threshold = loudest * 0.35
        var words: [Word] = []
        var begin: Int?
        for index in 0...loudness.count {
            let isLoud = index < loudness.count && loudness[index] > threshold
            if isLoud, begin == nil { begin = index }
            guard !isLoud, let first = begin else { continue }
            begin = nil
            if let word = word(samples, first * look, min(index * look, samples.count)) { words.append(word) }
        }
        return words
    }

    /// The mean of each look. An hour has 58 million samples, so they are read without a check each.
    private static func loudness(of samples: [Int16]) -> [Double] {
        samples.withUnsafeBufferPointer { samples in
            var loudness: [Double] = []
            var start = 0
            while start < samples.count {
                let end = min(start + look, samples.count)
                var sum = 0
                var index = start
                while index < end {
                    let value = Int(samples[index])
                    sum &+= value &* value
                    index &+= 1
                }
                loudness.append((Double(sum) / Double(end - start)).squareRoot())
                start = end
            }
            return loudness
        }
    }

    private static func word(_ samples: [Int16], _ first: Int, _ end: Int) -> Word? {
        guard Double(end - first) / Double(rate) >= shortest else { return nil }
        // The middle, since codecs smear the ends: 75 ms tell tones apart that are 49 Hz from each other.
        let length = min((end - first) * 3 / 4, 1200)
        let begin = (first + end - length) / 2
        let part = samples[begin..<(begin + length)]
        let energy = part.reduce(0.0) { $0 + Double($1) * Double($1) }
        let powers = ToneSpeech.vocabulary.indices.map { power(part, ToneSpeech.frequency(at: $0)) }
        guard let best = powers.indices.max(by: { powers[$0] < powers[$1] }) else { return nil }
        // A pure tone's power is half the samples' number times its energy.
        guard powers[best] > purity * energy * Double(part.count) / 2 else { return nil }
        return Word(text: ToneSpeech.vocabulary[best], start: seconds(first), end: seconds(end))
    }

    private static func seconds(_ sample: Int) -> Double { (Double(sample) / Double(rate) * 100).rounded() / 100 }

    /// How much of one frequency there is (Goertzel 1958).
    private static func power(_ samples: ArraySlice<Int16>, _ frequency: Double) -> Double {
        let factor = 2 * cos(2 * .pi * frequency / Double(rate))
        var (last, before) = (0.0, 0.0)
        for sample in samples { (last, before) = (Double(sample) + factor * last - before, last) }
        return last * last + before * before - factor * last * before
    }
}
