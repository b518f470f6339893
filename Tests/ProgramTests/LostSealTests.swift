import Intake
import Manifest
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// A finished video whose seal is gone is looked at more closely, and only what is not as it should be is made again.
@Suite(.serialized, .timeLimit(.minutes(5))) struct LostSealTests {
    private static let ownFolder = ".smartclip"
    private static let ready = "3 ready (3 already were)"

    private func withoutSeals(_ body: (Inbox) async throws -> Void) async throws {
        try await Inbox.finished { inbox in
            try Files.removeTree(inbox.file("\(Self.ownFolder)/seals"))
            try await body(inbox)
        }
    }

    @Test func nothingIsWrittenButTheSeals() async throws {
        try await withoutSeals { inbox in
            let files = ["alpha/manifest.json", "alpha/index.html", "alpha/state/5-clip.json", "manifest.ndjson"]
            let before = try files.map { try FileFacts(of: inbox.file($0)) }
            let tries = try inbox.tries()
            let ending = try await inbox.run()
            #expect(ending.code == 0 && ending.errors.contains(Self.ready), "\(ending.errors)")
            #expect(try files.map { try FileFacts(of: inbox.file($0)) } == before)
            #expect(try inbox.tries() == tries)
            #expect(try Files.list(inbox.file("\(Self.ownFolder)/seals")).count == 3)
            #expect(try await inbox.smartclip("verify").code == 0)
            let status = try await inbox.smartclip("status", "--json")
            #expect(status.output.split(separator: "\n").count { $0.contains("\"clips\":\(clips(inbox, $0))") } == 3)
        }
    }

    /// How many clips the manifest of a line's video has.
    private func clips(_ inbox: Inbox, _ line: Substring) -> Int {
        let video = ["alpha", "beta", "gamma"].first { line.contains("\"video\":\"\($0)\"") } ?? ""
        return (try? inbox.manifest(video).clips.count) ?? -1
    }

    /// What somebody wrote over is made again, though the seal that would have shown it is gone, and of the same length.
    @Test(arguments: ["alpha/manifest.json", "alpha/index.html", "manifest.ndjson"])
    func whatIsMadeOfAllRecordsIsMended(_ path: String) async throws {
        try await withoutSeals { inbox in
            let right = try inbox.text(path)
            try AtomicFile.write([UInt8](repeating: UInt8(ascii: " "), count: right.utf8.count), to: inbox.file(path))
            let ending = try await inbox.run()
            #expect(ending.code == 0 && ending.errors.contains(Self.ready), "\(ending.errors)")
            #expect(try inbox.text(path) == right)
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    /// So is all of it where what was remembered of it is gone too.
    @Test func withoutMemoryAllIsLookedAt() async throws {
        try await withoutSeals { inbox in
            try Files.removeTree(inbox.file("\(Self.ownFolder)/closings"))
            let right = try inbox.text("beta/index.html")
            try AtomicFile.write(Array("<p>other</p>".utf8), to: inbox.file("beta/index.html"))
            #expect(try await inbox.run().errors.contains(Self.ready))
            #expect(try inbox.text("beta/index.html") == right)
        }
    }

    /// What a killed process left is cleared away, also where no line is owed any more.
    @Test func whatAKillLeftIsClearedAway() async throws {
        try await withoutSeals { inbox in
            // No process has such a number.
            let half = inbox.file("alpha/.manifest.json.4194305-1.tmp")
            try AtomicFile.write(Array("{".utf8), to: half)
            let attempt = inbox.file("\(Self.ownFolder)/attempts/\(try inbox.manifest("beta").id)/5-clip")
            try Files.makeDirectory(attempt)
            let ending = try await inbox.run()
            #expect(ending.code == 0 && ending.errors.contains(Self.ready), "\(ending.errors)")
            #expect(try OutboxTree(inbox.outbox).leftovers == [])
            #expect(Files.isGone(half) && Files.isGone(attempt))
        }
    }

    @Test func anEditIsSeen() async throws {
        try await withoutSeals { inbox in
            let tries = try inbox.tries()
            let old = try inbox.manifest("alpha").moments[0].title
            let text = try inbox.text("alpha/moments.json").replacing(
                "\"title\" : \"\(old)\"",
                with: "\"title\" : \"New\""
            )
            try AtomicFile.write(Array(text.utf8), to: inbox.file("alpha/moments.json"))
            #expect(try await inbox.run().code == 0)
            #expect(try inbox.redone("alpha", since: tries) == [.clip, .caption])
            #expect(try inbox.manifest("alpha").moments[0].title == "New")
        }
    }

    @Test func otherCaptionsAreSeen() async throws {
        try await withoutSeals { inbox in
            let captions = inbox.inbox.appending("alpha.vtt")
            let tries = try inbox.tries()
            let text = String(decoding: try Files.read(captions), as: UTF8.self)
            try AtomicFile.write(Array((text + "\n\n00:01:00.000 --> 00:01:01.000\nMore\n").utf8), to: captions)
            _ = try await inbox.run()
            #expect(try inbox.redone("alpha", since: tries).first == .fetchVTT)
            #expect(try inbox.redone("beta", since: tries) == [])
        }
    }

    /// A damaged record is moved aside and its stage done again, as ever.
    @Test func aCorruptRecordIsMovedAsideOnce() async throws {
        try await withoutSeals { inbox in
            try AtomicFile.write(Array("{".utf8), to: inbox.file("gamma/state/6-caption.json"))
            let tries = try inbox.attempts("gamma", .clip)
            let ending = try await inbox.run()
            #expect(
                ending.code == 0 && ending.errors.contains("moved aside to state/6-caption.1.json"),
                "\(ending.errors)"
            )
            #expect(try inbox.record("gamma", .caption).status == .done)
            #expect(try inbox.attempts("gamma", .clip) == tries)
        }
    }
}

extension Inbox {
    /// How often one stage was tried.
    fileprivate func attempts(_ video: String, _ stage: StageName) throws -> Int { try record(video, stage).attempt }
}
