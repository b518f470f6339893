import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The files under Pipeline/deploy.
@Suite(.timeLimit(.minutes(3))) struct UnitFileTests {
    private static let services = ["smartclip-watch.service", "smartclip-run.service"]
    private static let units = services + ["smartclip-run.path", "smartclip-run.timer"]
    private static let inbox = "/srv/videos/inbox"
    private static let outbox = "/srv/videos/outbox"

    /// The flags of each command, and whether they take a value.
    private static let flags: [String: [String: Bool]] = [
        "watch": [
            "--output": true, "--config": true, "--quiet": true, "--poll": true, "--min-free": true, "--once": false,
            "--grace": true, "--on-ready": true, "--on-error": true, "--hook-limit": true, "--metrics-file": true,
            "--log-format": true, "--log-level": true,
        ],
        "run": ["--output": true, "--settle": true, "--progress": true],
    ]

    /// A command line of smartclip, taken apart; nil where it has a flag that smartclip does not know.
    private func parse(_ line: String) -> (command: String, paths: [String], flags: [String: String])? {
        var words = line.split(separator: " ").map(String.init)[...]
        guard words.popFirst()?.hasSuffix("smartclip") == true, let command = words.popFirst(),
            let known = Self.flags[command]
        else { return nil }
        var paths: [String] = []
        var flags: [String: String] = [:]
        while let word = words.popFirst() {
            guard word.hasPrefix("-") else {
                paths.append(word)
                continue
            }
            guard let takesValue = known[word] else { return nil }
            guard let value = takesValue ? words.popFirst() : "" else { return nil }
            flags[word] = value
        }
        return (command, paths, flags)
    }

    @Test func theWatcherIsTheDaemonItSaysItIs() throws {
        let unit = try UnitFile("smartclip-watch.service")
        for (name, value) in [
            ("Type", "notify"), ("NotifyAccess", "main"), ("Restart", "on-failure"),
            ("RestartPreventExitStatus", "2 3"),
            ("KillMode", "mixed"), ("ExecReload", "/bin/kill -HUP $MAINPID"), ("WatchdogSec", "2min"),
            ("WatchdogSignal", "SIGKILL"), ("EnvironmentFile", "-/etc/smartclip/environment"), ("User", "smartclip"),
        ] {
            #expect(unit.value("Service", name) == value, "\(name)")
        }
        let line = try #require(unit.value("Service", "ExecStart").flatMap { parse($0) })
        #expect(line.command == "watch")
        // It must have ended by itself before systemd loses patience, with the two seconds that a hook is given.
        let grace = try #require(line.flags["--grace"].flatMap { Int($0) })
        let patience = try #require(unit.value("Service", "TimeoutStopSec").flatMap { Int($0.dropLast()) })
        #expect(patience >= grace + 10)
        #expect(unit.value("Install", "WantedBy") == "multi-user.target")
    }

    @Test func aRunEndsAndLeavesFreshFilesAlone() throws {
        let unit = try UnitFile("smartclip-run.service")
        #expect(unit.value("Service", "Type") == "oneshot")
        let line = try #require(unit.value("Service", "ExecStart").flatMap { parse($0) })
        #expect(line.command == "run" && line.flags["--progress"] == "none")
        // What started the run has to be old enough when it looks.
        let settle = try #require(line.flags["--settle"].flatMap { Int($0) })
        let wait = unit.value("Service", "ExecStartPre")?.split(separator: " ").last.flatMap { Int($0) }
        #expect(try #require(wait) > settle)
        #expect(try UnitFile("smartclip-run.path").value("Path", "PathChanged") == Self.inbox)
        #expect(try UnitFile("smartclip-run.timer").value("Timer", "OnUnitInactiveSec") != nil)
    }

    @Test(arguments: services)
    func itWritesTheOutboxAlone(_ name: String) throws {
        let unit = try UnitFile(name)
        let line = try #require(unit.value("Service", "ExecStart").flatMap { parse($0) })
        #expect(line.paths == [Self.inbox] && line.flags["--output"] == Self.outbox)
        // The "-" lets the folders be elsewhere.
        #expect(unit.values("Service", "ReadOnlyPaths") == ["-\(Self.inbox)", "/run /dev/shm"])
        #expect(unit.value("Service", "ReadWritePaths") == "-\(Self.outbox)")
        #expect(unit.value("Unit", "RequiresMountsFor") == "\(Self.inbox) \(Self.outbox)")
        for (setting, value) in [
            ("NoNewPrivileges", "yes"), ("ProtectSystem", "strict"), ("ProtectHome", "yes"), ("PrivateTmp", "yes"),
            ("PrivateDevices", "yes"), ("PrivateNetwork", "yes"), ("RestrictAddressFamilies", "AF_UNIX"),
            ("MemoryDenyWriteExecute", "yes"), ("CapabilityBoundingSet", ""), ("OOMPolicy", "continue"),
        ] {
            #expect(unit.value("Service", setting) == value, "\(setting)")
        }
        // Without capset the guardian of the encoders cannot start them.
        #expect(unit.section("Service")["SystemCallFilter"] == ["@system-service", "~@privileged", "capset"])
    }

    @Test func bothServicesAreLockedUpAlike() throws {
        let parts = try Self.services.map { name in
            let text = try UnitFile(name).text
            let start = try #require(text.firstRange(of: "# What it may see and change."))
            return text[start.lowerBound...].split(separator: "\n[Install]")[0].split(separator: "\n")
        }
        #expect(parts[0].count > 40 && parts[0] == parts[1])
    }

    @Test func theCronLineIsOneThatCronUnderstands() throws {
        let text = String(decoding: try Files.read(UnitFile.folder.appending("smartclip.cron")), as: UTF8.self)
        // Cron passes over a last line without an end, and reads a percent sign as one.
        #expect(text.hasSuffix("\n"))
        let lines = text.split(separator: "\n").filter { !$0.hasPrefix("#") && !$0.contains("=") }
        let line = try #require(lines.count == 1 ? lines.first : nil)
        #expect(!line.contains("%"))
        let words = line.split(separator: " ").map(String.init)
        #expect(words[5...6] == ["smartclip", "nice"])
        let command = try #require(parse(words[7...].joined(separator: " ")))
        #expect(command.command == "run" && command.paths == [Self.inbox])
        #expect(command.flags == ["--output": Self.outbox, "--settle": "60", "--progress": "none"])
    }

    private static let analyzer = ["/usr/bin/systemd-analyze", "/bin/systemd-analyze"].first {
        (try? FileFacts(of: FilePath($0))) != nil
    }

    @Test(.enabled(if: analyzer != nil, "systemd-analyze is not installed"), arguments: units)
    func systemdFindsNoFault(_ name: String) async throws {
        let analyzer = try #require(Self.analyzer)
        try await ScratchFolder.with { scratch in
            // The program need not be installed here; everything else is as it stands.
            for unit in Self.units {
                let text = try UnitFile(unit).text.replacing("/usr/local/bin/smartclip ", with: "/bin/true ")
                try AtomicFile.write(text.utf8, to: scratch.path.appending(unit))
            }
            let result = try await Subprocess.run(
                .path(FilePath(analyzer)),
                arguments: ["verify", "--man=no", scratch.path.appending(name).string],
                input: .none,
                output: .string(limit: 1 << 16),
                error: .combinedWithOutput
            )
            let said = result.standardOutput
            #expect(result.terminationStatus == .exited(0), "\(said)")
            #expect(!said.contains(scratch.path.string) && !said.contains("smartclip"), "\(said)")
        }
    }
}
