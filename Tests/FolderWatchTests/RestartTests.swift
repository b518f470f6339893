import FolderWatch
import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// What makes the helper's knowledge stale, or ends it: nothing is missed after the look that follows.
@Suite(.serialized, .timeLimit(.minutes(2))) struct RestartTests {
    @Test func aFolderThatIsRenamedIsWatchedUnderItsNewName() async throws {
        try await Watching.with { watching in
            try Files.makeDirectory(watching.path("old/below"))
            var seen = try await watching.start()
            try Files.rename(watching.path("old"), to: watching.path("new"))
            seen = try await watching.log.waitForEverything("was moved", after: seen)
            try watching.write("new/below/talk.mp4")
            try await watching.log.wait(
                for: .changed(folder: watching.path("new/below"), name: "talk.mp4", movedIn: false),
                after: seen
            )
            try await watching.settle()
        }
    }

    @Test func aFolderThatIsMovedOutIsNotHeardOfAnyMore() async throws {
        try await Watching.with { watching in
            try Files.makeDirectory(watching.path("sub"))
            let seen = try await watching.start()
            let outside = watching.root.removingLastComponent().appending("outside")
            try Files.rename(watching.path("sub"), to: outside)
            let end = try await watching.log.waitForEverything("was moved", after: seen)
            try TinyVideos.write("x", to: outside.appending("talk.mp4"))
            try watching.write("end")
            try await watching.log.wait(
                for: .changed(folder: watching.root, name: "end", movedIn: false),
                after: end
            )
            #expect(!watching.log.signs.contains { if case .changed(_, "talk.mp4", _) = $0 { true } else { false } })
        }
    }

    @Test func aFolderThatIsDeletedAndMadeAgainIsWatchedAgain() async throws {
        try await Watching.with { watching in
            try Files.makeDirectory(watching.path("sub"))
            var seen = try await watching.start()
            try Files.removeTree(watching.path("sub"))
            seen = try await watching.log.wait(for: .gone(watching.path("sub")), after: seen)
            try Files.makeDirectory(watching.path("sub"))
            seen = try await watching.log.waitForEverything("was made again", after: seen)
            try watching.write("sub/talk.mp4")
            try await watching.log.wait(
                for: .changed(folder: watching.path("sub"), name: "talk.mp4", movedIn: false),
                after: seen
            )
            #expect(watching.log.signs.count { $0 == .gone(watching.path("sub")) } == 1)
        }
    }

    @Test func aNewFolderWithTheNumberOfOneThatWentIsEntered() async throws {
        // Most file systems give a free inode to the next folder at once.
        try await Watching.with { watching in
            try await watching.start()
            for round in 0..<100 {
                try Files.makeDirectory(watching.path("a\(round)"))
                try Files.removeTree(watching.path("a\(round)"))
                try Files.makeDirectory(watching.path("b\(round)"))
                try watching.write("b\(round)/talk.mp4")
                try Files.removeFile(watching.path("b\(round)/talk.mp4"))
                if round % 3 == 0 { try Files.removeTree(watching.path("b\(round)")) }
            }
            let seen = watching.log.count
            for round in 0..<100 where round % 3 != 0 { try watching.write("b\(round)/late.mp4") }
            try await watching.settle()
            let later = watching.log.signs[seen...].filter(\.isEverything)
            #expect(later.isEmpty)
        }
    }

    @Test(arguments: [false, true]) func aRootThatIsDeletedAndMadeAgainIsWatchedAgain(atOnce: Bool) async throws {
        try await Watching.with { watching in
            var seen = try await watching.start()
            try Files.removeTree(watching.root)
            if !atOnce {
                seen = try await watching.log.wait(for: .mode(.missing(watching.root)), after: seen)
                seen = try await watching.log.waitForEverything("is not there", after: seen)
            }
            try Files.makeDirectory(watching.root)
            try watching.write("early.mp4")
            seen = try await watching.log.wait(for: .mode(.events(folders: 1)), after: seen)
            seen = try await watching.log.waitForEverything(after: seen)
            try watching.write("late.mp4")
            try await watching.log.wait(
                for: .changed(folder: watching.root, name: "late.mp4", movedIn: false),
                after: seen
            )
            try await watching.settle()
        }
    }

    @Test func aRootThatIsMovedAwayIsWaitedFor() async throws {
        try await Watching.with { watching in
            var seen = try await watching.start()
            let away = watching.root.removingLastComponent().appending("away")
            try Files.rename(watching.root, to: away)
            seen = try await watching.log.wait(for: .mode(.missing(watching.root)), after: seen)
            try TinyVideos.write("x", to: away.appending("talk.mp4"))
            try Files.rename(away, to: watching.root)
            seen = try await watching.log.wait(for: .mode(.events(folders: 1)), after: seen)
            try await watching.settle()
        }
    }

    @Test func aRootThatIsALinkMayLeadElsewhereLater() async throws {
        try await Watching.with(
            roots: { root in
                try Files.makeDirectory(root.appending("one"))
                try Files.makeDirectory(root.appending("two"))
                #expect(root.appending("now").withPlatformString { symlink("one", $0) } == 0)
                return [WatchedRoot(root.appending("now"))]
            },
            { watching in
                var seen = try await watching.start()
                #expect(watching.path("next").withPlatformString { symlink("two", $0) } == 0)
                try Files.rename(watching.path("next"), to: watching.path("now"))
                seen = try await watching.log.waitForEverything("no longer the folder that it was", after: seen)
                try watching.write("two/talk.mp4")
                try await watching.log.wait(
                    for: .changed(folder: watching.path("now"), name: "talk.mp4", movedIn: false),
                    after: seen
                )
            }
        )
    }

    @Test func whatIsDoneWhileTheHelperIsKilledIsSeenAfterTheNextLook() async throws {
        try await Watching.with { watching in
            try await watching.start()
            var numbers = RandomNumbers(seed: 3)
            for round in 0..<4 {
                let seen = watching.log.count
                let victim = Int.random(in: 0..<40, using: &numbers)
                for step in 0..<40 {
                    if step == victim { for helper in try Watching.helpers() { kill(helper, SIGKILL) } }
                    try Files.makeDirectory(watching.path("r\(round)/\(step % 7)"))
                    try watching.write("r\(round)/\(step % 7)/\(step)")
                }
                try await watching.log.waitForEverything("ended by signal 9", after: seen)
                try await watching.settle()
            }
            #expect(watching.picture.count == 160)
        }
    }

    @Test func aStormOfFoldersEndsInTheTruth() async throws {
        try await Watching.with { watching in
            try await watching.start()
            var numbers = RandomNumbers(seed: 5)
            func name() -> String {
                (0..<Int.random(in: 1...3, using: &numbers)).map { _ in "\(Int.random(in: 0..<3, using: &numbers))" }
                    .joined(separator: "/")
            }
            for step in 0..<600 {
                let (one, other) = (name(), name())
                // Much of it cannot be done: a folder into itself, a file where a folder is.
                switch Int.random(in: 0..<8, using: &numbers) {
                case 0, 1: try? Files.makeDirectory(watching.path(one))
                case 2, 3, 4: try? watching.write("\(one)/f\(step % 5)")
                case 5: try? Files.removeTree(watching.path(one))
                default: try? Files.rename(watching.path(one), to: watching.path(other))
                }
                if step % 200 == 199 { try await watching.settle() }
            }
            #expect(watching.picture.count > 0)
        }
    }

    @Test func tooManyFoldersThatCameAndWentAreForgotten() async throws {
        try await Watching.with { watching in
            let start = try await watching.start()
            var seen = start
            // 201 folders a round; in the last round they are more than the limit.
            for round in 0..<50 {
                let shell = Program("/bin/sh")
                _ = try await shell.run(
                    ["-c", "mkdir \(round) && cd \(round) && mkdir $(seq 0 199)"],
                    in: watching.root
                )
                seen = try await watching.log.wait(for: .folder(watching.path("\(round)/199")), after: seen)
                _ = try await shell.run(["-c", "rm -r \(round)"], in: watching.root)
            }
            try await watching.log.waitForEverything("folders have come and gone", after: start)
            try watching.write("talk.mp4")
            try await watching.settle()
        }
    }

    @Test func moreEventsThanTheQueueHoldsAreALookAtEverything() async throws {
        try await Watching.with { watching in
            let seen = try await watching.start()
            // The helper reads nothing meanwhile.
            let helpers = try Watching.helpers()
            #expect(helpers.count == 1)
            for helper in helpers { kill(helper, SIGSTOP) }
            let path = watching.root.bytes + Array("/n".utf8)
            for number in 0..<20_000 {
                let name = (path + Array("\(number % 100)".utf8)).map { CChar(bitPattern: $0) } + [0]
                let file = creat(name, 0o600)
                #expect(file >= 0)
                close(file)
                if number % 2 == 0 { unlink(name) }
            }
            for helper in helpers { kill(helper, SIGCONT) }
            try await watching.log.waitForEverything("queue", after: seen)
            try await watching.settle()
        }
    }
}
