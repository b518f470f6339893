import Manifest
import MuxEmulator
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// A watcher of host `mux` that is to end while Mux is at work.
@Suite struct MuxWatchTests {
    /// The asset takes longer than the test may, and so does the watcher's grace: the wait itself must end.
    @Test(.timeLimit(.minutes(2))) func theEndOfAWatcherCallsOffItsWaits() async throws {
        try await MuxInbox.with(["--processing", "3600"]) { inbox in
            try await inbox.addShort("one")
            let watched = WatchInbox(folder: inbox.folder)
            let flags = ["--host", "mux", "--grace", "3600"]
            let ending = try await watched.watch(flags, environment: inbox.mux.environment) { _ in
                try await inbox.wait("two looks at the asset") { $0.requests("GET /video/v1/assets/{id}") >= 2 }
            }
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try inbox.ledgers().flatMap(\.objects).map(\.status) == [.standing])
            #expect(try inbox.record("one", .awaitAsset).status == .running)
            #expect(try await inbox.mux.stats().uploads == 1)
        }
    }
}
