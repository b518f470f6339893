import Intake
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

@Suite struct CancelledScanTests {
    @Test func aLookEndsWhenItsTaskIsCancelled() async throws {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("in")
            for name in ["a.mp4", "sub/b.mp4"] {
                let path = inbox.pushing(FilePath(name))
                try Files.makeDirectory(path.removingLastComponent())
                try AtomicFile.write("x".utf8, to: path)
            }
            func count() -> Int {
                var scan = FolderScan(.all, outbox: "/out")
                scan.look(at: inbox)
                return scan.found.count
            }
            #expect(count() == 2)
            let task = Task {
                while !Task.isCancelled { await Task.yield() }
                return count()
            }
            task.cancel()
            #expect(await task.value == 0)
        }
    }
}
