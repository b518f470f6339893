import Intake
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// What a watcher is told of a folder: more than a run, which wants only what can be worked on.
@Suite struct WatchScanTests {
    private func make(_ names: [String], in folder: FilePath) throws {
        for name in names {
            let path = folder.appending(name)
            try Files.makeDirectory(path.removingLastComponent())
            try AtomicFile.write("x".utf8, to: path)
        }
    }

    private func name(_ found: FoundVideo) -> String { found.path.lastComponent?.string ?? "" }

    @Test func allAreFoundWithTheirMarks() async throws {
        try await ScratchFolder.with { scratch in
            try make(
                ["a.mp4", "b.mp4", "b.mp4.hold", "c.mp4", "c.mp4.ready", "d.mp4", "d.mp4.hold", "d.mp4.ready"],
                in: scratch.path
            )
            try AtomicFile.write([], to: scratch.path.appending("e.mp4"))
            var scan = FolderScan(.all, outbox: "/out")
            scan.look(at: scratch.path)
            #expect(scan.found.map(name) == ["a.mp4", "b.mp4", "c.mp4", "d.mp4", "e.mp4"])
            // Who says both says hold.
            #expect(scan.found.map(\.mark) == [.none, .hold, .ready, .hold, .none])
            #expect(scan.found.last?.facts.bytes == 0)
            #expect(scan.refused.isEmpty)
        }
    }

    @Test func oneFolderIsLookedIntoAndNotThoseBelow() async throws {
        try await ScratchFolder.with { scratch in
            let root = scratch.path
            try make(["in/top.mp4", "in/My Sub/a.mp4", "in/My Sub/b.mp4", "in/My Sub/deep/c.mp4"], in: root)
            var whole = FolderScan(.all, outbox: root.appending("out"))
            whole.look(at: root.appending("in"))
            var scan = FolderScan(.all, outbox: root.appending("out"))
            scan.look(into: root.appending("in/My Sub"), below: root.appending("in"))
            #expect(scan.found.map(name) == ["a.mp4", "b.mp4"])
            // The place in the outbox is the one that a look at everything gives.
            for found in scan.found {
                let other = whole.found.first { $0.path == found.path }
                #expect(other?.preferredFolder == found.preferredFolder && other?.root == found.root)
            }
        }
    }

    @Test func onlyTheNamesThatAreAskedForAreLookedAt() async throws {
        try await ScratchFolder.with { scratch in
            let odd = scratch.path.appending(bytes: [0xFF] + Array(".mp4".utf8))
            try AtomicFile.write([1], to: odd)
            try make(["a.mp4", "a.vtt", "a.mp4.hold", "b.mp4", "sub.mp4/x"], in: scratch.path)
            var scan = FolderScan(.all, outbox: "/out")
            scan.look(
                into: scratch.path,
                below: scratch.path,
                only: [Array("a.mp4".utf8), [0xFF] + Array(".mp4".utf8), Array("gone.mp4".utf8)]
            )
            #expect(scan.found.map(\.path) == [scratch.path.appending("a.mp4"), odd])
            #expect(scan.found.first?.mark == .hold && scan.found.first?.captions.count == 1)
            #expect(scan.refused.isEmpty)
        }
    }

    @Test func aFolderThatIsGoneHasNothingInIt() async throws {
        try await ScratchFolder.with { scratch in
            var scan = FolderScan(.all, outbox: "/out")
            scan.look(into: scratch.path.appending("gone"), below: scratch.path)
            #expect(scan.found.isEmpty && scan.refused.isEmpty)
        }
    }

    @Test func anOutboxBelowTheInboxHasNothingInIt() async throws {
        try await ScratchFolder.with { scratch in
            try make(["old/.smartclip/videos/0.json", "old/clip.mp4"], in: scratch.path)
            var scan = FolderScan(.all, outbox: "/out")
            scan.look(into: scratch.path.appending("old"), below: scratch.path)
            #expect(scan.found.isEmpty && scan.refused.isEmpty)
        }
    }
}
