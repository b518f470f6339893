import Intake
import Manifest
import OpenAIAccess
import Roles
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

@Suite struct FolderScanTests {
    private func scan(_ paths: [String], in folder: FilePath, settle: Int = 0, now: Int = 0) -> FolderScan {
        var scan = FolderScan(.ready(settle: settle, now: now), outbox: folder.appending("outbox"))
        for path in paths { scan.look(at: folder.appending(path)) }
        return scan
    }

    private func make(_ names: [String], in folder: FilePath) throws {
        for name in names {
            let path = folder.appending(name)
            try Files.makeDirectory(path.removingLastComponent())
            try AtomicFile.write("x".utf8, to: path)
        }
    }

    @Test func videosAreFoundInSubfoldersInAFixedOrder() async throws {
        try await ScratchFolder.with { scratch in
            try make(["in/b.mp4", "in/a.MOV", "in/sub/c.webm", "in/notes.txt", "in/sub/c.vtt"], in: scratch.path)
            let found = scan(["in"], in: scratch.path).found
            #expect(found.map(\.preferredFolder) == ["a", "b", "sub/c"])
            #expect(found.last?.captions.map { $0.lastComponent?.string } == ["c.vtt"])
        }
    }

    @Test func whatFfmpegReadsIsFoundAndOtherMediaIsReportedOnce() async throws {
        try await ScratchFolder.with { scratch in
            let videos = ["a.DV", "b.m2t", "c.rmvb", "d.dvr-ms", "e.3gpp", "k.mp3", "l.WAV"]
            // The sound of a video that lies beside it is not clipped once more.
            let others = ["a.mp3", "g.H264", "h.txt", "sub/i.y4m", "none/j.pdf"]
            try make((videos + others).map { "in/\($0)" }, in: scratch.path)
            let result = scan(["in"], in: scratch.path)
            #expect(result.found.map { $0.path.lastComponent?.string } == videos && result.refused.isEmpty)
            #expect(
                result.skipped.map { "\($0.path.lastComponent?.string ?? ""): \($0.reason)" }.sorted() == [
                    "in: holds media of which no clips are made (a.mp3 and 1 more)",
                    "sub: holds media of which no clips are made (i.y4m)",
                ]
            )
        }
    }

    @Test func unfinishedAndHiddenFilesAreLeftAlone() async throws {
        try await ScratchFolder.with { scratch in
            let names = [
                ".hidden.mp4", "~lock.mp4", "a.mp4.part", "b.mp4.crdownload", "c.mp4.tmp", "d.mp4", "d.mp4.hold",
                ".git/e.mp4",
            ]
            try make(names.map { "in/\($0)" }, in: scratch.path)
            let result = scan(["in"], in: scratch.path)
            #expect(result.found.isEmpty && result.refused.isEmpty)
        }
    }

    @Test func whatSettingsIgnoreIsLeftOut() async throws {
        try await ScratchFolder.with { scratch in
            let names = [
                "in/a.mp4", "in/a-RAW.mp4", "in/drafts/b.mp4", "in/drafts/deep/c.mp4", "in/sub/a-raw.mp4",
                "in/sub/d.mp4",
                "in/all/a-raw.mp4",
            ]
            try make(names, in: scratch.path)
            let root = scratch.path.appending("in")
            try AtomicFile.write("ignore: [\"*-raw.mp4\", draft?]\n".utf8, to: root.appending(".smartclip.yaml"))
            try AtomicFile.write("ignore: none\n".utf8, to: root.appending("all/.smartclip.yaml"))
            func found(_ flags: [SettingKey: String], _ folder: String? = nil) throws -> [String] {
                let resolver = try SettingsResolver(flags: flags, environment: [:])
                var scan = FolderScan(.all, outbox: scratch.path.appending("outbox"), resolver)
                if let folder { scan.look(into: root.appending(folder), below: root) } else { scan.look(at: root) }
                return scan.found.map(\.preferredFolder)
            }
            #expect(try found([:]) == ["a", "all/a-raw", "sub/d"])
            // A folder by itself, as a watcher looks at it, has what a look at everything finds in it.
            #expect(try found([:], "drafts") == [] && found([:], "drafts/deep") == [] && found([:], "sub") == ["sub/d"])
            #expect(
                try found([.ignore: "A.MP4"]) == [
                    "a-RAW", "all/a-raw", "drafts/b", "drafts/deep/c", "sub/a-raw", "sub/d",
                ]
            )
            #expect(try found([.ignore: "*"]) == [])
            // A file that is named outright is meant.
            let resolver = try SettingsResolver(flags: [.ignore: "*"], environment: [:])
            var scan = FolderScan(.all, outbox: scratch.path.appending("outbox"), resolver)
            scan.look(at: root.appending("a.mp4"))
            #expect(scan.found.count == 1)
        }
    }

    @Test(arguments: [
        ("*.mp4", "Talk.MP4", true), ("draft?", "drafts", true), ("draft?", "draft", false), ("*a*b*", "xxaybz", true),
        ("*a*b", "ab-", false), ("", "", true), ("**", "x", true), ("a", "ab", false),
        ("caf\u{E9}*", "cafe\u{301}.mp4", true),
        (String(repeating: "*a", count: 60) + "b", String(repeating: "a", count: 250), false),
    ])
    func patternsAreThoseOfShells(_ pattern: String, _ name: String, _ isMatch: Bool) {
        #expect(NamePattern(text: pattern).matches(name) == isMatch)
    }

    @Test func aVideoIsOnHoldByItsWholeName() async throws {
        try await ScratchFolder.with { scratch in
            let odd = scratch.path.appending(bytes: [0xFF] + Array(".mp4".utf8))
            for path in [odd, FilePath(bytes: odd.bytes + Array(".hold".utf8))] { try AtomicFile.write([1], to: path) }
            try make(["a.mp4", "A.mp4.hold", "b.mp4", "b.hold", "c.mp4", "c.mp4.HOLD", ".hold"], in: scratch.path)
            #expect(scan([""], in: scratch.path).found.map(\.preferredFolder) == ["a", "b", "c"])
        }
    }

    @Test func anOutboxIsNotLookedInto() async throws {
        try await ScratchFolder.with { scratch in
            let names = ["in/out/.smartclip/videos/0.json", "in/out/talk/clips/01.mp4", "outbox/x.mp4", "in/a.mp4"]
            try make(names, in: scratch.path)
            let result = scan(["in"], in: scratch.path)
            #expect(result.found.map(\.preferredFolder) == ["a"])
            #expect(result.skipped.map(\.path.lastComponent) == ["out"] && result.refused.isEmpty)
            #expect(scan([""], in: scratch.path).found.map(\.preferredFolder) == ["in/a"])
            #expect(scan(["in/out"], in: scratch.path).refused.count == 1)
        }
    }

    @Test(arguments: ["file", "file/inside", "videos/whole", "seals/0.json", "videos"])
    func aMarkWithoutContentHidesNothing(_ content: String) async throws {
        try await ScratchFolder.with { scratch in
            if content == "file" {
                try make(["in/sub/.smartclip"], in: scratch.path)
            } else if content == "videos" {
                try Files.makeDirectory(scratch.path.appending("in/sub/.smartclip/videos"))
            } else {
                try make(["in/sub/.smartclip/\(content)"], in: scratch.path)
            }
            try make(["in/sub/a.mp4"], in: scratch.path)
            for path in ["in", "in/sub"] {
                let result = scan([path], in: scratch.path)
                #expect(result.found.count == 1 && result.skipped.isEmpty && result.refused.isEmpty)
            }
        }
    }

    @Test func whatMayNotBeReadIsReportedAsARightThatIsMissing() {
        let refused = Refused("/in", FileError("list", "/in", .permissionDenied))
        #expect(refused.class == .config && refused.problem.contains("the right to read"))
        #expect(Refused("/in", FileError("stat", "/in", .ioError)).class == .input)
        #expect(Refused("/in", FileError("stat", "/in", .noSuchFileOrDirectory), ifMissing: "x").problem == "x")
        #expect(Failure.of(FileError("write", "/out", .permissionDenied)).message.contains("the right to write"))
    }

    @Test func whatCannotBeAVideoIsRefusedInALine() async throws {
        try await ScratchFolder.with { scratch in
            try make(["in/folder.mp4/inside.mp4"], in: scratch.path)
            try AtomicFile.write([], to: scratch.path.appending("in/empty.mp4"))
            let refused = scan(["in", "absent.mp4"], in: scratch.path).refused
            #expect(
                refused.map { "\($0.path.lastComponent?.string ?? ""): \($0.problem)" } == [
                    "empty.mp4: is empty (0 bytes); copy it again",
                    "folder.mp4: is a folder named like a video; rename it if videos in it should be clipped",
                    "absent.mp4: is not there",
                ]
            )
            #expect(refused.allSatisfy { $0.class == .input })
        }
    }

    @Test func freshFilesAreLeftForLater() async throws {
        try await ScratchFolder.with { scratch in
            try make(["a.mp4"], in: scratch.path)
            let written = try FileFacts(of: scratch.path.appending("a.mp4")).modified / 1_000_000_000
            let early = scan([""], in: scratch.path, settle: 10, now: written + 9)
            #expect(early.found.isEmpty && early.refused.map(\.class) == [.transient])
            #expect(scan([""], in: scratch.path, settle: 10, now: written + 10).found.count == 1)
        }
    }
}
