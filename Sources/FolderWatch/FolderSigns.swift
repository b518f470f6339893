import StateFiles
public import SystemPackage

/// Notices changes in folders.
///
/// The helper `smartclip-inotify` gets them from the kernel and passes them on. It is started again when its list of folders is
/// no longer right, and where it cannot work the folders are polled. Whenever signs begin anew, the first of them asks for a look
/// at everything, so that nothing is missed in between.
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
                // A root that is gone is waited for at once.
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

    /// Watches with the helper until it ends, and asks for the regular look at everything.
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

extension FolderSigns {
    /// How often to look where no event says when.
    public struct Plan: Sendable, Equatable {
        /// Where given, there are no events: everything is looked at again at this interval.
        public var poll: Duration?
        /// The interval where events do not come: on the file systems of other machines, and where the helper cannot run.
        public var networkPoll: Duration
        /// The time between two looks at everything although events come.
        public var fullLook: Duration
        /// The time after which a helper that could not run is tried again.
        public var helperRetry: Duration

        /// A plan; what is not given is as it is for most.
        public init(
            poll: Duration? = nil,
            networkPoll: Duration = .seconds(10),
            fullLook: Duration = .seconds(600),
            helperRetry: Duration = .seconds(300)
        ) {
            self.poll = poll
            self.networkPoll = networkPoll
            self.fullLook = fullLook
            self.helperRetry = helperRetry
        }
    }
}

extension FolderSigns {
    /// The first root that is not there, or is no folder.
    var missingRoot: FilePath? {
        roots.first { root in
            do {
                return try FileFacts.ifPresent(root.path)?.kind != .directory
            } catch {
                // It may be there; the look into it reports why it cannot be read.
                return false
            }
        }?.path
    }

    /// Asks for a look at everything, again and again, while a condition holds and every root is there.
    func poll(
        every interval: Duration,
        because reason: String,
        _ gate: SignGate,
        while condition: () -> Bool
    ) async throws {
        await gate.pass(.mode(.polling(every: interval, because: reason)), .everything(reason))
        while true {
            try await Task.sleep(for: interval)
            guard missingRoot == nil, condition() else { return }
            await gate.pass(.everything("poll"))
        }
    }

    /// Waits until a root is there. The kernel reports nothing of a path that does not exist, so it is looked for, once a second
    /// and then less often. The other roots are polled meanwhile.
    func wait(for root: FilePath, _ gate: SignGate) async throws {
        await gate.pass(.mode(.missing(root)), .everything("\(root) is not there"))
        var pause = 1
        var sinceLook = Duration.zero
        // Once at least: a root that comes and goes all the time must not keep the processor busy.
        repeat {
            try await Task.sleep(for: .seconds(pause))
            sinceLook += .seconds(pause)
            pause = min(pause + 1, 5)
            if roots.count > 1, sinceLook >= plan.networkPoll {
                sinceLook = .zero
                await gate.pass(.everything("poll"))
            }
        } while missingRoot == root
    }
}
