import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Daemon

@Suite(.timeLimit(.minutes(3))) struct HookCommandTests {
    @Test(arguments: [
        ("exit 0", HookEnding.Cause.exited(0)), ("exit 3", .exited(3)), ("kill -9 $$", .signalled(9)),
    ])
    func itsEndIsReported(_ script: String, _ cause: HookEnding.Cause) async throws {
        try await HookBench.run { bench in
            let ending = try await bench.hook(bench.script("echo out; echo err >&2; " + script)).run(in: bench.folder)
            #expect(ending == HookEnding(cause, tail: "out\nerr"))
            #expect(ending.isSuccess == (cause == .exited(0)))
        }
    }

    @Test func itsLastWordsAreKept() async throws {
        try await HookBench.run { bench in
            let ending = try await bench.hook(bench.script("seq 1 100000; echo '  last  '; echo")).run(in: bench.folder)
            #expect(ending.tail.utf8.count <= 2048 && ending.tail.utf8.count > 2000)
            #expect(ending.tail.hasSuffix("\n99999\n100000\n  last"))
            #expect(ending.description == "exited with status 0:   last")
        }
    }

    @Test func outputThatIsNotUTF8IsKeptWithinItsBounds() async throws {
        try await HookBench.run { bench in
            let body = #"i=0; while [ $i -lt 2000 ]; do printf '\377\376\360'; i=$((i+1)); done; echo end"#
            let ending = try await bench.hook(bench.script(body)).run(in: bench.folder)
            #expect(ending.tail.utf8.count <= 2048 && ending.tail.hasSuffix("\u{FFFD}end"))
        }
    }

    @Test func itWorksInItsFolderWithoutInputAndInASessionOfItsOwn() async throws {
        try await HookBench.run { bench in
            let body = #"pwd; wc -c; cut -d' ' -f5,6 /proc/self/stat; echo "$$ $$""#
            let ending = try await bench.hook(bench.script(body)).run(in: bench.folder)
            let lines = ending.tail.split(separator: "\n")
            #expect(lines.count == 4)
            #expect(lines.prefix(2) == ["\(bench.folder)", "0"])
            // The group and the session bear the shell's number.
            #expect(lines[2] == lines[3])
        }
    }

    @Test func noShellReadsItsArguments() async throws {
        try await HookBench.run { bench in
            let script = try bench.script(#"for word; do printf '<%s>' "$word"; done"#)
            let words = ["", "a b", "$(id)", "`id`", "; exit 5", "*", "'\"\\", "-rf"]
            let ending = try await bench.hook(script).run(words.map { Array($0.utf8) }, in: bench.folder)
            #expect(ending == HookEnding(.exited(0), tail: words.map { "<\($0)>" }.joined()))
        }
    }

    @Test func itIsGivenWhatEveryProgramNeedsAndWhatIsNamed() async throws {
        try await HookBench.run { bench in
            let variables = [
                "HOME": "/srv", "LC_ALL": "C", "XDG_RUNTIME_DIR": "/run/x", "MUX_TOKEN_ID": "s1", "DATABASE_URL": "s2",
                "PLAIN": "s3", "NAMED": "n", "NOTIFY_SOCKET": "/run/s6", "WATCHDOG_PID": "s7", "WATCHDOG_USEC": "s8",
                "SMARTCLIP_EVENT": "old", "SMARTCLIP_CONFIG": "s9", "PATHS": "s10",
            ]
            let hook = bench.hook(
                try bench.script("env | grep -v -e ^PWD -e ^_= -e ^SHLVL -e ^OLDPWD | LC_ALL=C sort"),
                variables,
                named: ["NAMED", "ABSENT", "NOTIFY_SOCKET"]
            )
            let added = ["SMARTCLIP_EVENT": Array("ready".utf8), "EMPTY": []]
            let ending = try await hook.run(variables: added, in: bench.folder)
            #expect(
                ending.tail
                    == "EMPTY=\nHOME=/srv\nLC_ALL=C\nNAMED=n\nPATH=/usr/local/bin:/usr/bin:/bin\nSMARTCLIP_EVENT=ready\n"
                    + "XDG_RUNTIME_DIR=/run/x"
            )
        }
    }

    @Test func bytesThatAreNotUTF8GoThroughEverywhere() async throws {
        try await HookBench.run { bench in
            let hostile: [UInt8] = Array("n\u{F6}".utf8) + [0xFF, 0x0A, 0x20, 0xC3]
            let folder = bench.file(hostile)
            try Files.makeDirectory(folder)
            let script = try bench.script(
                #"{ printf '%s|%s|' "$1" "$SMARTCLIP_MANIFEST"; pwd | tr -d '\n'; } > said"#,
                name: hostile + [0x2E]
            )
            let ending = try await bench.hook(script)
                .run([hostile], variables: ["SMARTCLIP_MANIFEST": hostile], in: folder)
            #expect(ending == HookEnding(.exited(0), tail: ""))
            let said = try Files.read(folder.appending("said"))
            let bar = UInt8(ascii: "|")
            let place = folder.bytes.filter { $0 != 0x0A }
            #expect(said == hostile + [bar] + hostile + [bar] + place)
        }
    }

    @Test func aZeroByteIsRefused() async throws {
        try await HookBench.run { bench in
            let hook = bench.hook(try bench.script("exit 0"))
            await #expect(throws: DaemonError.self) { try await hook.run([[0x61, 0, 0x62]], in: bench.folder) }
            await #expect(throws: DaemonError.self) { try await hook.run(variables: ["A": [0]], in: bench.folder) }
        }
    }

    @Test func aProgramIsFoundByItsNameToo() async throws {
        try await HookBench.run { bench in
            _ = try bench.script("echo found", name: Array("only-here".utf8))
            let hook = bench.hook("only-here", ["PATH": "relative::/nonexistent:\(bench.folder)"])
            let ending = try await hook.run(in: "/")
            #expect(ending.tail == "found")
        }
    }

    @Test func aProgramThatCannotBeRunIsReported() async throws {
        try await HookBench.run { bench in
            let plain = bench.folder.appending("plain")
            try AtomicFile.write("echo no program".utf8, to: plain)
            let absent = bench.folder.appending("absent")
            #expect(throws: DaemonError.missingProgram(absent)) { try bench.hook(absent).check() }
            #expect(throws: DaemonError.missingProgram("absent")) { try bench.hook("absent").check() }
            #expect(throws: DaemonError.missingProgram("")) { try bench.hook("").check() }
            #expect(throws: DaemonError.notExecutable(plain)) { try bench.hook(plain).check() }
            #expect(throws: DaemonError.notExecutable(bench.folder)) { try bench.hook(bench.folder).check() }
            await #expect(throws: DaemonError.missingProgram(absent)) { try await bench.hook(absent).run(in: "/") }
            // Without its first line it would be for a shell to run, and none does.
            _ = plain.withPlatformString { chmod($0, 0o700) }
            let detail = "it is neither a program nor a script that begins with #!"
            await #expect(throws: DaemonError.notStarted(program: plain, detail: detail)) {
                try await bench.hook(plain).run(in: "/")
            }
            let script = try bench.script("exit 0")
            await #expect(throws: DaemonError.self) { try await bench.hook(script).run(in: absent) }
        }
    }

    private func expect(_ pipe: FileDescriptor, _ text: String) async throws {
        let next = try await HookBench.next(pipe)
        #expect(next == text)
    }

    @Test func whatTakesTooLongIsEndedWithAllThatItStarted() async throws {
        try await HookBench.run { bench in
            // Both take no notice of SIGTERM. The pipe is at its end when none of them is left.
            let pipe = try bench.pipe("alive")
            let body = "trap '' TERM; exec 3>alive; sleep 1000 & echo started >&3; echo said; wait; sleep 1000"
            let hook = bench.hook(try bench.script(body), limit: .seconds(2))
            let ending = try await hook.run(in: bench.folder)
            #expect(ending == HookEnding(.timedOut, tail: "said"))
            try await expect(pipe, "started\n")
            try await expect(pipe, "")
            try pipe.close()
        }
    }

    @Test func whatItStartedHasTimeToEndProperly() async throws {
        try await HookBench.run { bench in
            // The hook dies of SIGTERM at once; its child takes half a second to clean up.
            let pipe = try bench.pipe("alive")
            let child = "trap 'sleep 0.5; echo cleaned >&3; exit' TERM; echo started >&3; while :; do sleep 0.1; done"
            let script = try bench.script("exec 3>alive; sh -c \"\(child)\" & wait")
            let ending = try await bench.hook(script, limit: .seconds(2)).run(in: bench.folder)
            #expect(ending == HookEnding(.timedOut, tail: ""))
            try await expect(pipe, "started\ncleaned\n")
            try await expect(pipe, "")
            try pipe.close()
        }
    }

    @Test func callingOffEndsItWithAllThatItStarted() async throws {
        try await HookBench.run { bench in
            let pipe = try bench.pipe("alive")
            let body = "exec 3>alive; (trap '' TERM; sleep 1000) & echo started >&3; wait"
            let hook = bench.hook(try bench.script(body))
            let folder = bench.folder
            let work = Task { try await hook.run(in: folder) }
            try await expect(pipe, "started\n")
            work.cancel()
            await #expect(throws: DaemonError.cancelled) { try await work.value }
            try await expect(pipe, "")
            try pipe.close()
        }
    }

    @Test func whatIsLeftInTheBackgroundStaysAndHoldsUpNobody() async throws {
        try await HookBench.run { bench in
            let pipe = try bench.pipe("alive")
            let body = "exec 3>alive; sh -c 'read line < gate; echo $line >&3' & echo said"
            guard bench.folder.appending("gate").withPlatformString({ mkfifo($0, 0o600) }) == 0 else {
                throw Errno(rawValue: errno)
            }
            let ending = try await bench.hook(bench.script(body)).run(in: bench.folder)
            #expect(ending == HookEnding(.exited(0), tail: "said"))
            let gate = try FileDescriptor.open(bench.folder.appending("gate"), .readWrite)
            try gate.writeAll("alive\n".utf8)
            try await expect(pipe, "alive\n")
            try gate.close()
            try pipe.close()
        }
    }

    @Test func thisProcesssVariablesAreReadAsTheyAre() throws {
        let path = try #require(getenv("PATH"))
        #expect(HookEnvironment.inherited.value("PATH") == Array(String(cString: path).utf8))
    }
}
