public import StateFiles

/// What the file system of an outbox gives to machines that share it, as far as one of them can find out by trying.
public struct SharingReport: Sendable, Equatable {
    /// How far file locks reach, by the kind of file system and how it is mounted.
    public var reach: LockReach
    /// Whether a file lock keeps a second one out at all.
    public var hasLocks: Bool
    /// Whether files have second names, of which leases are made.
    public var hasLinks: Bool
    /// Whether machines share the outbox by leases already.
    public var isShared: Bool

    /// Tries it in an outbox; nothing is left there.
    public init(of outbox: Outbox) throws(FileError) {
        reach = Outbox.lockReach(at: outbox.root)
        isShared = outbox.isShared
        let name = "trial-\(UInt64.random(in: .min ... .max))"
        let trial = outbox.workshop.appending(name)
        try trial.write([])
        defer { try? trial.removeFile() }  // It holds nothing.
        hasLocks = try FileLock.keepsOthersOut(trial)
        let second = outbox.workshop.appending("\(name).second")
        hasLinks = try trial.linkIfPossible(to: second)
        try second.removeFile()
    }

    /// Made by hand.
    public init(reach: LockReach, hasLocks: Bool = true, hasLinks: Bool = true, isShared: Bool = false) {
        self.reach = reach
        self.hasLocks = hasLocks
        self.hasLinks = hasLinks
        self.isShared = isShared
    }

    /// What several machines may make of it.
    public enum Verdict: Sendable, Equatable {
        case safe
        /// One machine may work on it; of several nothing is known.
        case doubtful
        /// Videos would be worked on, and paid for, twice.
        case unsafe
    }

    /// What comes of it where machines see each other in a way, and one line that says so.
    public func told(_ way: Sharing) -> (Verdict, String) {
        guard hasLocks else {
            return (.unsafe, "\(kind): its locks keep nobody out; two commands at once would do the same work twice")
        }
        if way == .locks, isShared {
            return (
                .unsafe, "\(kind): machines share it by leases, and locks alone do not see those; not --sharing locks"
            )
        }
        let byLease = "machines see each other by leases; the videos of one that dies are taken over after a minute"
        if isShared { return (.safe, "\(kind): \(byLease)") }
        switch (reach, way) {
        case (.allMachines, .auto), (.allMachines, .locks):
            return (.safe, "\(kind): locks hold on all machines that mount it")
        case (.thisMachineOnly, .auto), (.thisMachineOnly, .locks):
            return (
                .safe,
                "\(kind): of this machine alone; where others mount it too, --sharing lease, once, lets them share it"
            )
        case (.broken(_, let remedy), .locks):
            return (.doubtful, "\(kind): locks hold on this machine only; let it do all the work, or \(remedy)")
        case (.unknown, .locks):
            return (.doubtful, "\(kind): whether its locks hold on other machines is not known")
        case (_, .lease), (.broken, .auto), (.unknown, .auto):
            if hasLinks { return (.safe, "\(kind): \(byLease), from the first run on") }
        }
        let lack = "it has no links, of which leases are made"
        if case .broken(_, let remedy) = reach {
            return (
                .unsafe,
                "\(kind): locks hold on this machine only, and \(lack); \(remedy), or let this machine do all the work "
                    + "(--sharing locks)"
            )
        }
        return (way == .lease ? .unsafe : .doubtful, "\(kind): \(lack); let one machine do all the work")
    }

    private var kind: String {
        switch reach {
        case .thisMachineOnly(let kind), .allMachines(let kind), .broken(let kind, _), .unknown(let kind): kind
        }
    }
}
