import StateFiles
import SystemPackage

extension FolderSigns {
    /// The first root that is not there, or is no folder.
    var missingRoot: FilePath? {
        roots.first { root in
            do {
                return try FileFacts.ifPresent(root.path)?.kind != .directory
            } catch {
                // It is there, as far as can be told; why it cannot be looked at, the look will say.
                return false
            }
        }?.path
    }

    /// Says that everything is to be looked at, again and again, while a condition holds and every root is there.
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

    /// Waits until a root is there. Nothing tells of a path that does not exist yet, so it is looked for, once a second
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
