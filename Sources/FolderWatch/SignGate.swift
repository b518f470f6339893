/// Hands on signs, one at a time, in the order in which they come; who brings one waits until it is taken.
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
            // Who resumes this leaves the gate busy: it is handed over, not opened.
            await withCheckedContinuation { waiting.append($0) }
        } else {
            isBusy = true
        }
        for sign in signs { await take(sign) }
        if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() }
    }
}
