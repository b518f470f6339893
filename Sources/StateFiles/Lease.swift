import SystemPackage

/// A lock for machines whose file locks do not reach each other: a file that says who has it, and signs of life beside it.
///
/// Three kinds of files, in one folder:
/// - `NAME`: who has it. Made by link(2) where nothing stands.
/// - `NAME.beat-TOKEN`: the holder's sign of life, which only it writes, by a rename every few seconds.
/// - `NAME.after-TOKEN`: who comes after the holder with that token. Made by link(2), so that each holder has one successor and no
///   more, however many wait; who is named there is the holder, from that moment. Then it is renamed over `NAME`.
///
/// A holder that gives its lease up is its own successor first, so that nobody takes over what it is about to remove. So no file is
/// ever replaced or removed by somebody who is not certain to be the only one that may, and tokens, which are never used twice, tell who
/// came too late.
struct Lease: Sendable {
    let place: Place
    let files: LeaseFiles
    let times: LeaseTimes

    init(_ place: Place, files: LeaseFiles, times: LeaseTimes = .usual) {
        self.place = place
        self.files = files
        self.times = times
    }

    /// Who has it now.
    struct Standing: Sendable {
        var holder: LeaseHolder
        /// The tokens of those before it whose files still stand.
        var passed: [String] = []
    }

    /// What a try to take it came to.
    enum Attempt: Sendable {
        /// It is this process's; `from` is who had it and is dead.
        case taken(from: LeaseHolder?)
        case held(Standing)
    }

    /// Who has it; nil where nobody does.
    func standing() throws(FileError) -> Standing? {
        try files.freshen(place.parent)
        guard let first = try holder(at: place) else { return nil }
        var standing = Standing(holder: first)
        while let next = try holder(at: after(standing.holder.token)) {
            standing.passed.append(standing.holder.token)
            // Somebody has planted it.
            if standing.passed.contains(next.token) {
                throw FileError("follow", place.path, .tooManySymbolicLinkLevels)
            }
            standing.holder = next
        }
        return standing
    }

    /// Tries to take it, from nobody or from a holder that is dead.
    func attempt(_ own: LeaseHolder, isDead: (Standing) throws(FileError) -> Bool) throws(FileError) -> Attempt {
        for _ in 0..<64 {
            guard let standing = try standing() else {
                if try files.put(own, at: place) { return .taken(from: nil) }
                continue
            }
            if standing.holder.token == own.token { return .taken(from: nil) }
            guard try isDead(standing) else { return .held(standing) }
            let claim = after(standing.holder.token)
            var successor = own
            successor.isSuccessor = true
            guard try files.put(successor, at: claim) else { continue }
            guard let now = try self.standing(), now.holder.token == own.token else {
                // It came too late: that holder has given it up, or had its successor, long since.
                try files.remove(claim)
                continue
            }
            try settle(now)
            return .taken(from: standing.holder)
        }
        throw FileError("take", place.path, .fileExists)
    }

    /// Makes who was put after dead holders stand in their place. Where that fails, it is the holder all the same.
    private func settle(_ standing: Standing) throws(FileError) {
        guard let last = standing.passed.last else { return }
        do {
            try files.rename(after(last), to: place)
        } catch {
            guard let now = try self.standing(), now.holder.token == standing.holder.token else { throw error }
            if !now.passed.isEmpty { return }
        }
        for token in standing.passed {
            // What stays of them is no more than a name that nobody looks for.
            try? files.remove(beat(token))
            if token != last { try? files.remove(after(token)) }
        }
    }

    /// Whether a holder has it still.
    func isHeld(by own: LeaseHolder) throws(FileError) -> Bool { try standing()?.holder.token == own.token }

    /// Gives it up; nothing happens where it was lost.
    func release(_ own: LeaseHolder) throws(FileError) {
        guard try isHeld(by: own) else { return }
        let end = LeaseHolder.new()
        let claim = after(own.token)
        guard try files.put(end, at: claim) else { return }
        guard let now = try standing(), now.holder.token == end.token else { return try files.remove(claim) }
        try files.remove(place)
        for token in now.passed {
            try files.remove(after(token))
            try files.remove(beat(token))
        }
    }

    /// Shows that a holder lives.
    func show(_ own: LeaseHolder, _ count: Int) throws(FileError) {
        // Not synced: after a power cut the holder is dead.
        try beat(own.token).write("\(count)\n".utf8, workshop: files.workshop, isSynced: false)
    }

    /// What changes while a holder lives.
    func sign(of standing: Standing) throws(FileError) -> LeaseWatch.Sign {
        LeaseWatch.Sign(
            token: standing.holder.token,
            beat: try files.read(beat(standing.holder.token))
        )
    }

    private func holder(at place: Place) throws(FileError) -> LeaseHolder? {
        try files.read(place).map { LeaseHolder(parsing: $0) }
    }

    private func after(_ token: String) -> Place { sibling("after-\(token)") }
    private func beat(_ token: String) -> Place { sibling("beat-\(token)") }

    private func sibling(_ more: String) -> Place {
        place.parent.appending("\(place.way.lastComponent?.string ?? "").\(more)")
    }
}
