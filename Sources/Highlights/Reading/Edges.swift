/// Where a moment begins and ends when it is laid on given lines: with its lead and its tail.
struct Edges: Sendable {
    /// The start of a moment that begins with the line of this index, in seconds.
    let starts: [Double]
    /// The end of a moment that ends with the line of this index, in seconds.
    let ends: [Double]

    /// Neither lead nor tail goes beyond the middle of its gap, so that neighbours touch at most.
    ///
    /// - Parameter times: Seconds in order; each start is at or after the end before it.
    init(times: [(start: Double, end: Double)], duration: Double) {
        var starts: [Double] = []
        var ends: [Double] = []
        starts.reserveCapacity(times.count)
        ends.reserveCapacity(times.count)
        var middle = (times.first?.start ?? 0) / 2
        for index in times.indices {
            starts.append(max(times[index].start - Rules.lead, middle))
            let next = index + 1 < times.count ? times[index + 1].start : duration
            middle = (times[index].end + next) / 2
            ends.append(min(times[index].end + Rules.tail, middle))
        }
        self.starts = starts
        self.ends = ends
    }

    /// The length of a moment over these lines, in seconds.
    func length(_ first: Int, _ last: Int) -> Double {
        ends[last] - starts[first]
    }
}
