import Manifest
import Testing

@testable import Pages

@Suite("Page of the outbox")
struct OutboxPageTests {
    private func line(_ folder: String, _ status: VideoStatus, _ text: String = "text") -> IndexLine {
        var manifest = Samples.video(text, status: status)
        if status == .error { manifest.error = StageFailure(stage: .upload, failure: Failure(.input, text)) }
        return IndexLine(manifest, folder: folder)
    }

    @Test("What needs a person stands first, and the order of the lines does not matter")
    func order() throws {
        let lines = [
            line("talks/b", .ready), line("z", .error), line("a", .ready), line("m", .clipping), line("c", .partial),
        ]
        let html = OutboxPage(lines: lines).html()
        #expect(html == OutboxPage(lines: lines.reversed()).html())
        let links = try MarkupReader(html).values("href")
        let expected = ["c", "z", "m", "a", "talks/b"].map { $0 + "/index.html" } + ["manifest.ndjson"]
        #expect(links == expected)
    }

    @Test("A row has its status, clips, length, error and what to do")
    func row() throws {
        let text = try MarkupReader(OutboxPage(lines: [line("talks/keynote", .partial, "it broke")]).html()).text
        for part in [
            "keynote", "talks", "Some clips failed", "1 clip", "10 min", "it broke", "tries again", "2026-11-22",
        ] {
            #expect(text.contains(part), "\(part)")
        }
    }

    @Test("A video that has a picture shows it, loaded when it comes into view")
    func picture() throws {
        var shown = line("talks/a b", .ready)
        shown.thumbnail = "clips/01-title.jpg"
        var none = line("talks/none", .ready)
        none.thumbnail = nil
        let html = OutboxPage(lines: [shown, none]).html()
        let read = try MarkupReader(html)
        #expect(read.values("src") == ["talks/a%20b/clips/01-title.jpg"])
        #expect(read.values("alt") == [""] && read.values("loading") == ["lazy"])
        #expect(read.count("li") == 2)
    }

    @Test("No text from outside makes or breaks an element", arguments: hostileTexts)
    func hostile(text: String) throws {
        let folder = "talks/" + text.replacing("/", with: "-")
        let plain = try MarkupReader(OutboxPage(lines: [line("talks/plain", .error)]).html())
        let read = try MarkupReader(OutboxPage(lines: [line(folder, .error, text)]).html())
        #expect(read.shape == plain.shape)
        #expect(read.count("script") == 0)
    }

    @Test("An outbox without videos says so")
    func empty() throws {
        let read = try MarkupReader(OutboxPage(lines: []).html())
        #expect(read.text.contains("No videos yet."))
        #expect(read.count("li") == 0)
    }
}
