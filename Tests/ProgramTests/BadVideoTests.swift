import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Files that are no videos, or not whole.
@Suite(.timeLimit(.minutes(5))) struct BadVideoTests {
    /// A random file that is the same in every run.
    private static var noise: [UInt8] {
        var random = RandomNumbers(seed: 3)
        return (0..<100_000).map { _ in UInt8.random(in: 0...255, using: &random) }
    }

    private static func half(_ bytes: [UInt8]) -> ArraySlice<UInt8> { bytes.prefix(bytes.count / 2) }

    @Test func eachIsReportedInALineAndHarmsNoOther() async throws {
        try await BadInbox.with { bad in
            let samples = SampleSource.shared
            try bad.add("empty.mp4", [])
            try bad.add("cut.mp4", Self.half(try await samples.bytes(.plain)))
            try bad.add("cut-fast.mp4", Self.half(try await samples.bytes(.fastStart)))
            try bad.add("cut-matroska.mkv", Self.half(try await samples.bytes(.matroska)))
            try bad.add("text.mp4", "Dear diary, this is no video.\n".utf8)
            try bad.add("picture.mp4", try await samples.bytes(.jpeg))
            try bad.add("noise.mp4", Self.noise)
            try bad.add("silent.mp4", try await samples.bytes(.silent))
            try Files.makeDirectory(bad.inbox.appending("folder.mp4"))
            try await bad.expectForGood(
                [
                    .refused("empty.mp4", "is empty", "copy it again"),
                    .refused("folder.mp4", "is a folder named like a video", "rename it"),
                    .failed("cut", .awaitAsset, "cut.mp4 is cut short", "copy it again"),
                    .failed("cut-fast", .awaitAsset, "cut-fast.mp4 is cut short", "copy it again"),
                    .failed("cut-matroska", .awaitAsset, "cut-matroska.mkv is cut short", "copy it again"),
                    .failed("text", .awaitAsset, "text.mp4 is not a video"),
                    .failed("picture", .awaitAsset, "picture.mp4 is not a video"),
                    .failed("noise", .awaitAsset, "noise.mp4 is not a video"),
                    .failed("silent", .fetchVTT, "neither sound nor captions", "put captions beside it (silent.vtt)"),
                ],
                code: 1
            )
        }
    }

    /// Scripts that ffmpeg would follow to other files of this machine if it were let.
    @Test func aScriptReachesNoOtherFile() async throws {
        try await BadInbox.with { bad in
            let other = bad.inbox.appending("good.mp4")
            try bad.add("concat.mp4", "ffconcat version 1.0\nfile '\(other)'\n".utf8)
            try bad.add(
                "playlist.mp4",
                "#EXTM3U\n#EXT-X-TARGETDURATION:10\n#EXTINF:10,\n\(other)\n#EXT-X-ENDLIST\n".utf8
            )
            try bad.add("session.mp4", "v=0\nc=IN IP4 127.0.0.1\nm=video 9 RTP/AVP 96\na=rtpmap:96 H264/90000\n".utf8)
            try await bad.expectForGood(
                [
                    .failed("concat", .awaitAsset, "concat.mp4 is not a video"),
                    .failed("playlist", .awaitAsset, "playlist.mp4 is not a video"),
                    .failed("session", .awaitAsset, "session.mp4 is not a video"),
                ],
                code: 1
            )
            for video in ["concat", "playlist", "session"] {
                #expect(try bad.manifest(video).duration == nil)
            }
        }
    }

    @Test func aBadFileIsDoneOnceItIsReplaced() async throws {
        try await BadInbox.with { bad in
            try bad.add("late.mp4", Self.half(try await SampleSource.shared.bytes(.fastStart)))
            try bad.expect(try await bad.run(), code: 1, [.failed("late", .awaitAsset, "copy it again")])
            try bad.add("late.mp4", try await SampleSource.shared.bytes(.fastStart))
            let again = try await bad.run()
            #expect(again.code == 0, "\(again.errors)")
            // The half copy has nothing to show and is gone: it is forgotten, and its folder is free.
            #expect(try bad.manifest("late").status == .ready)
            #expect(!(try Files.list(bad.folder.appending("outbox")).contains { $0.string == "late-2" }))
        }
    }

    /// Named outright on the command line.
    @Test(arguments: [
        ("missing.mp4", "is not there"), ("good.mp4/below", "is not there"), ("pipe.mp4", "is neither a file nor a"),
    ])
    func aPathThatIsNoFile(_ path: String, _ problem: String) async throws {
        try await BadInbox.with { bad in
            if path.hasPrefix("pipe") { try bad.makePipe(path) }
            let ending = try await Program.smartclip.run(
                ["run", "inbox/\(path)", "--output", "outbox"] + BadInbox.flags,
                in: bad.folder
            )
            try bad.expect(ending, code: 1, [.refused(path, problem)], goodIs: nil)
        }
    }
}
