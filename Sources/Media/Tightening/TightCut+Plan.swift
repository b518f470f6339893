extension TightCut {
    /// Before and after what can be heard so much is left, in seconds.
    static let room = 0.08
    /// Nothing goes of so much at the clip's beginning and end, in seconds.
    static let edge = 0.5
    /// A jump of the picture is not worth less, in seconds.
    private static let shortest = 0.1
    /// The fewest frames that go at once.
    private static let fewest = 3

    /// Decides what goes of a clip of so many frames. Times of the wish are counted from the clip's first instant.
    ///
    /// Pauses are found by sound alone; words and captions only hold cuts back. What goes is the middle of a pause, in whole frames,
    /// so that a pause is never left shorter than was asked for.
    init(_ wish: Tightening, quiet: QuietParts, frames: Int, rate: Rational) {
        let planner = TightPlanner(wish: wish, quiet: quiet, frames: frames, rate: rate)
        self.init(frames: frames, rate: rate, cuts: planner.cuts())
    }

    fileprivate static func fewestFrames(_ rate: Rational) -> Int {
        max(fewest, Int((shortest * rate.value - 1e-6).rounded(.up)))
    }
}

/// A pause, or two with a filler between them. Seconds.
private struct Gap {
    /// From where sound ends to where it begins again.
    var quiet: Range<Double>
    /// The part of it that lies between stretches that are kept.
    var span: Range<Double>
    /// What has to go whole, with all its sound; nil for a pause.
    var filler: Range<Double>?
}

private struct TightPlanner {
    let wish: Tightening
    let quiet: QuietParts
    let frames: Int
    let rate: Rational

    func cuts() -> [Range<Int>] {
        var cuts: [Range<Int>] = []
        for gap in gaps() {
            guard let cut = cut(of: gap) else { continue }
            if let last = cuts.last, cut.lowerBound <= last.upperBound { continue }
            cuts.append(cut)
        }
        return cuts
    }

    // MARK: - Where

    /// The pauses, those joined that have fillers between them, parted at what is kept.
    private func gaps() -> [Gap] {
        let pauses = quiet.runs.map {
            Double($0.lowerBound) * QuietParts.step..<Double($0.upperBound) * QuietParts.step
        }
        var gaps: [Gap] = []
        var fillers = wish.fillers[...]
        var index = 0
        while index < pauses.count {
            var span = pauses[index]
            var sound: Range<Double>?
            // A filler is what can be heard between two pauses, and nothing else may be said there.
            while index + 1 < pauses.count {
                let heard = span.upperBound..<pauses[index + 1].lowerBound
                while let filler = fillers.first, filler.upperBound <= heard.lowerBound { fillers.removeFirst() }
                guard let filler = fillers.first, isFiller(filler, heard) else { break }
                sound = (sound?.lowerBound ?? heard.lowerBound)..<heard.upperBound
                span = span.lowerBound..<pauses[index + 1].upperBound
                index += 1
            }
            index += 1
            gaps += parted(Gap(quiet: span, span: span, filler: sound))
        }
        return gaps
    }

    /// Whether what is heard between two pauses is a filler: most of its time, with nothing of another word in it.
    private func isFiller(_ filler: Range<Double>, _ heard: Range<Double>) -> Bool {
        let middle = (filler.lowerBound + filler.upperBound) / 2
        guard heard.contains(middle) else { return false }
        // Recognisers are a tenth of a second off.
        let within =
            filler.lowerBound - Self.blur <= heard.lowerBound && heard.upperBound <= filler.upperBound + Self.blur
        return within && !overlaps(wish.kept, heard) && !wish.captions.contains { $0.overlaps(heard) }
    }

    private static let blur = 0.15

    private func overlaps(_ stretches: [Range<Double>], _ span: Range<Double>) -> Bool {
        let first = firstIndex(of: stretches, endingAfter: span.lowerBound)
        return first < stretches.count && stretches[first].lowerBound < span.upperBound
    }

    /// The first of some stretches in order that ends after a time.
    private func firstIndex(of stretches: [Range<Double>], endingAfter time: Double) -> Int {
        var (low, high) = (0, stretches.count)
        while low < high {
            let middle = (low + high) / 2
            if stretches[middle].upperBound <= time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    /// A gap without what is kept in it, as one or several; none is left of a filler that something else is kept beside.
    private func parted(_ gap: Gap) -> [Gap] {
        let index = firstIndex(of: wish.kept, endingAfter: gap.span.lowerBound)
        var held = wish.kept[index...].prefix { $0.lowerBound < gap.span.upperBound }.map { $0 }
        held += wish.captions.filter { gap.span.lowerBound <= $0.lowerBound && $0.upperBound <= gap.span.upperBound }
        guard !held.isEmpty else { return [gap] }
        var parts: [Range<Double>] = []
        var start = gap.span.lowerBound
        for stretch in held.sorted(by: { $0.lowerBound < $1.lowerBound }) {
            if stretch.lowerBound > start { parts.append(start..<stretch.lowerBound) }
            start = max(start, stretch.upperBound)
        }
        if start < gap.span.upperBound { parts.append(start..<gap.span.upperBound) }
        return parts.compactMap { part in
            guard let filler = gap.filler, filler.overlaps(part) else { return Gap(quiet: gap.quiet, span: part) }
            let isWhole = part.lowerBound <= filler.lowerBound && filler.upperBound <= part.upperBound
            return isWhole ? Gap(quiet: gap.quiet, span: part, filler: filler) : nil
        }
    }

    // MARK: - How much

    private func cut(of gap: Gap) -> Range<Int>? {
        let length = gap.span.upperBound - gap.span.lowerBound
        let before = max(TightCut.edge, gap.span.lowerBound, gap.quiet.lowerBound + TightCut.room)
        let after = min(seconds(frames) - TightCut.edge, gap.span.upperBound, gap.quiet.upperBound - TightCut.room)
        let (first, end) = (frame(before, .up), frame(after, .down))
        guard end - first >= TightCut.fewestFrames(rate) else { return nil }
        guard let filler = gap.filler else {
            guard let longest = wish.longestPause else { return nil }
            let goes = frame(length - longest, .down)
            guard goes >= TightCut.fewestFrames(rate) else { return nil }
            return middle(of: gap.span, goes: goes, within: first..<end)
        }
        // Of two pauses the longer one is left.
        let stays = max(filler.lowerBound - gap.span.lowerBound, gap.span.upperBound - filler.upperBound)
        let goes = max(0, frame(length - min(stays, wish.longestPause ?? stays), .down))
        var cut = frame(filler.lowerBound, .down)..<frame(filler.upperBound, .up)
        guard cut.lowerBound >= first, cut.upperBound <= end else { return nil }
        // What goes beside the filler goes where more is left.
        while cut.count < goes, cut.lowerBound > first || cut.upperBound < end {
            let left = seconds(cut.lowerBound) - gap.span.lowerBound
            let right = gap.span.upperBound - seconds(cut.upperBound)
            let isLeft = cut.upperBound == end || (cut.lowerBound > first && left > right)
            cut = isLeft ? cut.lowerBound - 1..<cut.upperBound : cut.lowerBound..<cut.upperBound + 1
        }
        return cut.count >= TightCut.fewestFrames(rate) ? cut : nil
    }

    /// So many frames as near to the middle of a pause as a span of frames allows; fewer where it has no more.
    private func middle(of span: Range<Double>, goes: Int, within allowed: Range<Int>) -> Range<Int> {
        let count = min(goes, allowed.count)
        let centred = frame((span.lowerBound + span.upperBound) / 2 - seconds(count) / 2, .toNearestOrAwayFromZero)
        let first = min(max(centred, allowed.lowerBound), allowed.upperBound - count)
        return first..<first + count
    }

    private func seconds(_ frames: Int) -> Double { Double(frames) / rate.value }

    /// The frame at a time. A millionth of a frame is rounding.
    private func frame(_ time: Double, _ rule: FloatingPointRoundingRule) -> Int {
        let exact = time * rate.value
        let nearest = exact.rounded()
        return abs(exact - nearest) < 1e-6 ? Int(nearest) : Int(exact.rounded(rule))
    }
}
