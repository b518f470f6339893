/// A priority queue of items that may be taken out from a time on, the earliest first (a binary heap). Adding and taking cost
/// the logarithm of its size.
struct DelayQueue<Item> {
    typealias Instant = ContinuousClock.Instant

    private var heap: [(time: Instant, item: Item)] = []

    /// When the earliest is due.
    var next: Instant? { heap.first?.time }

    mutating func add(_ item: Item, at time: Instant) {
        heap.append((time, item))
        var child = heap.count - 1
        while child > 0, heap[child].time < heap[(child - 1) / 2].time {
            heap.swapAt(child, (child - 1) / 2)
            child = (child - 1) / 2
        }
    }

    /// Takes out the earliest, if it is due.
    mutating func take(at now: Instant) -> Item? {
        guard let first = heap.first, first.time <= now else { return nil }
        let last = heap.removeLast()
        guard !heap.isEmpty else { return first.item }
        heap[0] = last
        var parent = 0
        while true {
            var least = parent
            for child in [2 * parent + 1, 2 * parent + 2] where child < heap.count {
                if heap[child].time < heap[least].time { least = child }
            }
            if least == parent { return first.item }
            heap.swapAt(parent, least)
            parent = least
        }
    }
}
