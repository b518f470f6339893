import FoundationEssentials
public import Manifest
package import StateFiles
import SystemPackage

extension WatchStatus {
    /// Reads how the watcher of an outbox stands; nil where none watches.
    public init?(of outbox: Outbox) throws {
        guard outbox.watchLock.isHeld, let bytes = try outbox.watchStatus.readIfPresent(),
            let status = try? JSONText.decode(WatchStatus.self, from: Data(bytes))
        else { return nil }
        self = status
    }
}

extension Outbox {
    /// Held for as long as a watcher lives.
    package var watchLock: SharedLock {
        lock(named: "watch") { [self] in try workshop.removeTemporaries(of: "watch.json.") }
    }
    package var watchStatus: Place { ownFolder.appending("watch.json") }
}
