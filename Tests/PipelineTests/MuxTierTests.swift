import Intake
import Manifest
import MuxVideo
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import HostMux
@testable import Pipeline

/// How many lines Mux is asked for, and what that costs.
@Suite struct MuxTierTests {
    @Test(arguments: [
        (320, 180, MuxTier.p1080), (1920, 1080, .p1080), (1080, 1920, .p1080), (1440, 1080, .p1080),
        (2560, 1440, .p1440), (1440, 2560, .p1440), (2560, 1080, .p1440), (2560, 1600, .p2160),
        (3840, 2160, .p2160), (4096, 2160, .p2160), (7680, 4320, .p2160),
    ])
    func theLowestThatKeepsAllOfThePicture(_ width: Int, _ height: Int, _ tier: MuxTier) {
        #expect(MuxTier(keeping: width, height) == tier)
    }

    /// The setting, the tier of a 4K picture, and that of one of 1080 lines.
    @Test(arguments: [
        ("source", MuxTier.p2160), ("1080p", .p1080), ("1440p", .p1440), ("2160p", .p2160),
    ])
    func theSettingIsTheMostAndChangesNothingOfSmallVideos(_ setting: String, _ large: MuxTier) throws {
        let settings = try SettingsResolver(flags: [.muxMaxResolution: setting], environment: [:]).defaults()
        #expect(settings.muxTier(of: 3840, 2160) == large)
        #expect(settings.muxTier(of: 1920, 1080) == .p1080)
        // As ledgers and records of before have it.
        #expect(settings.muxVariant(.p1080) == "public default")
        #expect(settings.muxVariant(.p2160) == "public default 2160p")
        #expect(MuxTier.p1080.asked == nil)
    }

    /// An upload of before, of whatever size, is what it was: neither it nor its clips are paid for again.
    @Test func whatWasUploadedBeforeStaysDone() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            var settings = Settings()
            settings.host = .mux
            let id = VideoID(sha256: String(repeating: "a", count: 64))
            func state() throws -> VideoState {
                try VideoState(
                    id: id,
                    folder: outbox.folder("a"),
                    source: "/inbox/a.mp4",
                    settings: settings
                )
            }
            var before = Fingerprint("upload", version: 1)
            before.add("host", "mux")
            before.add("source", id.sha256)
            before.add("variant", "public default")
            #expect(Upload().fingerprint(try state()) == before.digest())

            var record = StageRecord(stage: .upload, attempt: 1, startedAt: .now, fingerprint: id.sha256)
            record.remoteIds = ["asset_id": "A"]
            try outbox.folder("a").write(record)
            #expect(try state().muxVariant == "public default")
            record.remoteIds[MuxTier.recorded] = "2160p"
            try outbox.folder("a").write(record)
            #expect(try state().muxVariant == "public default 2160p")
            settings.muxMaxResolution = .p1080
            #expect(Upload().fingerprint(try state()) != before.digest())
        }
    }

    @Test func thePriceIsThatOfTheTier() throws {
        var settings = Settings()
        let unknown = MuxEstimate(seconds: 600, width: 3840, height: 2160, settings)
        #expect(unknown.makingUSD == nil && unknown.resolution == "2160p" && !unknown.isSmaller)
        #expect(unknown.description.contains("basic: $0.0000 to make, $0.0960 a month to keep; plus: $1.0000 to"))
        settings.muxQuality = .premium
        settings.muxMaxResolution = .p1080
        let smaller = MuxEstimate(seconds: 600, width: 3840, height: 2160, settings)
        #expect(smaller.makingUSD == 0.4688 && smaller.keepingUSD == 0.045 && smaller.isSmaller)
        #expect(smaller.description.contains("smaller than the video"))
    }

    @Test(arguments: [("/in/Acme secret/keynote.final.mp4", "keynote.final"), ("/in/talk", "talk")])
    func theTitleNamesNoFolder(_ path: String, _ title: String) {
        var settings = Settings()
        #expect(settings.muxTitle(FilePath(path).title) == title)
        settings.muxTitle = .none
        #expect(settings.muxTitle(FilePath(path).title) == nil)
    }
}
