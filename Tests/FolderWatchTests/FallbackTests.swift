import FolderWatch
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// What is done where the helper cannot work.
@Suite(.serialized, .timeLimit(.minutes(2))) struct FallbackTests {
    private static func with(
        script: String,
        plan: FolderSigns.Plan = .init(networkPoll: .milliseconds(50)),
        _ body: @escaping @Sendable (Watching) async throws -> Void
    ) async throws {
        try await ScratchFolder.with { scratch in
            try await Watching.with(helper: try FakeHelper.make(script, in: scratch.path), plan: plan, body)
        }
    }

    /// Waits for polling because of something, and for two looks.
    private static func polls(_ watching: Watching, because words: String, after start: Int = 0) async throws {
        let seen = try await watching.log.wait("polling because of \(words)", after: start) { sign in
            guard case .mode(.polling(_, let reason)) = sign else { return false }
            return reason.contains(words)
        }
        let first = try await watching.log.waitForEverything(words, after: seen)
        let second = try await watching.log.wait(for: .everything("poll"), after: first)
        try await watching.log.wait(for: .everything("poll"), after: second)
    }

    @Test func aLimitIsToldWithItsValueAndPolled() async throws {
        let line = #"{"event":"limit","sysctl":"fs.inotify.max_user_watches","value":8192}"#
        try await Self.with(script: "echo '\(line)'; exit 11") { watching in
            try await Self.polls(watching, because: "fs.inotify.max_user_watches is 8192")
        }
    }

    @Test func theHelperIsTriedAgainWhileItIsPolled() async throws {
        let script = #"[ -e "$0.once" ] && exec "$HELPER" "$@"; : > "$0.once"; echo 'no library' >&2; exit 127"#
        let plan = FolderSigns.Plan(networkPoll: .milliseconds(50), helperRetry: .milliseconds(300))
        try await Self.with(script: script, plan: plan) { watching in
            try await Self.polls(watching, because: "does not start: no library")
            let seen = try await watching.log.wait(for: .mode(.events(folders: 1)))
            try watching.write("talk.mp4")
            try await watching.log.wait(
                for: .changed(folder: watching.root, name: "talk.mp4", movedIn: false),
                after: seen
            )
        }
    }

    @Test func aHelperThatSaysThatItFailedIsPolledInstead() async throws {
        try await Self.with(script: #"echo '{"event":"failed","message":"no inotify"}'; exit 12"#) { watching in
            try await Self.polls(watching, because: "no inotify")
        }
    }

    @Test func aHelperThatDiesBeforeItWatchesIsPolledInTheEnd() async throws {
        try await Self.with(script: "echo >> \"$0.runs\"; exit 3") { watching in
            try await Self.polls(watching, because: "ended with code 3")
        }
    }

    @Test func aHelperThatIsNotThereOrNotExecutableIsPolledInstead() async throws {
        let plan = FolderSigns.Plan(networkPoll: .milliseconds(50))
        for helper: FilePath in ["/nowhere/smartclip-inotify", "/etc/passwd", "/etc"] {
            try await Watching.with(helper: helper, plan: plan) { watching in
                try await Self.polls(watching, because: "\(helper) cannot be run")
            }
        }
    }

    @Test(arguments: [
        "echo rubbish; exec sleep 1000", "head -c 100000 /dev/zero | tr '\\0' x; exec sleep 1000",
        #"printf '\377\376\n'; exec sleep 1000"#, "echo; exec sleep 1000",
    ])
    func aHelperThatPrintsRubbishIsEndedAndStartedAgain(_ rubbish: String) async throws {
        let script = """
            [ -e "$0.once" ] && exec "$HELPER" "$@"
            : > "$0.once"
            echo '{"event":"watching","folders":1}'
            \(rubbish)
            """
        try await Self.with(script: script) { watching in
            let seen = try await watching.start()
            let again = try await watching.log.waitForEverything("the watching helper printed", after: seen)
            try watching.write("talk.mp4")
            try await watching.log.wait(
                for: .changed(folder: watching.root, name: "talk.mp4", movedIn: false),
                after: again
            )
        }
    }

    @Test func whatFollowsRubbishOrIsCutOffIsNotHeard() async throws {
        let sign = #"{"event":"folder","folder":"/x"}"#
        let script = """
            [ -e "$0.once" ] && exec "$HELPER" "$@"
            : > "$0.once"
            printf '%s\\n' '{"event":"watching","folders":1}' rubbish '\(sign)'
            """
        try await Self.with(script: script) { watching in
            try await watching.log.waitForEverything("the watching helper printed what is not understood: rubbish")
            #expect(!watching.log.signs.contains(.folder("/x")))
        }
        let cut = script.replacing("rubbish '\(sign)'", with: "; printf '%s' '\(sign)'")
        try await Self.with(script: cut) { watching in
            try await watching.log.waitForEverything("ended with code 0")
            #expect(!watching.log.signs.contains(.folder("/x")))
        }
    }

    @Test func whatIsRefusedIsToldWithItsReason() async throws {
        let lines = #"'{"event":"watching","folders":1}' '{"event":"refused","folder":"/x","errno":13}'"#
        try await Self.with(script: "printf '%s\\n' \(lines); exec sleep 1000") { watching in
            try await watching.log.wait(for: .refused("/x", .permissionDenied))
        }
    }

    @Test func pollingMayBeAskedFor() async throws {
        let plan = FolderSigns.Plan(poll: .milliseconds(40))
        try await Watching.with(helper: "/nowhere", plan: plan) { watching in
            let seen = try await watching.log.wait(
                for: .mode(.polling(every: .milliseconds(40), because: "so it is set"))
            )
            let first = try await watching.log.wait(for: .everything("poll"), after: seen)
            try Files.removeTree(watching.root)
            let gone = try await watching.log.wait(for: .mode(.missing(watching.root)), after: first)
            try Files.makeDirectory(watching.root)
            try await watching.log.wait(for: .everything("poll"), after: gone)
        }
    }

    @Test func whileOneRootIsMissingTheOthersArePolled() async throws {
        let plan = FolderSigns.Plan(networkPoll: .milliseconds(40))
        try await Watching.with(
            plan: plan,
            roots: { [WatchedRoot($0), WatchedRoot($0.appending("absent"))] },
            { watching in
                let missing = watching.path("absent")
                let seen = try await watching.log.wait(for: .mode(.missing(missing)))
                let first = try await watching.log.wait(for: .everything("poll"), after: seen)
                try Files.makeDirectory(missing)
                try await watching.log.wait(for: .mode(.events(folders: 2)), after: first)
            }
        )
    }
}
