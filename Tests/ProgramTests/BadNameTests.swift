import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Names that a shell, a URL, a player or a printf would stumble over.
@Suite(.timeLimit(.minutes(10))) struct BadNameTests {
    /// A name, byte for byte, and the folder that its video gets.
    struct Name: Sendable, CustomTestStringConvertible {
        let stem: [UInt8]
        let folder: String

        init(_ stem: String, _ folder: String) {
            self.init(Array(stem.utf8), folder)
        }

        init(_ stem: [UInt8], _ folder: String) {
            self.stem = stem
            self.folder = folder
        }

        var testDescription: String { folder }

        func file(_ ending: String, in folder: FilePath) -> FilePath {
            let bytes = folder.bytes + Array("/".utf8) + stem + Array(".\(ending)".utf8)
            return FilePath(platformString: bytes.map { CChar(bitPattern: $0) } + [0])
        }
    }

    /// Six at a time, so that neither group is a long run.
    static let groups: [[Name]] = [
        [
            Name("new\nline \u{1B}[31m", "new-line -[31m"), Name("quo\"te' $(id) `id`", "quo-te' $(id) `id`"),
            Name("-i", "i"), Name(Array("in".utf8) + [0xFF, 0xFE] + Array("valid".utf8), "in--valid"),
            Name(String(repeating: "l", count: 251), String(repeating: "l", count: 100)),
            Name("file:concat:x|y", "file-concat-x-y"),
        ],
        [
            Name("a..b..", "a..b"), Name("clap 🎬", "clap 🎬"), Name(" ", "video"), Name("100%d%s%n", "100%d%s%n"),
            Name("@list", "@list"), Name("con \\ \t*?<>", "con"),
        ],
    ]

    @Test(arguments: LongTables.rows(groups))
    func aVideoOfAnyNameIsClipped(_ names: [Name]) async throws {
        try await BadInbox.with { bad in
            let video = try await SampleSource.shared.bytes(.plain)
            let captions = try await SampleSource.shared.captions()
            for (number, name) in names.enumerated() {
                let file = name.file("mp4", in: bad.inbox)
                #expect(file.lastComponent.map { $0.bytes.count <= 255 } ?? false)
                try bad.add(file, SampleSource.numbered(video, number + 1))
                try bad.add(name.file("vtt", in: bad.inbox), captions)
            }
            try await bad.expectForGood([], code: 0)
            #expect(try bad.videos().sorted() == (names.map(\.folder) + ["good"]).sorted())
            for name in names {
                let manifest = try bad.manifest(name.folder)
                #expect(manifest.status == .ready && manifest.clips.count == 1)
                // Bytes that are not UTF-8 are shown as U+FFFD.
                #expect(manifest.source.path == String(decoding: name.file("mp4", in: bad.inbox).bytes, as: UTF8.self))
            }
            // A name is told on one line, without what would steer a terminal.
            let status = try await Program.smartclip.run(["status", "--output", "outbox"], in: bad.folder)
            #expect(status.code == 0 && !status.output.contains("\u{1B}"))
            #expect(status.output.split(separator: "\n").count == names.count + 2)
        }
    }

    @Test func aFailureTellsAnyNameInOneLine() async throws {
        try await ScratchFolder.with { scratch in
            let bad = BadInbox(folder: scratch.path)
            try Files.makeDirectory(bad.inbox)
            let names = Array(Self.groups.joined())
            for name in names {
                try bad.add(name.file("mp4", in: bad.inbox), Array("No video, but ".utf8) + name.stem)
            }
            let failed = names.map { Complaint.failed($0.folder, .awaitAsset, "is not a video") }
            let ending = try await bad.run()
            try bad.expect(ending, code: 1, failed, goodIs: nil)
            #expect(!ending.errors.contains("\u{1B}"))
            let attempts = try bad.attempts()
            #expect(attempts.count == names.count * 2 && Set(attempts.values) == [1])
            // Named outright, byte for byte, they are the same videos.
            let words = [Array("run".utf8)] + names.map { $0.file("mp4", in: "inbox").bytes }
            let flags = (["--output", "outbox"] + BadInbox.flags).map { Array($0.utf8) }
            let again = try await Program.smartclip.run(bytes: words + flags, in: bad.folder)
            try bad.expect(again, code: 1, failed, goodIs: nil)
            #expect(try bad.attempts() == attempts)
        }
    }

    /// A dash at its start does not make a name an option where `--` says that options have ended.
    @Test func aPathThatBeginsWithADashFollowsTwoDashes() async throws {
        try await BadInbox.with { bad in
            let ending = try await Program.smartclip.run(
                ["run", "--output", "../outbox"] + BadInbox.flags + ["--", "-no.mp4", "good.mp4"],
                in: bad.inbox
            )
            try bad.expect(ending, code: 1, [.refused("-no.mp4", "is not there")])
            let usage = try await Program.smartclip.run(["run", "-no.mp4", "--output", "outbox"], in: bad.inbox)
            #expect(usage.code == 2 && usage.errors.contains("-n"))
        }
    }
}
