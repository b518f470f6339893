/// Which frames of a clip are kept when pauses and fillers are taken out of it, and where its sound is joined.
struct TightCut: Sendable, Equatable {
    /// Frames of the clip as it was.
    let frames: Int
    /// Frames a second.
    let rate: Rational
    /// The frames that go, in order; none at either end, and some are kept between two of them.
    let cuts: [Range<Int>]

    /// Frames that are kept.
    var count: Int { frames - cuts.reduce(0) { $0 + $1.count } }

    /// Seconds that so many frames take.
    func seconds(_ frames: Int) -> Double { Double(frames) * Double(rate.denominator) / Double(rate.numerator) }

    /// What goes, in seconds from the clip's first instant.
    var seconds: [Range<Double>] { cuts.map { seconds($0.lowerBound)..<seconds($0.upperBound) } }

    /// Whether the middle of a stretch goes; seconds from the clip's first instant.
    func holds(_ stretch: Range<Double>) -> Bool {
        let middle = (stretch.lowerBound + stretch.upperBound) / 2
        return seconds.contains { $0.contains(middle) }
    }

    /// The frames that are kept, in order.
    var stretches: [Range<Int>] {
        zip([0] + cuts.map(\.upperBound), cuts.map(\.lowerBound) + [frames]).map { $0..<$1 }
    }

    /// The filters that leave out the frames that go, of a picture whose timestamps are the numbers of its frames.
    var pictureFilters: String {
        let gone = cuts.map { "between(n,\($0.lowerBound),\($0.upperBound - 1))" }.joined(separator: "+")
        return "select='not(\(gone.isEmpty ? "0" : gone))'"
    }

    // MARK: - Sound

    /// Samples a second.
    private static let soundRate = 48000
    /// Samples over which one stretch of sound goes over into the next: 8 ms, half of them on either side of the joint.
    static let fade = 384

    /// Where the sound of each stretch begins and ends, in samples of the clip as it was. The last one ends with the last of
    /// `samples`, which is how long the sound is made.
    ///
    /// Each stretch begins at the sample that is nearest to its first frame's time in the new clip; so roundings do not add up.
    func soundStretches(samples: Int) -> [Range<Int>] {
        func sample(_ frame: Int) -> Int {
            let (over, under) = (frame * rate.denominator * Self.soundRate, rate.numerator)
            return (2 * over + under) / (2 * under)
        }
        var shown = 0
        return stretches.enumerated().map { index, stretch in
            let first = shown
            shown += stretch.count
            let moved = sample(stretch.lowerBound - first)
            let end = index == cuts.count ? samples : sample(shown)
            return sample(first) + moved..<end + moved
        }
    }

    /// The filters that join the stretches of a sound of 48 kHz, read as `[0:a]`, into `samples` samples as `[tight]`.
    func soundFilters(samples: Int) -> String {
        let stretches = soundStretches(samples: samples)
        let half = Self.fade / 2
        func trimmed(_ index: Int) -> String {
            let first = stretches[index].lowerBound - (index > 0 ? half : 0)
            let end = stretches[index].upperBound + (index < stretches.count - 1 ? half : 0)
            return "atrim=start_sample=\(first):end_sample=\(end),asetpts=N/SR/TB"
        }
        guard stretches.count > 1 else { return "[0:a]\(trimmed(0)),apad=whole_len=\(samples)[tight]" }
        let names = stretches.indices.map { "[a\($0)]" }.joined()
        var filters = ["[0:a]asplit=\(stretches.count)\(names)"]
        filters += stretches.indices.map { "[a\($0)]\(trimmed($0))[b\($0)]" }
        var joined = "[b0]"
        for index in 1..<stretches.count {
            let next = index == stretches.count - 1 ? "[tight]" : "[c\(index)]"
            filters.append("\(joined)[b\(index)]acrossfade=nb_samples=\(Self.fade):curve1=tri:curve2=tri\(next)")
            joined = next
        }
        return filters.joined(separator: ";")
    }
}
