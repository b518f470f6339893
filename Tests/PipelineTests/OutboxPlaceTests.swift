import Glibc
import Intake
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// Which folders cannot be the outbox of an inbox.
@Suite struct OutboxPlaceTests {
    @Test(arguments: [
        ("in", "in", true), ("in", "in/../in", true), ("in", "link", true), ("link", "in", true),
        ("in/sub", "in", true), ("link/sub", "in", true), ("in/sub", "link", true), ("absent", "absent", true),
        ("absent/x", "absent", true), ("in/a.mp4", "in", true),
        ("in", "in/sub", false), ("in", "in/absent", false), ("in", "out", false), ("in", "in2", false),
        ("in2", "in", false), ("absent2", "absent", false), ("in", "link/sub", false),
    ])
    func anOutboxIsNotItsOwnInbox(_ inbox: String, _ outbox: String, _ isProblem: Bool) async throws {
        try await ScratchFolder.with { scratch in
            for name in ["in/sub", "in2"] { try Files.makeDirectory(scratch.path.appending(name)) }
            try AtomicFile.write([1], to: scratch.path.appending("in/a.mp4"))
            let link = scratch.path.appending("link")
            #expect(link.withPlatformString { symlink("in", $0) } == 0)
            let problem = Outbox.problem(
                with: scratch.path.appending(outbox),
                inboxes: ["/nowhere", scratch.path.appending(inbox)]
            )
            #expect((problem != nil) == isProblem, "\(problem ?? "")")
        }
    }
}
