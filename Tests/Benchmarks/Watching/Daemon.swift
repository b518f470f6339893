import FoundationEssentials
import Glibc
import Manifest
import StateFiles
import SystemPackage

/// A `smartclip watch` that is measured.
struct Daemon {
    let inbox: FilePath
    let outbox: FilePath
    private let child: Child

    /// Starts it and waits until it has looked at everything and nothing is left to do.
    static func with<Value>(
        _ inbox: FilePath,
        _ outbox: FilePath,
        _ flags: [String] = [],
        _ body: (Daemon) throws -> Value
    ) throws -> Value {
        try Files.makeDirectory(inbox)
        var command = try Command.smartclip(["watch", inbox.string, "-o", outbox.string, "--min-free", "0"] + flags)
        command.errors = outbox.removingLastComponent().appending("watch.log")
        let daemon = Daemon(inbox: inbox, outbox: outbox, child: try Child(command))
        do {
            try daemon.rest()
            let value = try body(daemon)
            try daemon.stop()
            return value
        } catch {
            kill(daemon.child.pid, SIGKILL)
            throw error
        }
    }

    /// What it and its helper have used up.
    func usage() throws -> Usage {
        try Usage(of: [child.pid] + Usage.children(of: child.pid, named: "smartclip-inotify"))
    }

    /// What it tells of itself.
    struct Standing: Decodable {
        struct Counts: Decodable {
            var waiting, queued, active, ready, partial, failed: Int
        }
        let mode: String
        let counts: Counts
    }

    /// How it stands; nil before it has said so.
    func standing() throws -> Standing? {
        guard let bytes = try Files.readIfPresent(outbox.appending(".smartclip/watch.json")) else { return nil }
        return try JSONText.decode(Standing.self, from: Data(bytes))
    }

    /// Waits until events come, nothing is left to do, and that has been so for two seconds: it writes down how it stands
    /// once a second.
    func rest(within limit: Double = 600) throws {
        var still = 0
        try wait(within: limit, for: "rest") {
            usleep(100_000)
            let now = try standing()
            let isAtRest = now.map {
                $0.mode == "events" && $0.counts.waiting + $0.counts.queued + $0.counts.active == 0
            }
            still = isAtRest == true ? still + 1 : 0
            return still > 20
        }
    }

    /// Looks again and again, at most once a millisecond, until something is so.
    func wait(within limit: Double, for what: String, _ isSo: () throws -> Bool) throws {
        let end = ContinuousClock.now + .seconds(limit)
        while try !isSo() {
            guard .now < end else { throw BenchError("waited \(Int(limit)) s for \(what)") }
            guard kill(child.pid, 0) == 0 else { throw BenchError("the watcher is gone") }
            usleep(1000)
        }
    }

    /// Ends it as a service manager does.
    private func stop() throws {
        kill(child.pid, SIGTERM)
        var child = child
        var figures = Figures()
        let end = ContinuousClock.now + .seconds(60)
        while try !child.hasEnded(&figures) {
            guard .now < end else { throw BenchError("the watcher does not end") }
            usleep(10_000)
        }
    }
}
