import FoundationEssentials

extension Array where Element: Sendable {
    /// What becomes of the work that is under way when another piece of it fails.
    package enum Others {
        /// It is given up.
        case cancelled
        /// It is waited for: its result is paid for, and kept elsewhere.
        case awaited
    }

    /// Maps the elements, at most `width` at once, and gives the results in the elements' order.
    ///
    /// `done` is called with the place and the result of each as it ends. After the first failure no other is begun; it is thrown when
    /// those under way have ended. So is a cancellation.
    ///
    /// Task groups with a limit stand here alone. Swift 6.3.1's optimiser makes wrong code of a closure that is added to a group
    /// and ends in `do { return (index, .success(try await …)) } catch { return (index, .failure(error)) }`: the index is
    /// overwritten while the call is waited for. So the result is known before a pair is made of it.
    package func mapAtOnce<Value: Sendable>(
        _ width: Int,
        others: Others,
        _ work: @escaping @Sendable (Element) async throws -> Value,
        done: (Int, Value) -> Void = { _, _ in }
    ) async throws -> [Value] {
        var values = [Value?](repeating: nil, count: count)
        var failure: (any Error)?
        await withTaskGroup(of: Ended<Value>.self) { group in
            var begun = Swift.min(Swift.max(width, 1), count)
            for index in 0..<begun { group.begin(self[index], at: index, work) }
            while let ended = await group.next() {
                switch ended.result {
                case .success(let value):
                    values[ended.index] = value
                    done(ended.index, value)
                case .failure(let error):
                    if failure == nil { failure = error }
                    if others == .cancelled { group.cancelAll() }
                }
                // Work that never waits does not notice a cancellation by itself.
                if failure == nil, begun < count, !Task.isCancelled {
                    group.begin(self[begun], at: begun, work)
                    begun += 1
                }
            }
        }
        if let failure { throw failure }
        try Task.checkCancellation()
        return values.compactMap { $0 }
    }
}

extension Array {
    /// The elements in their order, so many together: for work on each of them that is too small to be handed out alone.
    package func inChunks(of size: Int) -> [[Element]] {
        stride(from: 0, to: count, by: size).map { Array(self[$0..<Swift.min($0 + size, count)]) }
    }
}

extension Int {
    /// How many processors there are: as many pieces of work at once keep them busy.
    package static var cores: Int { ProcessInfo.processInfo.activeProcessorCount }
}

/// The work on one element that has ended.
private struct Ended<Value: Sendable>: Sendable {
    let index: Int
    let result: Result<Value, any Error>
}

extension TaskGroup {
    /// Begins the work on one element.
    fileprivate mutating func begin<Element: Sendable, Value: Sendable>(
        _ element: Element,
        at index: Int,
        _ work: @escaping @Sendable (Element) async throws -> Value
    ) where ChildTaskResult == Ended<Value> {
        addTask {
            let result: Result<Value, any Error>
            do {
                result = .success(try await work(element))
            } catch {
                result = .failure(error)
            }
            return Ended(index: index, result: result)
        }
    }
}
