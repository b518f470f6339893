extension HoldPlan {
    /// Seconds that the camera stands between two moves in one direction; where it would be less, it goes straight on, as it does with
    /// somebody who walks.
    private static let pause = 2.4

    /// The moves from hold to hold, in order.
    func moves(_ holds: [Hold]) -> [CameraMove] {
        let holds = settled(holds)
        var moves: [CameraMove] = []
        var first = 1
        while first < holds.count {
            var last = first
            while last + 1 < holds.count, !holds[first].isTurn, goesOn(holds, last) { last += 1 }
            moves += first == last ? [step(holds, first)] : pan(holds, first...last)
            first = last + 1
        }
        return moves
    }

    /// Without moves to where it is already, without moves that are taken back at once, and without what cannot be in time.
    private func settled(_ holds: [Hold]) -> [Hold] {
        var kept: [Hold] = []
        for hold in holds {
            guard let before = kept.last else {
                kept.append(hold)
                continue
            }
            var hold = hold
            hold.start = min(max(hold.start, allowed.lowerBound), allowed.upperBound)
            if abs(hold.edge - before.edge) < 0.02 * window.length { continue }
            if kept.count > 1, hold.start - before.start < CameraMove.duration {
                // Two at a time would be a jolt: of both, one move to where the second leads. A turn stays where it is.
                let start = before.isTurn ? before.start : hold.isTurn ? hold.start : (before.start + hold.start) / 2
                kept[kept.count - 1] = Hold(start: start, edge: hold.edge, isTurn: before.isTurn || hold.isTurn)
            } else {
                kept.append(hold)
            }
        }
        return kept
    }

    /// Whether the hold after `index` follows soon, in the same direction.
    private func goesOn(_ holds: [Hold], _ index: Int) -> Bool {
        let (from, to, next) = (holds[index - 1], holds[index], holds[index + 1])
        return !next.isTurn && next.start - to.start < Self.pause && (to.edge - from.edge) * (next.edge - to.edge) > 0
    }

    /// From here on, in window lengths, a turn to another person is a cut: a camera that flies over what is between two people shows
    /// neither.
    private static let far = 0.5

    private func step(_ holds: [Hold], _ index: Int) -> CameraMove {
        let distance = holds[index].edge - holds[index - 1].edge
        let isCut = holds[index].isTurn && abs(distance) >= Self.far * window.length
        // A move is halfway there at that time, and begins where the sentence ends. A hair earlier, so that a frame of that very time is
        // not missed for the rounding of sums.
        let start = holds[index].start - (isCut ? CameraMove.duration / 2 + 1e-6 : 0)
        return CameraMove(start: start, end: start, distance: distance, isCut: isCut)
    }

    /// How long a line may go on behind the step at `index`: half the way to the next, and where that may be a cut to another person, so
    /// long that it stands before.
    private func space(_ holds: [Hold], _ index: Int) -> Double {
        let gap = holds[index + 1].start - holds[index].start
        return holds[index + 1].isTurn ? max(0, gap - CameraMove.duration) : gap / 2
    }

    /// Straight lines through the middles of some steps.
    private func pan(_ holds: [Hold], _ steps: ClosedRange<Int>) -> [CameraMove] {
        let (first, last) = (steps.lowerBound, steps.upperBound)
        // Half the way to the neighbours at most, and not where it must not move.
        let before = (holds[first + 1].start - holds[first].start) / 2
        let room = first > 1 ? (holds[first].start - holds[first - 1].start) / 2 : .infinity
        let after = (holds[last].start - holds[last - 1].start) / 2
        let space = last + 1 < holds.count ? space(holds, last) : .infinity
        var points = [
            (time: max(holds[first].start - min(before, room), allowed.lowerBound), edge: holds[first - 1].edge)
        ]
        for index in steps {
            points.append((holds[index].start, (holds[index - 1].edge + holds[index].edge) / 2))
        }
        points.append((min(holds[last].start + min(after, space), allowed.upperBound), holds[last].edge))
        return zip(points, points.dropFirst()).map { from, to in
            CameraMove(start: from.time, end: max(to.time, from.time), distance: to.edge - from.edge)
        }
    }
}
