import StateFiles
import SystemPackage
import TestSupport

/// Sound whose words stand at known times.
struct PlacedSpeech {
    let file: FilePath
    /// What was placed, and where.
    let parts: [HeardWord]

    /// Words that espeak-ng says one by one, put together to sentences.
    static func words(in folder: FilePath) throws -> PlacedSpeech {
        var random = RandomNumbers(seed: 5)
        let more = SyntheticTalk.sentences(seconds: 60, seed: 6).flatMap { $0.split(separator: " ").map(String.init) }
        let text = RealSpeech.words + more
        let raw = folder.appending("placed.s16")
        var samples = try SampleFile(raw)
        var parts: [HeardWord] = []
        try samples.addPause(1, rate: Voice.rate, using: &random)
        for word in text where word != "–" {
            let said = try trimmed(Voice(name: "en-us", speed: 140).say(word, in: folder), rate: Voice.rate)
            parts.append(try place(said, word, &samples, rate: Voice.rate))
            let isEnd = word.last.map { ".,!?;".contains($0) } ?? false
            let pause = isEnd ? Double.random(in: 0.4...1.5, using: &random) : .random(in: 0.02...0.08, using: &random)
            try samples.addPause(pause, rate: Voice.rate, using: &random)
        }
        try samples.addPause(1, rate: Voice.rate, using: &random)
        let count = samples.count
        try samples.close()
        let file = folder.appending("placed-words.mp4")
        try Files.removeTree(file)
        try TalkFile.make(at: file, samples: raw, rate: Voice.rate, count: count)
        return PlacedSpeech(file: file, parts: parts)
    }

    /// Phrases of real speech, cut at its pauses and put elsewhere, each a part.
    static func phrases(of speech: RealSpeech, in folder: FilePath) throws -> PlacedSpeech {
        let rate = 16_000
        let read = folder.appending("reading.s16")
        try TalkFile.ffmpeg(["-i", speech.file.string, "-ar", "\(rate)", "-ac", "1", "-f", "s16le", read.string])
        let reading = try Voice.samples(in: Files.read(read)[...])
        var random = RandomNumbers(seed: 8)
        let raw = folder.appending("placed.s16")
        var samples = try SampleFile(raw)
        var parts: [HeardWord] = []
        try samples.addPause(2, rate: rate, using: &random)
        // What is shorter than 0.1 s is a click of the tongue.
        let phrases = loud(reading, rate: rate, pause: 0.3, part: 0.04).filter { $0.count > rate / 10 }
        // Each phrase at four places, in four orders: what a recogniser makes of one depends on where it stands.
        for _ in 0..<4 {
            for phrase in phrases.shuffled(using: &random) {
                parts.append(try place(reading[phrase], "", &samples, rate: rate))
                try samples.addPause(.random(in: 0.5...4, using: &random), rate: rate, using: &random)
            }
        }
        let count = samples.count
        try samples.close()
        let file = folder.appending("placed-phrases.mp4")
        try Files.removeTree(file)
        try TalkFile.make(at: file, samples: raw, rate: rate, count: count)
        return PlacedSpeech(file: file, parts: parts)
    }

    private static func place(
        _ said: ArraySlice<Int16>,
        _ text: String,
        _ samples: inout SampleFile,
        rate: Int
    ) throws -> HeardWord {
        let start = Double(samples.count) / Double(rate)
        try samples.add(said)
        return HeardWord(text: text, start: start, end: Double(samples.count) / Double(rate))
    }

    private static func trimmed(_ said: [Int16], rate: Int) throws -> ArraySlice<Int16> {
        let parts = loud(said, rate: rate, pause: 10, part: 0.02)
        guard let part = parts.first, parts.count == 1 else { throw BenchError("espeak-ng says nothing") }
        return said[part]
    }

    /// The stretches between pauses of at least so many seconds: where frames of 10 ms are above a part of the loudest.
    private static func loud(_ samples: [Int16], rate: Int, pause: Double, part: Double) -> [Range<Int>] {
        let frame = rate / 100
        let levels = stride(from: 0, to: samples.count, by: frame).map { first in
            samples[first..<min(first + frame, samples.count)].map { abs(Double($0)) }.max() ?? 0
        }
        let threshold = (levels.max() ?? 0) * part
        var found: [Range<Int>] = []
        for (index, level) in levels.enumerated() where level > threshold {
            let (begin, end) = (index * frame, min((index + 1) * frame, samples.count))
            if let last = found.last, Double(begin - last.upperBound) < pause * Double(rate) {
                found[found.count - 1] = last.lowerBound..<end
            } else {
                found.append(begin..<end)
            }
        }
        return found
    }

    /// By how much the starts and ends of heard words are off, in seconds.
    struct Offsets {
        var starts: [Double] = []
        var ends: [Double] = []
        /// What was placed and not heard.
        var missed = 0
    }

    /// For words that were placed with their text: those that were heard rightly count.
    func offsets(ofWords heard: [HeardWord]) -> Offsets {
        var offsets = Offsets()
        let errors = WordErrors(said: parts.map(\.text), heard: heard.map(\.text))
        for pair in errors.pairs {
            offsets.starts.append(abs(heard[pair.heard].start - parts[pair.said].start))
            if heard[pair.heard].isEndKnown {
                offsets.ends.append(abs(heard[pair.heard].end - parts[pair.said].end))
            }
        }
        offsets.missed = parts.count - errors.pairs.count
        return offsets
    }

    /// For phrases: the first word that ends after a phrase begins, and the last that begins before it ends.
    func offsets(ofPhrases heard: [HeardWord]) -> Offsets {
        var offsets = Offsets()
        for (index, part) in parts.enumerated() {
            let floor = index > 0 ? (parts[index - 1].end + part.start) / 2 : 0
            let ceiling = index + 1 < parts.count ? (part.end + parts[index + 1].start) / 2 : .infinity
            // By its middle a word belongs to this phrase and to no other.
            let inside = heard.filter { floor..<ceiling ~= ($0.start + $0.end) / 2 }
            guard let first = inside.first, let last = inside.last else {
                offsets.missed += 1
                continue
            }
            offsets.starts.append(abs(first.start - part.start))
            if last.isEndKnown { offsets.ends.append(abs(last.end - part.end)) }
        }
        return offsets
    }
}
