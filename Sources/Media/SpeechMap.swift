/// Where in a sound somebody may be speaking, and where it pauses.
public struct SpeechMap: Sendable, Equatable {
    /// dBFS for each 20 ms, none beyond the end of the video.
    let levels: [Float]
    /// Below this it is a pause, in dBFS.
    public let threshold: Float
    /// Runs of sound in steps of the curve, in order; a pause that is shorter than between phrases is part of its run.
    let runs: [Range<Int>]

    /// Below this there is nothing to be heard, in dBFS: less than any room's noise.
    static let silence: Float = -60
    /// What is quieter counts as this, so that digital silence does not draw the threshold down.
    private static let floor: Float = -70
    /// How far pauses must lie below speech to be seen at all, in dB.
    static let contrast: Float = 6
    /// The shortest pause between phrases, in seconds.
    private static let shortestPause = 0.35

    /// Reads a curve up to the end of the video, in seconds. O(n log n).
    public init(_ curve: LevelCurve, until end: Double) {
        let count = min(Double(curve.values.count), (max(0, end) / LevelCurve.step).rounded(.up))
        levels = curve.values.prefix(Int(count)).map { max($0, Self.floor) }
        // Where there is nothing at all, as behind a title, says nothing of the noise of the room.
        let sorted = levels.filter { $0 > Self.silence }.sorted()
        let low = sorted.isEmpty ? Self.floor : sorted[sorted.count / 10]
        let high = sorted.isEmpty ? Self.floor : sorted[sorted.count - 1 - sorted.count / 20]
        // A third of the way up from the noise to the voice: above room noise, below the ends of soft words.
        let between = high - low >= Self.contrast ? low + (high - low) / 3 : Self.silence
        threshold = max(between, Self.silence)
        let gap = Int(Self.shortestPause / LevelCurve.step)
        var runs: [Range<Int>] = []
        for (index, level) in levels.enumerated() where level > threshold {
            if let last = runs.last, index - last.upperBound < gap {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        self.runs = runs
    }

    /// Where the sound ends, in seconds.
    public var end: Double { Double(levels.count) * LevelCurve.step }

    /// Runs of sound between pauses, cut off at `start` and `end`; seconds, in order, none empty.
    public func stretches(from start: Double, to end: Double) -> [Range<Double>] {
        var (low, high) = (0, runs.count)
        while low < high {
            let middle = (low + high) / 2
            if Double(runs[middle].upperBound) * LevelCurve.step <= start { low = middle + 1 } else { high = middle }
        }
        var stretches: [Range<Double>] = []
        for run in runs[low...] {
            let from = max(start, Double(run.lowerBound) * LevelCurve.step)
            let to = min(end, Double(run.upperBound) * LevelCurve.step)
            guard from < to else { break }
            stretches.append(from..<to)
        }
        return stretches
    }

    /// How long there is sound between two times, in seconds.
    public func seconds(from start: Double, to end: Double) -> Double {
        stretches(from: start, to: end).reduce(0) { $0 + $1.upperBound - $1.lowerBound }
    }
}
