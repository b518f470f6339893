/// Where the camera stands, and from when: the fewest places from which what is to be seen is seen well.
struct HoldPlan {
    struct Hold {
        /// Seconds at which the camera is halfway here. That of the first is the beginning.
        var start: Double
        /// The window's edge.
        var edge: Double
        /// Whether it is another person's.
        var isTurn = false
    }

    /// What is to be in the window at the times of samples.
    typealias Moment = (time: Double, target: CropWindow.Target)

    let window: CropWindow
    /// Steps lie here.
    let allowed: ClosedRange<Double>

    /// How far from its best place a target may be, in window lengths: a quarter of the window is what it may use up.
    static let slack = 0.125
    /// Seconds for which a face may be cut before the camera moves.
    static let patience = 0.8
    private static let places = 96

    /// One place where one place does: where what is between 5 and 95 of a hundred moments lies within a quarter of the window and all
    /// of it is whole.
    func still(_ moments: [Moment]) -> Double? {
        let best = moments.map(\.target.best)
        guard quantile(best, 0.95) - quantile(best, 0.05) <= 2 * Self.slack * window.length else { return nil }
        let middle = quantile(best, 0.5)
        // A face that is wider than the window is never whole: nothing is gained by moving.
        if moments.allSatisfy({ $0.target.last - $0.target.first > window.length }) { return middle }
        return edge(moments[...], near: middle)
    }

    /// The edge nearest to one from which nearly all faces are whole, with hair and ears where that can be. Nil where there is none.
    private func edge(_ moments: ArraySlice<Moment>, near middle: Double) -> Double? {
        let sides: [(low: KeyPath<CropWindow.Target, Double>, high: KeyPath<CropWindow.Target, Double>)] = [
            (\.low, \.high), (\.first, \.last),
        ]
        for (low, high) in sides {
            let latest = quantile(moments.map { $0.target[keyPath: low] }, 0.05)
            let earliest = quantile(moments.map { $0.target[keyPath: high] - window.length }, 0.95)
            if earliest <= latest { return min(max(min(max(middle, earliest), latest), 0), window.room) }
        }
        return nil
    }

    /// The places for a stretch in which the target is one and the same.
    func holds(_ moments: [Moment], of leg: Leg, isTurn: Bool) -> [Hold] {
        guard !moments.isEmpty else { return [] }
        // A turn begins where the sentence ends, so that it is halfway only later.
        let start = isTurn ? leg.start + CameraMove.duration / 2 : leg.start
        if let edge = still(moments) { return [Hold(start: start, edge: edge, isTurn: isTurn)] }
        return stretches(moments, since: isTurn ? leg.start + 2 * CameraMove.duration : leg.start, before: leg.end).map
        { range in
            let first = range.lowerBound
            return Hold(
                start: first == 0 ? start : (moments[first - 1].time + moments[first].time) / 2,
                edge: place(moments[range]),
                isTurn: first == 0 && isTurn
            )
        }
    }

    /// The best place for some moments: their middle, moved as far as most faces need it.
    private func place(_ moments: ArraySlice<Moment>) -> Double {
        let middle = quantile(moments.map(\.target.best), 0.5)
        return edge(moments, near: middle) ?? min(max(middle, 0), window.room)
    }

    /// Cuts the moments into stretches of one place each so that the sum of all faults, and of a price for each change, is least.
    /// Changes lie between `first` and the beginning of another turn.
    private func stretches(_ moments: [Moment], since first: Double, before last: Double) -> [Range<Int>] {
        let count = Self.places
        let edges = (0..<count).map { window.room * Double($0) / Double(count - 1) }
        var sums = edges.map { fault(moments[0].target, $0) * seconds(moments, 0) }
        // Whether the best plan that stands here at a moment came from elsewhere, and from where the best of all stood before.
        var changed: [[Bool]] = [[Bool](repeating: false, count: count)]
        var best: [Int] = [0]
        for index in moments.indices.dropFirst() {
            let from = sums.indices.min { sums[$0] < sums[$1] } ?? 0
            let time = (moments[index - 1].time + moments[index].time) / 2
            let isFree = allowed.contains(time) && time >= first && time <= last - CameraMove.duration / 2
            let change = isFree ? sums[from] + Self.patience : .infinity
            var flags = [Bool](repeating: false, count: count)
            let seconds = seconds(moments, index)
            for place in sums.indices {
                if change < sums[place] { (sums[place], flags[place]) = (change, true) }
                sums[place] += fault(moments[index].target, edges[place]) * seconds
            }
            changed.append(flags)
            best.append(from)
        }
        var place = sums.indices.min { sums[$0] < sums[$1] } ?? 0
        var (ranges, end): ([Range<Int>], Int) = ([], moments.count)
        for index in moments.indices.reversed() where changed[index][place] {
            ranges.append(index..<end)
            end = index
            place = best[index]
        }
        ranges.append(0..<end)
        return ranges.reversed()
    }

    /// How bad a place is for a target: next to nothing within the slack, then more and more; more where hair or ears are cut, and
    /// most where a face is.
    private func fault(_ target: CropWindow.Target, _ edge: Double) -> Double {
        let off = abs(edge - target.best) / (Self.slack * window.length)
        let far = off <= 1 ? 0.03 * off * off : min(0.03 + 0.4 * (off - 1), 1)
        return window.holds(target, edge: edge) ? far : far + (window.holdsFaces(target, edge: edge) ? 0.2 : 1)
    }

    /// Seconds that a moment counts for.
    private func seconds(_ moments: [Moment], _ index: Int) -> Double {
        index + 1 < moments.count ? min(max(moments[index + 1].time - moments[index].time, 0), 1) : 0.2
    }
}
