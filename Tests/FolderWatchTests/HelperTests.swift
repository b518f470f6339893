import FolderWatch
import Glibc
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// The helper by itself, and in surroundings that only a shell can make.
@Suite(.serialized, .timeLimit(.minutes(2))) struct HelperTests {
    private static func run(_ arguments: [String]) async throws -> Program.Ending {
        try await Program(try Watching.helper).run(arguments, in: "/")
    }

    @Test(arguments: [
        [], ["relative"], ["--except", "x"], ["/tmp", "--except"], ["/tmp", "--except", "a/b"],
        ["/tmp", "--except", ""],
        ["/tmp", "--other"],
    ])
    func aCommandLineThatMakesNoSenseIsAFailure(_ arguments: [String]) async throws {
        let ending = try await Self.run(arguments)
        #expect(ending.code == 12)
        #expect(ending.output.hasPrefix(#"{"event":"failed","message":""#) && ending.output.hasSuffix("\"}\n"))
    }

    @Test(arguments: ["/nowhere/at/all", "/etc/passwd"]) func aRootThatIsNoFolderIsStale(_ path: String) async throws {
        let ending = try await Self.run([path])
        #expect(ending.code == 10)
        #expect(ending.output == #"{"event":"stale","reason":"\#(path) is not there, or is no folder"}"# + "\n")
    }

    @Test func theHelperEndsWhenNobodyReads() async throws {
        try await ScratchFolder.with { scratch in
            let result = try await Subprocess.run(
                .path(try Watching.helper),
                arguments: [scratch.path.string],
                input: .none,
                output: .sequence,
                error: .discarded
            ) { execution in
                for try await _ in execution.standardOutput { break }
            }
            #expect(result.terminationStatus == .exited(0))
        }
    }

    @Test func theHelperEndsWhenItsParentDies() async throws {
        try await ScratchFolder.with { scratch in
            // Its output is a file, so that nothing but the parent tells it.
            let script = #""$1" "$2" > "$3" & echo $!; until grep -q watching "$3"; do sleep 0.05; done"#
            let ending = try await Program("/bin/sh").run(
                ["-c", script, "sh", try Watching.helper.string, scratch.path.string, "\(scratch.path).log"],
                in: "/"
            )
            try Files.removeFile(FilePath("\(scratch.path).log"))
            let process = try #require(Int32(ending.output.prefix { $0 != "\n" }))
            try await Self.waitForEnd(of: process)
        }
    }

    /// Waits until a process that is not a child of this one has ended: nothing but a look tells.
    private static func waitForEnd(of process: Int32) async throws {
        for _ in 0..<600 {
            guard let bytes = try Files.readIfPresent(FilePath("/proc/\(process)/stat")) else { return }
            if String(decoding: bytes, as: UTF8.self).contains(") Z ") { return }
            try await Task.sleep(for: .milliseconds(50))
        }
        Issue.record("process \(process) still runs")
        kill(process, SIGKILL)
    }

    @Test func theHelperIsGoneWhenTheSignsEnd() async throws {
        try await Watching.with { watching in
            try await watching.start()
            let count = try Watching.helpers().count
            #expect(count == 1)
        }
        let left = try Watching.helpers()
        #expect(left.isEmpty)
    }

    @Test(.enabled("needs user namespaces") { await can("unshare -U -r true") })
    func theLimitOnWatchesIsTold() async throws {
        let inside = #"echo 3 > /proc/sys/user/max_inotify_watches; exec "$0" "$@""#
        try await ScratchFolder.with { scratch in
            let script = "exec unshare -U -r sh -c '\(inside)' \"$HELPER\" \"$@\""
            try await Watching.with(helper: try FakeHelper.make(script, in: scratch.path)) { watching in
                let log = watching.log
                let seen = try await watching.start()
                for name in ["a", "b", "c"] { try Files.makeDirectory(watching.path(name)) }
                try await log.wait("polling because of the limit", after: seen) { sign in
                    guard case .mode(.polling(.seconds(10), let reason)) = sign else { return false }
                    return reason.hasPrefix("user.max_inotify_watches is 3,")
                }
            }
        }
    }

    @Test(.enabled("needs user namespaces") { await can("unshare -U -r true") })
    func theLimitOnInstancesIsTold() async throws {
        let script = #"echo 0 > /proc/sys/user/max_inotify_instances; exec "$0" /tmp"#
        let ending = try await Program("/usr/bin/unshare").run(
            ["-U", "-r", "sh", "-c", script, try Watching.helper.string],
            in: "/"
        )
        #expect(ending.code == 11)
        #expect(ending.output == #"{"event":"limit","sysctl":"user.max_inotify_instances","value":0}"# + "\n")
    }

    @Test(.enabled("needs mount namespaces") { await can("unshare -m true") }, arguments: ["mount", "umount"])
    func aFileSystemThatComesOrGoesAtARootIsNoticed(_ what: String) async throws {
        let inside = """
            [ \(what) = umount ] && mount -t tmpfs none "$3"
            "$2" "$3" &
            until [ -e "$1.go" ]; do sleep 0.05; done
            [ \(what) = umount ] && umount -l "$3" || mount -t tmpfs none "$3"
            wait $!
            """
        try await ScratchFolder.with { scratch in
            let script = """
                [ -e "$0.go" ] && exec "$HELPER" "$@"
                exec unshare -m sh -c '\(inside)' sh "$0" "$HELPER" "$@"
                """
            let helper = try FakeHelper.make(script, in: scratch.path)
            try await Watching.with(helper: helper) { watching in
                let seen = try await watching.start()
                try TinyVideos.write("", to: FilePath("\(helper).go"))
                try await watching.log.waitForEverything("\(watching.root)", after: seen)
            }
        }
    }

    @Test(.enabled("needs to run as root") { getuid() == 0 })
    func aFolderThatMayNotBeReadIsRefusedAndEnteredWhenItMay() async throws {
        try await ScratchFolder.with { scratch in
            let copy = scratch.path.appending("smartclip-inotify")
            try Program.place(try Watching.helper, at: copy)
            let script = "exec setpriv --reuid=65534 --clear-groups '\(copy)' \"$@\""
            let helper = try FakeHelper.make(script, in: scratch.path)
            #expect(scratch.path.withPlatformString { chmod($0, 0o755) } == 0)
            try await Watching.with(
                helper: helper,
                roots: { root in
                    #expect(root.removingLastComponent().withPlatformString { chmod($0, 0o755) } == 0)
                    try Files.makeDirectory(root.appending("closed").appending("below"))
                    #expect(root.appending("closed").withPlatformString { chmod($0, 0o700) } == 0)
                    return [WatchedRoot(root)]
                },
                { watching in
                    let closed = watching.path("closed")
                    let seen = try await watching.start()
                    #expect(watching.log.signs.contains(.refused(closed, .permissionDenied)))
                    #expect(closed.withPlatformString { chmod($0, 0o755) } == 0)
                    try await watching.log.wait(for: .folder(watching.path("closed/below")), after: seen)
                }
            )
        }
    }
}

/// Whether a command can be run here.
private func can(_ command: String) async -> Bool {
    // A machine that cannot run it at all cannot do what it stands for.
    (try? await Program("/bin/sh").run(["-c", command], in: "/"))?.code == 0
}
