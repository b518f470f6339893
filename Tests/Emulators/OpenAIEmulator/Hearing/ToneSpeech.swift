import Glibc

/// Speech made of tones, which an emulator hears exactly: each word is a burst at a frequency of its own.
public enum ToneSpeech {
    /// The words that there are.
    public static let vocabulary = [
        "alpha", "bravo", "charlie", "delta", "echo", "foxtrot", "golf", "hotel", "india", "juliett", "kilo", "lima",
        "mike", "november", "oscar", "papa", "quebec", "romeo", "sierra", "tango", "uniform", "victor", "whiskey",
        "xray", "yankee", "zulu", "apple", "banjo", "candle", "desert", "engine", "forest", "garden", "harbor",
        "island", "jungle", "kettle", "ladder", "magnet", "needle", "orange", "pencil", "quartz", "river", "saddle",
        "temple", "umbrella", "valley", "window", "yellow", "zebra", "anchor", "bottle", "copper", "dragon",
        "ember", "feather", "granite", "hammer", "ivory", "jacket", "kitten", "lemon", "marble",
    ]

    /// Seconds a burst lasts.
    public static let burst = 0.2
    /// Seconds from the end of a word to the next one of the same sentence.
    public static let gap = 0.06
    /// Seconds in which a burst rises and falls.
    static let ramp = 0.005
    static let amplitude = 0.5

    private static let lowest = 300.0
    private static let highest = 3400.0

    /// Hertz of a word's tone; nil for what is no word of the vocabulary.
    public static func frequency(of word: String) -> Double? { vocabulary.firstIndex(of: word).map(frequency(at:)) }

    static func frequency(at index: Int) -> Double {
        lowest + Double(index) * (highest - lowest) / Double(vocabulary.count - 1)
    }

    /// Where words stand that are said one after the other, the first at `start`. "|" is a pause, of `pause` seconds more.
    public static func times(_ text: String, from start: Double = 0, pause: Double = 1) -> [(
        word: String, start: Double
    )] {
        var time = start
        var words: [(word: String, start: Double)] = []
        for word in text.split(separator: " ") {
            if word == "|" {
                time += pause
            } else {
                words.append((String(word), time))
                time += burst + gap
            }
        }
        return words
    }

    /// A WAV file of 16 bits, one channel. Words that are not of the vocabulary are not heard, nor what is beyond the duration.
    ///
    /// - Parameters:
    ///   - words: Each with the second at which its burst begins.
    ///   - duration: Seconds.
    ///   - rate: Samples a second: 16,000 or 48,000.
    public static func wave(words: [(word: String, start: Double)], duration: Double, rate: Int = 16_000) -> [UInt8] {
        let count = Int((duration * Double(rate)).rounded())
        var samples = [Int16](repeating: 0, count: count)
        for (word, start) in words {
            guard let frequency = frequency(of: word) else { continue }
            let first = Int((start * Double(rate)).rounded())
            let length = Int((burst * Double(rate)).rounded())
            for index in 0..<length where samples.indices.contains(first + index) {
                let time = Double(index) / Double(rate)
                let envelope = min(1, min(time, burst - time) / ramp)
                let value = amplitude * envelope * sin(2 * .pi * frequency * time)
                samples[first + index] = Int16(value * Double(Int16.max))
            }
        }
        return header(samples: count, rate: rate) + samples.flatMap { bytes(UInt16(bitPattern: $0)) }
    }

    private static func header(samples: Int, rate: Int) -> [UInt8] {
        let size = UInt32(samples * 2)
        var header = Array("RIFF".utf8) + bytes(36 + size) + Array("WAVEfmt ".utf8)
        // 16 bytes of format: PCM, one channel, samples and bytes a second, bytes and bits of a sample.
        header +=
            bytes(UInt32(16)) + bytes(UInt16(1)) + bytes(UInt16(1)) + bytes(UInt32(rate)) + bytes(UInt32(rate * 2))
        header += bytes(UInt16(2)) + bytes(UInt16(16)) + Array("data".utf8) + bytes(size)
        return header
    }

    private static func bytes(_ value: some FixedWidthInteger) -> [UInt8] {
        withUnsafeBytes(of: value.littleEndian) { Array($0) }
    }
}
