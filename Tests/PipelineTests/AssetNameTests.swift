import FoundationEssentials
import Glibc
import Intake
import Manifest
import MuxVideo
import Outbox
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import HostMux

/// Videos that are at Mux already: their names, their copies, and which file of an asset is read.
@Suite struct AssetNameTests {
    @Test func onlyTheNameOfAnAssetIsOne() throws {
        #expect(try AssetName(argument: "mux:Ab12")?.id == "Ab12")
        #expect(try AssetName(argument: "./mux:Ab12") == nil)
        #expect(try AssetName(argument: "talk.mp4") == nil)
    }

    @Test(arguments: ["mux:", "mux:a/b", "mux:../x", "mux:a b", "mux:a\n", "mux:ä", "mux:talk.mp4"])
    func allElseThatBeginsSoIsAnErrorThatTellsOfFiles(_ text: String) {
        let error = #expect(throws: AssetName.Malformed.self) { try AssetName(argument: text) }
        #expect(error?.description.contains("is given as ./mux:") == true)
    }

    @Test func aCopyIsToldByItsPlaceInItsOutbox() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let other = try Outbox(writing: scratch.path.appending("other"))
            let asset = try #require(AssetName(id: "Ab12"))
            let copy = FetchedCopy(of: asset, in: outbox)
            #expect(FetchedCopy.asset(of: copy.file.path, in: outbox) == asset)
            #expect(FetchedCopy.asset(of: copy.file.path, in: other) == nil)
            for path in ["inbox/mux-Ab12.mp4", "out/mux-Ab12.mp4", "out/.smartclip/fetched/Ab12.mp4"] {
                #expect(FetchedCopy.asset(of: scratch.path.appending(FilePath(path).components)) == nil, "\(path)")
            }
        }
    }

    /// Half of a copy, or one that is not as long as its note says, is not whole.
    @Test func onlyAllOfItIsWhole() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path.appending("out"))
            let asset = try #require(AssetName(id: "Ab12"))
            let copy = FetchedCopy(of: asset, in: outbox)
            var note = FetchNote(asset: asset)
            note.bytes = 4
            #expect(try !copy.isWhole(by: note))
            note.fetchedAt = .now
            #expect(try !copy.isWhole(by: note))
            try copy.remember(note)
            #expect(try copy.remembered()?.note == note)
            try copy.file.write("half".utf8)
            #expect(try copy.isWhole(by: note))
            // One that others may write to is nobody's.
            #expect(copy.file.path.withPlatformString { chmod($0, 0o664) } == 0)
            #expect(try !copy.isWhole(by: note))
            try copy.file.write("halves".utf8)
            #expect(try !copy.isWhole(by: note))
            #expect(try copy.files().count == 2)
            try copy.remove()
            #expect(try copy.files() == [])
        }
    }

    private func asset(_ files: String) throws -> MuxVideo.Asset {
        let text = #"{"id": "a", "status": "ready", "static_renditions": {"files": [\#(files)]}}"#
        return try JSONText.decode(MuxVideo.Asset.self, from: Data(text.utf8))
    }

    private func file(_ resolution: String, _ status: String?, _ width: Int = 0, _ height: Int = 0) -> String {
        let state = status.map { #""status": "\#($0)", "resolution": "\#(resolution)","# } ?? ""
        let size = status == nil && width == 0 ? "" : #""filesize": "9","#
        return #"{\#(state) \#(size) "name": "\#(resolution).mp4", "width": \#(width), "height": \#(height)}"#
    }

    @Test func theLargestFileIsReadOnceAllAreMade() throws {
        func choice(_ files: String...) throws -> RenditionChoice {
            RenditionChoice(of: try asset(files.joined(separator: ",")))
        }
        func name(_ choice: RenditionChoice) -> String? {
            if case .ready(let file) = choice { return file.fileName }
            return nil
        }
        #expect(try choice() == .none)
        #expect(try choice(#"{"name": "audio.m4a", "resolution": "audio-only", "status": "ready"}"#) == .none)
        let (small, large) = (file("360p", "ready", 640, 360), file("720p", "ready", 1280, 720))
        #expect(name(try choice(small, large)) == "720p.mp4")
        #expect(name(try choice(large, small, file("1080p", "skipped"))) == "720p.mp4")
        #expect(try choice(small, file("720p", "preparing")) == .preparing)
        // What was read before is the video's content, whatever came since.
        #expect(name(RenditionChoice(of: try asset("\(small),\(large)"), before: "360p.mp4")) == "360p.mp4")
        #expect(name(RenditionChoice(of: try asset("\(small),\(large)"), before: "270p.mp4")) == "720p.mp4")
        #expect(name(try choice(small, file("highest", "ready", 4_000_000_000, 4_000_000_000))) == "highest.mp4")
        #expect(try choice(file("highest", "errored")) == .failed("no reason given"))
        // Files of the older kind have no status.
        #expect(try choice(file("high", nil)) == .preparing)
        #expect(name(try choice(file("low", nil, 640, 360), file("high", nil, 1920, 1080))) == "high.mp4")
    }
}
