import FolderWatch
import Intake
import StateFiles
import SystemPackage
import Testing

@testable import Watching

@Suite struct FolderChangesTests {
    private func batch(_ signs: [FolderSign], inbox: FilePath = "/in", outbox: FilePath = "/out") -> FolderChanges {
        FolderChanges(signs, inbox: inbox, outbox: outbox)
    }

    private func changed(_ path: FilePath, movedIn: Bool = false) -> FolderSign {
        .changed(folder: path.removingLastComponent(), name: path.lastComponent ?? "x", movedIn: movedIn)
    }

    private func bytes(_ text: String) -> [UInt8] { Array(text.utf8) }

    @Test func videosAreGatheredByFolder() {
        let result = batch([changed("/in/a.mp4"), changed("/in/sub/b.MOV", movedIn: true), changed("/in/a.mp4")])
        #expect(result.videos == ["/in": [bytes("a.mp4")], "/in/sub": [bytes("b.MOV")]])
        #expect(result.movedIn == ["/in/sub/b.MOV"])
    }

    @Test func aMarkOfADownloadPointsToItsFile() {
        #expect(batch([changed("/in/a.mp4.part")]).videos == ["/in": [bytes("a.mp4")]])
    }

    @Test(arguments: [".a.mp4", "~a.mp4", "a.txt.part", "a.txt.crdownload", "a.mp4.tmp", "a.txt", "a", "mp4"])
    func otherFilesAreIgnored(_ name: String) {
        let result = batch([changed(FilePath("/in").appending(name), movedIn: true)])
        #expect(result.videos.isEmpty && result.movedIn.isEmpty && result.captions.isEmpty && result.sidecars.isEmpty)
        #expect(result.settings.isEmpty && result.results.isEmpty)
    }

    @Test(arguments: ["hold", "ready"])
    func aMarkPointsToItsVideo(_ mark: String) {
        let result = batch([changed(FilePath("/in/a.mp4.\(mark)"), movedIn: true)])
        #expect(result.videos == ["/in": [bytes("a.mp4")]])
        // It is the mark that was renamed into place, not the video.
        #expect(result.movedIn.isEmpty)
    }

    @Test func captionsAndSettingsPointToTheirVideos() {
        let result = batch([
            changed("/in/a.vtt"), changed("/in/a.en.srt"), changed("/in/sub/a.smartclip.yaml"),
            changed("/in/sub/.smartclip.yaml"),
        ])
        #expect(result.captions == ["/in": ["a.vtt", "a.en.srt"]])
        #expect(result.sidecars == ["/in/sub": ["a.vtt"]])
        #expect(result.settings == ["/in/sub"])
        #expect(result.videos.isEmpty)
        let captions = CaptionFiles(result.sidecars["/in/sub"] ?? [])
        #expect(!captions.beside("a.mkv").isEmpty && captions.beside("b.mkv").isEmpty)
    }

    @Test func inTheOutboxOnlyMomentsAndManifestsCount() {
        let result = batch([
            changed("/out/talk/moments.json"), changed("/out/talk/manifest.json"), changed("/out/talk/index.html"),
            changed("/out/a.mp4"), .folder("/out/talk"), .gone("/out/sub/gone"), changed("/out/.smartclip.yaml"),
        ])
        #expect(result.results == ["/out/talk", "/out/sub/gone"])
        #expect(result.videos.isEmpty && result.folders.isEmpty && result.gone.isEmpty && result.settings.isEmpty)
        // In the inbox a file of that name is ignored.
        #expect(batch([changed("/in/moments.json")]).results.isEmpty)
    }

    @Test func anOutboxInsideTheInboxIsStillTheOutbox() {
        let result = batch([changed("/in/out/talk/moments.json"), changed("/in/b.mp4")], outbox: "/in/out")
        #expect(result.results == ["/in/out/talk"])
        #expect(result.videos == ["/in": [bytes("b.mp4")]])
    }

    @Test func anInboxInsideTheOutboxIsStillTheInbox() {
        let result = batch([changed("/out/in/b.mp4"), changed("/out/talk/moments.json")], inbox: "/out/in")
        #expect(result.results == ["/out/talk"])
        #expect(result.videos == ["/out/in": [bytes("b.mp4")]])
    }

    @Test func aFolderWithANameAlikeIsNotTheOutbox() {
        #expect(batch([changed("/outer/b.mp4")], inbox: "/outer").videos == ["/outer": [bytes("b.mp4")]])
    }

    @Test func namesNeedNotBeUTF8() {
        let odd: [UInt8] = [0xFF, 0x41, 0xFE]
        func name(_ ending: String) -> FilePath.Component {
            FilePath.Component(bytes: odd + Array(ending.utf8)) ?? "x"
        }
        let result = batch(
            [".mp4", ".mkv.hold", ".vtt", ".smartclip.yaml"].map {
                .changed(folder: "/in", name: name($0), movedIn: false)
            }
        )
        #expect(result.videos == ["/in": [odd + bytes(".mp4"), odd + bytes(".mkv")]])
        #expect(result.captions == ["/in": [name(".vtt")]])
        #expect(result.sidecars == ["/in": [name(".vtt")]])
    }

    @Test func theLastSignOfAFolderCounts() {
        #expect(batch([.folder("/in/a"), .gone("/in/a")]).folders.isEmpty)
        let made = batch([.gone("/in/a"), .folder("/in/a")])
        #expect(made.folders == ["/in/a"] && made.gone == ["/in/a"])
    }

    @Test func otherSignsArePassedOn() {
        let result = batch([.everything("start"), .mode(.events(folders: 3)), .refused("/in/x", .permissionDenied)])
        #expect(result.everything == "start" && result.modes == [.events(folders: 3)])
        #expect(result.refused.map(\.path) == ["/in/x"] && result.refused.map(\.errno) == [.permissionDenied])
    }
}
