import EmulatorKit
import FoundationEssentials
import Subprocess
import SystemPackage

/// Hears the words of a recording, as well as it is told to.
struct Listener: Sendable {
    struct Heard: Sendable {
        var segments: [Segment]
        /// Seconds of the whole recording.
        var duration: Double

        var text: String { segments.map(\.text).joined(separator: " ") }
        var words: [ToneEar.Word] { segments.flatMap(\.words) }
    }

    /// Words without a pause of more than half a second between them.
    struct Segment: Sendable {
        var words: [ToneEar.Word]
        /// How likely it is that nobody speaks.
        var noSpeech = 0.01

        var start: Double { words.first?.start ?? 0 }
        var end: Double { words.last?.end ?? 0 }
        var text: String { words.map(\.text).joined(separator: " ") }
    }

    let ffmpeg: FilePath
    let options: OpenAIOptions
    /// One at a time decodes: a recording is some megabytes of samples.
    private let gate = Gate(1)

    /// Looks ffmpeg up once, so that a missing one is told at the start.
    init(_ options: OpenAIOptions) async throws {
        do {
            ffmpeg = try await Executable.name("ffmpeg").resolveExecutablePath(in: .inherit)
        } catch {
            throw EmulatorError.missingProgram("ffmpeg")
        }
        self.options = options
    }

    /// Nil where the file is no sound.
    func hear(_ file: [UInt8]) async throws -> Heard? {
        guard let samples = try await gate.within({ try await decode(file) }) else { return nil }
        let duration = Double(samples.count) / Double(ToneEar.rate)
        let words = miss(ToneEar.words(in: samples), Digest.of(file))
        var segments: [Segment] = []
        for word in words {
            if let last = segments.last, word.start - last.end <= 0.5 {
                segments[segments.count - 1].words.append(word)
            } else {
                segments.append(Segment(words: [word]))
            }
        }
        if options.hallucinates { segments = Self.hallucinating(segments, duration) }
        // A recording of some seconds is a stretch that was asked for by itself.
        if options.invents, duration < 30 { segments = inventing(segments, samples, duration, Digest.of(file)) }
        return Heard(segments: segments, duration: (duration * 100).rounded() / 100)
    }

    /// By file: a container may say at its end where its parts are.
    private func decode(_ file: [UInt8]) async throws -> [Int16]? {
        let path = FileManager.default.temporaryDirectory.appending(path: "openai-\(UInt64.random(in: 0 ... .max))")
        try Data(file).write(to: path)
        // What cannot be removed is the machine's to clean.
        defer { try? FileManager.default.removeItem(at: path) }
        let arguments = [
            "-nostdin", "-v", "error", "-i", path.path, "-map", "0:a:0", "-f", "s16le", "-ac", "1", "-ar",
            "\(ToneEar.rate)",
            "-",
        ]
        // Four hours of samples.
        let most = 4 * 3600 * ToneEar.rate * 2
        let result = try await Subprocess.run(
            .path(ffmpeg),
            arguments: .init(arguments),
            input: .none,
            output: .bytes(limit: most),
            error: .discarded
        )
        try Task.checkCancellation()
        guard result.terminationStatus.isSuccess else { return nil }
        return result.standardOutput.withUnsafeBytes { bytes in
            let count = bytes.count / 2
            return [Int16](unsafeUninitializedCapacity: count) { samples, filled in
                for index in 0..<count {
                    samples[index] = Int16(littleEndian: bytes.loadUnaligned(fromByteOffset: 2 * index, as: Int16.self))
                }
                filled = count
            }
        }
    }

    /// Loses a stretch in the middle, by the recording and the seed.
    private func miss(_ words: [ToneEar.Word], _ digest: String) -> [ToneEar.Word] {
        var draw = Draw(seed: options.seed, "deaf", digest)
        guard words.count >= 4, draw.happens(options.deafness) else { return words }
        let first = draw.number(1...(words.count / 2))
        let count = draw.number(max(1, words.count / 4)...max(1, words.count / 3))
        return Array(words[..<first] + words[min(first + count, words.count - 1)...])
    }

    /// What Whisper writes down over applause, as sure as of anything: another recording of it may give another sentence.
    private static let inventions = [
        "I'm going to put it on the back of the car.", "We have a lot of work to do here today.",
        "She told me that it was over there.", "You can see that this is the other one.",
    ]

    /// In the middle of the longest part of a recording without words that is not silent, one of them is heard.
    private func inventing(_ segments: [Segment], _ samples: [Int16], _ duration: Double, _ digest: String) -> [Segment]
    {
        let starts = [0] + segments.map(\.end)
        let ends = segments.map(\.start) + [duration]
        guard let place = starts.indices.max(by: { ends[$0] - starts[$0] < ends[$1] - starts[$1] }) else {
            return segments
        }
        let (start, end) = (starts[place], ends[place])
        let part = samples.dropFirst(Int(start * Double(ToneEar.rate))).prefix(
            Int((end - start) * Double(ToneEar.rate))
        )
        guard end - start > 2, let loudest = part.map(\.magnitude).max(), loudest > 1000 else { return segments }
        return segments[..<place] + [invention(digest, from: start, to: end)] + segments[place...]
    }

    private func invention(_ digest: String, from start: Double, to end: Double) -> Segment {
        var draw = Draw(seed: options.seed, "applause", digest)
        let words = Self.inventions[draw.number(0...(Self.inventions.count - 1))].split(separator: " ")
        let step = min(0.4, (end - start - 1) / Double(words.count))
        let first = (start + end - step * Double(words.count)) / 2
        return Segment(
            words: words.enumerated().map { number, word in
                let start = ((first + Double(number) * step) * 100).rounded() / 100
                return ToneEar.Word(text: String(word), start: start, end: start + step / 2)
            }
        )
    }

    /// In every silence of more than two seconds, what was said before is said again.
    private static func hallucinating(_ segments: [Segment], _ duration: Double) -> [Segment] {
        var result: [Segment] = []
        for (index, segment) in segments.enumerated() {
            result.append(segment)
            let next = index + 1 < segments.count ? segments[index + 1].start : duration
            guard next - segment.end > 2 else { continue }
            let room = next - segment.end - 1
            let step = room / Double(segment.words.count)
            let words = segment.words.enumerated().map { number, word in
                let start = ((segment.end + 0.5 + Double(number) * step) * 100).rounded() / 100
                return ToneEar.Word(text: word.text, start: start, end: ((start + step * 0.8) * 100).rounded() / 100)
            }
            result.append(Segment(words: words, noSpeech: 0.9))
        }
        return result
    }
}
