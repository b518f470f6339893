import FoundationEssentials
import Intake
package import Manifest
package import Outbox
import StateFiles
import SystemPackage

/// What was spent on language models, by day and by video, and whether more may be.
///
/// Each request is written down before it is sent, with the most that it may take, and again when it is answered, with what it
/// took: a request whose end nobody knows counts as its most. The lines stand in `.smartclip/spending/DAY.ndjson` and are never
/// changed, so a restart forgets nothing, and several processes on one outbox keep to one budget. A day is one of UTC.
///
/// Memory grows with the number of requests of the days that are looked at: today, or all where a video has a budget.
package actor Spending {
    /// What may be spent.
    package struct Budget: Sendable, Equatable {
        /// Tokens in and out.
        package var tokens: Int?
        /// US dollars.
        package var dollars: Double?

        package init(tokens: Int? = nil, dollars: Double? = nil) {
            self.tokens = tokens
            self.dollars = dollars
        }

        package var isLimited: Bool { tokens != nil || dollars != nil }
    }

    package typealias Line = SpendingLine
    package typealias Amount = SpendingLine.Amount

    /// More bytes than the requests of a day have.
    private static let largest = 1 << 30

    private let folder: Place
    private let lock: SharedLock
    /// By file name, how far it was read.
    private var read: [String: Int64] = [:]
    /// By file name and id, the newest line.
    private var lines: [String: [String: Line]] = [:]
    /// Whether one of this process has the files, and those of it that wait for them.
    private var isBusy = false
    private var waiting: [CheckedContinuation<Void, Never>] = []

    package init(_ outbox: Outbox) {
        folder = outbox.ownFolder.appending("spending")
        lock = outbox.lock(named: "spending")
    }

    /// Writes down that a request is about to be sent; throws a `Refusal` where it would go beyond a budget. A line of the same id
    /// takes the place of an earlier one: a request that is about to be repeated, with the most that all its tries may take.
    package func reserve(_ line: Line, video: Budget, day: Budget) async throws {
        // Whoever has taken the video over asks for the same.
        try Fence.check()
        let name = Self.fileName(line.at)
        try await alone {
            try refresh(name)
            if day.isLimited {
                let others = (lines[name] ?? [:]).values.filter { $0.id != line.id }
                try Self.check(sum(of: others), line.amount, day, "today's")
            }
            if video.isLimited {
                for other in try files() where other != name { try refresh(other) }
                let own = lines.values.flatMap { $0.values.filter { $0.video == line.video && $0.id != line.id } }
                try Self.check(sum(of: own), line.amount, video, "the video's")
            }
            try append(line, to: name)
            // Who was taken for dead in between has spent nothing yet, and must not: others may have counted without this line. Whoever
            // takes the lock from here on reads it.
            try Fence.check()
        }
    }

    /// Writes down what a request took, into the file of the day on which it was sent.
    package func settle(_ line: Line, sentAt: Timestamp) async throws {
        try await alone { try append(line, to: Self.fileName(sentAt)) }
    }

    /// Why a request is not sent.
    package struct Refusal: Error, Sendable {
        package let message: String
    }

    /// Runs a body while nobody else, here or in another process, has the files.
    ///
    /// A wait for the lock of a file holds a thread of the pool, so that many of them would starve whoever has it: of this process
    /// one at a time waits.
    private func alone(_ body: () throws -> Void) async throws {
        if isBusy { await withCheckedContinuation { waiting.append($0) } } else { isBusy = true }
        defer { if waiting.isEmpty { isBusy = false } else { waiting.removeFirst().resume() } }
        try await lock.holding { try body() }
    }

    private static func check(_ spent: Amount, _ more: Amount, _ budget: Budget, _ whose: String) throws {
        if let most = budget.tokens, spent.tokens + more.tokens > most {
            throw Refusal(
                message:
                    "\(whose) budget of \(most) tokens: \(spent.tokens) are spent, and \(more.tokens) more may be needed"
            )
        }
        if let most = budget.dollars {
            let (before, now) = (spent.usd ?? 0, more.usd ?? 0)
            if before + now > most {
                throw Refusal(
                    message:
                        "\(whose) budget of \(most.dollars): \(before.dollars) are spent, and \(now.dollars) more may be needed"
                )
            }
        }
    }

    private func sum(of lines: [Line]) -> Amount {
        lines.reduce(into: Amount()) { sum, line in
            sum.requests += line.amount.requests
            sum.promptTokens += line.amount.promptTokens
            sum.completionTokens += line.amount.completionTokens
            sum.usd = line.amount.usd.map { $0 + (sum.usd ?? 0) } ?? sum.usd
        }
    }

    private func files() throws -> [String] {
        guard try folder.factsIfPresent() != nil else { return [] }
        return try folder.list().map(\.string).filter { $0.hasSuffix(".ndjson") }
    }

    /// Reads what was added to a file since it was last read, by any process. A line that a killed process has left half is passed
    /// over.
    private func refresh(_ name: String) throws {
        let place = folder.appending(name)
        let file: FileDescriptor
        do {
            // Opened before it is looked at: only then does a machine ask a server for what others have written (close-to-open, nfs(5)).
            file = try place.open()
        } catch {
            if error.isMissing { return }
            throw error
        }
        // Only read from; a failing close loses nothing.
        defer { try? file.close() }
        let facts = try FileFacts(of: file, name: place.path)
        // One that became shorter is another, which somebody put there: it is read anew.
        let from = read[name].flatMap { $0 <= Int64(facts.bytes) ? $0 : nil } ?? 0
        guard Int64(facts.bytes) > from else { return }
        guard facts.bytes <= Self.largest else { throw FileError("read", place.path, .fileTooLarge) }
        var bytes = [UInt8](repeating: 0, count: facts.bytes - Int(from))
        let count = try bytes.withUnsafeMutableBytes { try file.read(fromAbsoluteOffset: from, into: $0) }
        for text in bytes.prefix(count).split(separator: UInt8(ascii: "\n")) {
            guard let line = try? JSONText.decode(Line.self, from: Data(text)), line.amount.isCredible else { continue }
            lines[name, default: [:]][line.id] = line
        }
        read[name] = from + Int64(count)
    }

    private func append(_ line: Line, to name: String) throws {
        try folder.makeDirectory()
        let place = folder.appending(name)
        let file = try place.openToAppend()
        // What is written is synced; a failing close loses nothing.
        defer { try? file.close() }
        let end = try file.seek(offset: 0, from: .end)
        var text = Array(try JSONText.line(line))
        var last: UInt8 = 0
        if end > 0 {
            let count = try withUnsafeMutableBytes(of: &last) { try file.read(fromAbsoluteOffset: end - 1, into: $0) }
            // Half a line of a killed process is ended first.
            if count == 1, last != UInt8(ascii: "\n") { text.insert(UInt8(ascii: "\n"), at: 0) }
        }
        // Of two machines that add to a file at once one may overwrite the other's line, where a server keeps it.
        try Fence.check()
        try file.writeAll(text)
        try place.sync()
    }

    private static func fileName(_ time: Timestamp) -> String { "\(time.description.prefix(10)).ndjson" }
}

extension SpendingLine.Amount {
    /// Whether it can be what requests took: nothing below nothing, and such that a day's can be added up.
    fileprivate var isCredible: Bool {
        let counts = [requests, promptTokens, completionTokens, cachedTokens]
        return counts.allSatisfy { 0...1_000_000_000 ~= $0 } && audioSeconds >= 0 && (usd ?? 0) >= 0
    }

    /// What so many requests of the same kind take.
    package func times(_ count: Int) -> SpendingLine.Amount {
        var sum = self
        sum.requests *= count
        sum.promptTokens *= count
        sum.completionTokens *= count
        sum.cachedTokens *= count
        sum.audioSeconds *= Double(count)
        sum.usd = usd.map { $0 * Double(count) }
        return sum
    }
}
