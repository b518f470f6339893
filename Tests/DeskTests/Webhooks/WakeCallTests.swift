import Concurrency
import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Outbox

/// A stage that waits is woken by whoever took a webhook for its outbox.
@Suite struct WakeCallTests {
    @Test(.timeLimit(.minutes(1))) func whoWaitsIsWoken() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            #expect(try WakeCall.call(in: outbox) == 0)
            try await WakeUps.$current.withValue(outbox.wakeUps()) {
                let mark = WakeUps.mark
                let began = ContinuousClock.now
                try await withThrowingTaskGroup(of: Void.self) { group in
                    group.addTask { try await WakeUps.sleep(for: .seconds(600), after: mark) }
                    group.addTask {
                        let woken = try WakeCall.call(in: outbox)
                        #expect(woken == 1)
                    }
                    try await group.waitForAll()
                }
                #expect(ContinuousClock.now - began < .seconds(30))
            }
        }
    }

    /// What comes during a look is not slept over.
    @Test(.timeLimit(.minutes(1))) func aCallDuringTheLookCounts() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let wakeUps = outbox.wakeUps()
            try await WakeUps.$current.withValue(wakeUps) {
                let mark = WakeUps.mark
                wakeUps.wake()
                try await WakeUps.sleep(for: .seconds(600), after: mark)
            }
        }
    }

    /// Who was killed leaves a socket: the next that waits on this machine removes it, and leaves those of other machines.
    @Test func theDeadAreRemovedByWhoListensNext() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let held = try HeldFolder(WakeCall.folder(in: outbox))
            for name in ["\(WakeCall.prefix)1-1", "0-other-1"] {
                let socket = WakeAddress.socket()
                #expect(WakeAddress.with(held.path.appending(name)) { Int(bind(socket, $0, $1)) } == 0)
                close(socket)
            }
            let wakeUps = outbox.wakeUps()
            let names = try WakeUps.$current.withValue(wakeUps) {
                _ = WakeUps.mark
                return try Files.list(held.path).map(\.string).sorted()
            }
            #expect(names.count == 2 && names.contains("0-other-1"), "\(names)")
            #expect(!names.contains("\(WakeCall.prefix)1-1"), "\(names)")
            let woken = try WakeCall.call(in: outbox)
            #expect(woken == 1)
            #expect(try Files.list(held.path).count == 2)
            withExtendedLifetime(wakeUps) {}
        }
    }

    @Test func withoutAnybodyASleepLastsItsTime() async throws {
        let began = ContinuousClock.now
        try await WakeUps.sleep(for: .milliseconds(30), after: WakeUps.mark)
        #expect(ContinuousClock.now - began >= .milliseconds(30))
    }
}
