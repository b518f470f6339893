/// Stretches of sound between pauses.
struct Stretches {
    let track: LoudnessTrack
    /// A longer stretch is cut where it is quietest, in seconds.
    let longest: Double
    let duration: Double

    /// The shortest pause that a cut may be laid on, in seconds; what other clippers use.
    static let shortestPause = 0.35

    /// Start and end of each, in seconds and in order. O(n log n).
    func times() -> [(start: Double, end: Double)] {
        pieces().map { steps in
            (Double(steps.lowerBound) * track.step, min(Double(steps.upperBound) * track.step, duration))
        }
    }

    private func pieces() -> [Range<Int>] {
        var pieces: [Range<Int>] = []
        let most = max(1, Int(longest / track.step))
        for stretch in sounding() {
            var waiting = [stretch]
            while let steps = waiting.popLast() {
                if steps.count > most {
                    let cut = quietest(steps)
                    waiting.append(cut..<steps.upperBound)
                    waiting.append(steps.lowerBound..<cut)
                } else {
                    pieces.append(steps)
                }
            }
        }
        return pieces
    }

    /// Runs of steps that are no pause; a gap shorter than the shortest pause is part of its run.
    private func sounding() -> [Range<Int>] {
        let gap = max(1, Int((Self.shortestPause / track.step).rounded(.up)))
        var runs: [Range<Int>] = []
        for (index, level) in track.levels.enumerated() where level > track.threshold {
            if let last = runs.last, index - last.upperBound < gap {
                runs[runs.count - 1] = last.lowerBound..<(index + 1)
            } else {
                runs.append(index..<(index + 1))
            }
        }
        return runs
    }

    /// The quietest step of the middle half, the first of equals. At least a quarter is left on both sides.
    private func quietest(_ steps: Range<Int>) -> Int {
        let quarter = steps.count / 4
        let middle = (steps.lowerBound + max(1, quarter))..<(steps.upperBound - quarter)
        return middle.min { (track.levels[$0], $0) < (track.levels[$1], $1) } ?? steps.lowerBound + 1
    }
}
