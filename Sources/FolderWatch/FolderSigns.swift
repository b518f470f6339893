import StateFiles
public import SystemPackage

/// Notices what happens in folders.
///
/// The helper `smartclip-inotify` is told of changes by the kernel and passes them on. It is started again when what it
/// knows is no longer right, and where it cannot work the folders are polled. Each time signs begin anew, everything is
/// to be looked at, so that nothing is missed in between.
public struct FolderSigns: Sendable {
    let roots: [WatchedRoot]
    let helper: FilePath
    let plan: Plan

    /// Signs of what happens below roots, which may overlap.
    ///
    /// - Parameters:
    ///   - roots: At least one, each a path from the root of the file system.
    ///   - helper: The path of `smartclip-inotify`.
    ///   - plan: How often to look where no event says when.
    public init(roots: [WatchedRoot], helper: FilePath, plan: Plan = Plan()) {
        self.roots = roots
        self.helper = helper
        self.plan = plan
    }

    /// Runs until the task is cancelled, and then throws `CancellationError`; the helper has ended by then.
    ///
    /// `take` is called in order, one at a time. While it works, signs wait in the helper's pipe and in the kernel's queue,
    /// and nowhere else; if that runs over, everything is to be looked at.
    public func run(_ take: @escaping @Sendable (FolderSign) async -> Void) async throws {
        let gate = SignGate(take)
        var restarts = Restarts(retry: plan.helperRetry)
        var reason = "start"
        while true {
            try Task.checkCancellation()
            if let missing = missingRoot {
                try await wait(for: missing, gate)
                reason = "\(missing) is there"
            } else if let poll = plan.poll {
                try await self.poll(every: poll, because: "so it is set", gate) { true }
            } else if let remote = remoteRoot {
                let because = "\(remote) is on a file system that does not tell of all changes"
                try await poll(every: plan.networkPoll, because: because, gate) { remoteRoot != nil }
            } else {
                let ending = try await watch(because: reason, gate)
                reason = ending.cause.reason
                // Waiting for a root that went is no pause to make.
                if missingRoot != nil { continue }
                switch restarts.answer(ending) {
                case .again(let pause): try await Task.sleep(for: pause)
                case .poll(let time):
                    let end = ContinuousClock.now + time
                    try await poll(every: min(plan.networkPoll, time), because: reason, gate) { .now < end }
                }
            }
        }
    }

    /// Watches with the helper until it ends, and brings the regular look.
    private func watch(because reason: String, _ gate: SignGate) async throws -> HelperEnding {
        try await withThrowingTaskGroup(of: HelperEnding.self) { group in
            group.addTask { try await HelperRun(helper, roots).run(because: reason, gate) }
            group.addTask {
                while true {
                    try await Task.sleep(for: plan.fullLook)
                    await gate.pass(.everything("regular look"))
                }
            }
            defer { group.cancelAll() }
            guard let ending = try await group.next() else { throw CancellationError() }
            return ending
        }
    }

    private var remoteRoot: FilePath? {
        roots.first { FileSystemKind.isRemote($0.path) }?.path
    }
}
