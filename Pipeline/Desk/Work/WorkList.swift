/// The orders that wait. Pure: what is asked for twice is done once, and what somebody waits for comes first.
struct WorkList: Sendable, Equatable {
    private(set) var waiting: [WorkOrder] = []

    /// Takes in an order; false where the same waits already.
    mutating func add(_ order: WorkOrder) -> Bool {
        if waiting.contains(order) { return false }
        if order.isUrgent {
            // Cutting all that changed does this too.
            waiting.removeAll { $0.video == order.video && $0.kind == .apply }
            let place = waiting.firstIndex { !$0.isUrgent } ?? waiting.count
            waiting.insert(order, at: place)
            return true
        }
        if order.kind == .apply, waiting.contains(where: { $0.video == order.video && $0.kind == .createClip }) {
            return false
        }
        waiting.append(order)
        return true
    }

    /// Takes out the next.
    mutating func next() -> WorkOrder? { waiting.isEmpty ? nil : waiting.removeFirst() }
}
