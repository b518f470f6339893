import SystemPackage
import TestSupport
import Testing

@testable import Watching

@Suite struct VideoSourcesTests {
    @Test func filesAreFoundByTheirFolder() {
        var sources = VideoSources()
        sources.set("/in/a.mp4", "a")
        sources.set("/in/day/b.mp4", "day/b")
        sources.set("/in/days.mp4", "days")
        #expect(sources.file(of: "day/b") == "/in/day/b.mp4" && sources.video(of: "/in/day/b.mp4") == "day/b")
        #expect(sources.files(below: "day") == ["/in/day/b.mp4"])
        #expect(sources.files(below: "").count == 3)
    }

    /// A file has one folder at most, and a folder one file, whatever was set before.
    @Test(arguments: 0..<20)
    func theTwoDirectionsAgree(_ seed: UInt64) {
        var random = RandomNumbers(seed: seed)
        var sources = VideoSources()
        let files = (0..<5).map { FilePath("/in/\($0).mp4") }
        let videos = (0..<5).map { "video-\($0)" }
        for _ in 0..<200 {
            let (file, video) = (files.randomElement(using: &random) ?? "", videos.randomElement(using: &random) ?? "")
            sources.set(file, video)
            #expect(sources.file(of: video) == file && sources.video(of: file) == video)
            for file in files { if let video = sources.video(of: file) { #expect(sources.file(of: video) == file) } }
            for video in videos { if let file = sources.file(of: video) { #expect(sources.video(of: file) == video) } }
        }
    }
}
