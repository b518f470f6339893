/// Hands on the signs of several tasks one at a time, in the order in which they come. A task waits until its sign is taken, so
/// that no signs pile up.
actor SignGate {
    private let take: @Sendable (FolderSign) async -> Void
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    init(_ take: @escaping @Sendable (FolderSign) async -> Void) {
        self.take = take
    }

    /// Returns when the sign is taken.
    func pass(_ signs: FolderSign...) async {
        if isBusy {
            // `isBusy` stays true when this is resumed: the turn passes on to this task.
            await withCheckedContinuation { waiting.append($0) }
        } else {
            isBusy = true
        }
        for sign in signs { await take(sign) }
        if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
    }
}
