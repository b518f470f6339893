import SystemPackage
import Testing

@testable import FolderWatch

@Suite struct RestartsTests {
    private static func ending(_ cause: HelperEnding.Cause, watched: Bool = true, held: Duration) -> HelperEnding {
        HelperEnding(cause: cause, watched: watched, held: held)
    }

    @Test func theFirstDeathIsAnsweredAtOnceAndMoreEverLater() {
        var restarts = Restarts(retry: .seconds(300))
        #expect(restarts.answer(Self.ending(.died("x"), held: .seconds(5))) == .again(after: .zero))
        let pauses = (0..<6).map { _ in restarts.answer(Self.ending(.died("x"), held: .zero)) }
        #expect(pauses == [2, 4, 8, 16, 30, 30].map { .again(after: .seconds($0)) })
        #expect(restarts.answer(Self.ending(.died("x"), held: .seconds(60))) == .again(after: .zero))
        #expect(
            restarts.answer(Self.ending(.died("x"), held: .milliseconds(500))) == .again(after: .milliseconds(1500))
        )
    }

    @Test func whatIsStaleNowAndThenIsNoFailure() {
        var restarts = Restarts(retry: .seconds(300))
        for _ in 0..<100 {
            #expect(restarts.answer(Self.ending(.stale("x"), held: .seconds(1))) == .again(after: .zero))
        }
        let pauses = (0..<5).map { _ in restarts.answer(Self.ending(.stale("x"), held: .zero)) }
        #expect(pauses == [1, 2, 4, 5, 5].map { .again(after: .seconds($0)) })
    }

    @Test func whatNeverWatchesIsPolledInstead() {
        var restarts = Restarts(retry: .seconds(300))
        let answers = (0..<4).map { _ in restarts.answer(Self.ending(.died("x"), watched: false, held: .zero)) }
        #expect(answers.suffix(2) == [.poll(for: .seconds(30)), .poll(for: .seconds(30))])
        #expect(restarts.answer(Self.ending(.stale("x"), held: .seconds(2))) == .again(after: .zero))
    }

    @Test(arguments: [HelperEnding.Cause.limit(sysctl: "a", value: 1), .unusable("x")])
    func whatCannotWorkIsTriedAgainLater(_ cause: HelperEnding.Cause) {
        var restarts = Restarts(retry: .seconds(300))
        #expect(restarts.answer(Self.ending(cause, held: .zero)) == .poll(for: .seconds(300)))
    }

    @Test func aLimitSaysWhatToSet() {
        let cause = HelperEnding.Cause.limit(sysctl: "fs.inotify.max_user_watches", value: 8192)
        #expect(cause.reason.contains("fs.inotify.max_user_watches is 8192"))
        #expect(cause.reason.hasSuffix("sysctl fs.inotify.max_user_watches=32768"))
    }
}

@Suite struct FileSystemKindTests {
    @Test(arguments: [(0x6969, true), (0xFE53_4D42, true), (0x6573_5546, true), (0xEF53, false), (0x0102_1994, false)])
    func theTypeTells(_ type: UInt32, _ isRemote: Bool) {
        #expect(FileSystemKind.isRemote(type: type) == isRemote)
    }

    @Test func whatIsHereIsLocalAndWhatIsNowhereToo() {
        #expect(!FileSystemKind.isRemote("/proc"))
        #expect(!FileSystemKind.isRemote("/nowhere/at/all"))
    }
}
