/// Counts at places, whose sums up to a place are found without going through them: a Fenwick tree.
struct PrefixCounts {
    private var tree: [Int]

    /// Nothing at any of so many places.
    init(count: Int) {
        tree = [Int](repeating: 0, count: count + 1)
    }

    /// Adds to the count at a place. O(log places).
    mutating func add(_ count: Int, at place: Int) {
        var index = place + 1
        while index < tree.count {
            tree[index] += count
            index += index & -index
        }
    }

    /// The sum of the counts at all places before one. O(log places).
    func sum(before place: Int) -> Int {
        var sum = 0
        var index = place
        while index > 0 {
            sum += tree[index]
            index -= index & -index
        }
        return sum
    }
}
