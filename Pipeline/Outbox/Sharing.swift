public import StateFiles
public import SystemPackage

/// How processes see that another works on a video.
public enum Sharing: String, Sendable, CaseIterable {
    /// By leases where the outbox was ever shared by them, or its file system may not carry locks to other machines; else by locks.
    case auto
    /// By leases beside locks, and from now on always in this outbox.
    case lease
    /// By locks alone.
    case locks
}

extension Outbox {
    /// Stands where machines share the outbox by leases. One says so for all: who exports the folder from its own disk sees nothing
    /// else of it.
    var sharedMark: Place { ownFolder.appending("shared") }

    /// How far locks reach on the file system of the outbox.
    public static func lockReach(at root: FilePath) -> LockReach {
        // Where the kernel does not say, nothing is known.
        let table = (try? Files.read("/proc/self/mountinfo")) ?? []
        return LockReach(of: Files.real(root), mounts: String(decoding: table, as: UTF8.self)) ?? .unknown(kind: "?")
    }

    /// Whether leases are to begin in an outbox that is not shared yet.
    func wantsLeases(_ sharing: Sharing) -> Bool {
        switch sharing {
        case .lease: return true
        case .locks: return false
        case .auto:
            switch Self.lockReach(at: root) {
            case .thisMachineOnly, .allMachines: return false
            case .broken, .unknown: return true
            }
        }
    }

    /// Has all processes take leases from now on. False where the file system has no links, of which leases are made.
    func share() throws(FileError) -> Bool {
        let own = workshop.appending("shared-\(Sharing.auto.rawValue)-\(UInt64.random(in: .min ... .max))")
        try own.write("machines share this outbox by leases, in leases/\n".utf8)
        let isLinked = try own.linkIfPossible(to: sharedMark)
        try own.removeFile()
        return isLinked
    }

    /// Removes half files of other machines, or of this one under another name, that are a day old by the server's own clock: their
    /// writers are dead, and nobody else can tell.
    func sweepForOthers() throws(FileError) {
        let now = try ownFolder.appending("writable").facts().modified
        for folder in [workshop, entryWorkshop] {
            for name in try folder.list() where AtomicFile.isOfAnotherHost(name) {
                guard let facts = try folder.appending(name).factsIfPresent() else { continue }
                if now - facts.modified > 86_400 * 1_000_000_000 { try folder.appending(name).removeFile() }
            }
        }
    }

    /// A lock of one of the outbox's own files or folders.
    package func lock(
        named name: String,
        times: LeaseTimes = .usual,
        afterTakeOver: @escaping @Sendable () throws -> Void = {}
    ) -> SharedLock {
        let local = locks.appending("\(name).lock")
        guard isShared else { return SharedLock(local) }
        return SharedLock(
            local,
            lease: ownFolder.appending("leases").appending(name),
            workshop: workshop,
            times: times,
            afterTakeOver: afterTakeOver
        )
    }

    /// The lock of one video; it is held while anything is done for it.
    package func lock(of id: VideoID) -> SharedLock { lock(ofShort: id.short) }

    /// The same by the short form of its id.
    package func lock(ofShort id: String) -> SharedLock {
        lock(named: id) { [self] in try fenceOff(id) }
    }

    /// Removes what a process that was taken for dead may still put in its place: half files, and what its stages made.
    func fenceOff(_ id: String) throws {
        if let entry = try ContentIndex(outbox: self).entry(named: id) {
            let folder = folder(entry.folder)
            for place in [folder.place, folder.file("state")] where try place.factsIfPresent() != nil {
                try place.removeTemporaries()
            }
        }
        try workshop.removeTemporaries(of: id)
        try attempts.appending(id).removeTreeForGood()
    }
}

extension Place {
    /// Removes temporary files, whoever writes them: all, or those of names that begin like this.
    package func removeTemporaries(of prefix: String = "") throws(FileError) {
        for name in try list() where AtomicFile.isTemporary(name) && name.string.hasPrefix(".\(prefix)") {
            try appending(name).removeFile()
        }
    }

    /// Removes a folder that another process may still be making files in.
    package func removeTreeForGood() throws(FileError) {
        for _ in 0..<8 {
            do throws(FileError) {
                return try removeTree()
            } catch {
                guard [.directoryNotEmpty, .fileExists].contains(error.errno) else { throw error }
            }
        }
        try removeTree()
    }
}
