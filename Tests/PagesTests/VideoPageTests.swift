import FoundationEssentials
import Manifest
import Testing

@testable import Pages

@Suite("Page of a video")
struct VideoPageTests {
    private func page(_ text: String = "text", status: VideoStatus = .partial) -> String {
        VideoPage(
            manifest: Samples.video(text, status: status),
            folder: "talks/\(text)",
            captions: Samples.captions(text)
        )
        .html()
    }

    @Test("A page is as it was, byte for byte")
    func golden() throws {
        let made = page("keynote")
        let start = try #require(made.firstRange(of: "<body>")).lowerBound
        let end = try #require(made.firstRange(of: "<script>")).lowerBound
        let body = String(made[start..<end])
        let path = #filePath.split(separator: "/").dropLast(2).map { "/" + $0 }.joined() + "/Fixtures/Pages/video.html"
        let golden = FileManager.default.contents(atPath: path).map { String(decoding: $0, as: UTF8.self) }
        if golden != body {
            let copy = FileManager.default.temporaryDirectory.appending(path: "video.html")
            try Data(body.utf8).write(to: copy)
            Issue.record("\(path) is not the page as made; if that one is right, copy \(copy.path) over it")
        }
    }

    @Test("No text from outside makes or breaks an element", arguments: hostileTexts)
    func hostile(text: String) throws {
        // Words without letters would be no name for a clip, so the plain page has the shape of any other.
        let plain = try MarkupReader(page())
        let read = try MarkupReader(page(text))
        #expect(read.shape == plain.shape)
        #expect(read.count("script") == 1 && read.count("style") == 1 && read.count("video") == 1)
        #expect(read.text.contains(shown(text)))
        for url in read.values("href") + read.values("src") + read.values("poster") {
            let isPlain = url.utf8.allSatisfy { byte in
                byte >= 0x21 && byte < 0x7F && !"\"'<>\\:".utf8.contains(byte)
            }
            #expect(isPlain && !url.hasPrefix("/") && !url.contains("//"), "\(url)")
        }
    }

    /// The text as a page shows it.
    private func shown(_ text: String) -> String {
        var view = String.UnicodeScalarView()
        for scalar in text.replacing("\r\n", with: "\n").unicodeScalars {
            let isOdd =
                scalar.properties.generalCategory == .control && scalar != "\n" && scalar != "\r"
                || scalar.value & 0xFFFE == 0xFFFE || scalar.value == 0xFDD0
            view.append(isOdd ? "\u{FFFD}" : scalar == "\r" ? "\n" : scalar)
        }
        return String(view)
    }

    @Test("The policy knows the style and the script of the page by their hashes")
    func policy() throws {
        let made = page()
        for (tag, hash) in [("style", PageStyle.hash), ("script", PageScript.hash)] {
            let start = try #require(made.firstRange(of: "<\(tag)>")).upperBound
            let end = try #require(made.firstRange(of: "</\(tag)>")).lowerBound
            let digest = Data(sha256(Array(made[start..<end].utf8))).base64EncodedString()
            #expect(hash == "sha256-\(digest)", "the hash of the \(tag) is to be sha256-\(digest)")
        }
        #expect(Data(sha256(Array("abc".utf8))).base64EncodedString() == "ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=")
        let policies = try MarkupReader(made).elements.filter {
            $0.attributes["http-equiv"] == "Content-Security-Policy"
        }
        #expect(policies.map { $0.attributes["content"] } == [Document.policy])
        #expect(!Document.policy.contains("unsafe"))
    }

    @Test("Captions stand in the page with their times, and those that could not be shown do not")
    func captions() throws {
        let cues = [
            PageCue(start: 0.5, end: 2.25, text: "Two\nlines"), PageCue(start: 3, end: 3, text: "no time"),
            PageCue(start: 4, end: .nan, text: "no end"), PageCue(start: 5, end: 6, text: ""),
        ]
        let html = VideoPage(manifest: Samples.video(), folder: "f", captions: ["c0": cues]).html()
        let read = try MarkupReader(html)
        #expect(read.values("data-start") == ["0.5"])
        #expect(read.values("data-end") == ["2.25"])
        #expect(read.text.contains("Two\nlines"))
        #expect(read.values("srclang") == ["en", "en"])
    }

    @Test("Every status makes a page that says so", arguments: VideoStatus.allCases)
    func status(status: VideoStatus) throws {
        var manifest = Samples.video(status: status)
        let full = try MarkupReader(VideoPage(manifest: manifest, folder: "f").html())
        #expect(full.text.contains(status.label))
        #expect(full.text.contains("Reload the page") == (status.kind == "busy"))
        manifest.clips = []
        manifest.moments = []
        manifest.scoreCurve = []
        manifest.duration = nil
        manifest.transcript = nil
        let bare = try MarkupReader(VideoPage(manifest: manifest, folder: "f").html())
        #expect(bare.count("article") == 0 && bare.count("svg") == 0 && bare.count("h1") == 1)
    }

    @Test("A failure says what to do, by its class", arguments: Failure.Class.allCases)
    func failure(kind: Failure.Class) throws {
        var manifest = Samples.video(status: .error)
        manifest.clips = []
        manifest.moments = []
        manifest.error = StageFailure(stage: .analyze, failure: Failure(kind, "it broke", detail: "last line"))
        let text = try MarkupReader(VideoPage(manifest: manifest, folder: "f").html()).text
        let remedy =
            switch kind {
            case .transient: "the next run tries again"
            case .input: "Mend or replace it"
            case .config: "Put it right"
            case .bug: "Please report it"
            }
        for part in ["No clips were made", "it broke", "last line", "Stage 4 of 6, analyze", remedy] {
            #expect(text.contains(part))
        }
    }

    @Test("A clip that failed has its error and no player")
    func failedClip() throws {
        let read = try MarkupReader(page("words", status: .partial))
        #expect(read.count("article") == 2)
        #expect(read.count("video") == 1)
        #expect(read.text.contains("This clip failed"))
        #expect(read.text.contains("1 of 2 clips failed"))
    }

    @Test("A video without words or picture has no quote and no captions, and a player of its clip's size")
    func soundOnly() throws {
        var manifest = Samples.video(language: nil)
        manifest.transcript = TranscriptInfo(path: nil, language: nil, origin: .sound, words: 0)
        manifest.source.codecs = Source.Codecs(video: nil, audio: "mp3")
        for index in 0..<2 {
            manifest.moments[index].quote = ""
            manifest.clips[index].captions = nil
            manifest.clips[index].caption = nil
            manifest.clips[index].hashtags = []
            manifest.clips[index].posts = []
            manifest.clips[index].thumbnail = nil
            (manifest.clips[index].width, manifest.clips[index].height) = (1920, 1080)
        }
        manifest.source.width = nil
        manifest.source.height = nil
        let read = try MarkupReader(VideoPage(manifest: manifest, folder: "f").html())
        for name in ["blockquote", "track", "button", "ol"] { #expect(read.count(name) == 0, "\(name)") }
        #expect(read.elements.filter { $0.name == "video" }.allSatisfy { $0.attributes["width"] == "1920" })
        #expect(read.text.contains("None: moments chosen by sound alone"))
    }

    @Test("Ids are unique, and all that is referred to is there")
    func references() throws {
        let read = try MarkupReader(page())
        let ids = read.values("id")
        #expect(Set(ids).count == ids.count)
        let places = read.values("href").filter { $0.hasPrefix("#") }.map { String($0.dropFirst()) }
        let copied = read.values("data-copy").flatMap { $0.split(separator: " ").map(String.init) }
        let referred = read.values("aria-labelledby") + read.values("data-play") + places + copied
        #expect(referred.count > 8 && Set(referred).isSubset(of: ids))
    }

    @Test("Figures that make no sense do not stop the page", arguments: [1e300, -1e300, .nan, .infinity])
    func senseless(value: Double) throws {
        var manifest = Samples.video()
        manifest.duration = value
        manifest.moments[0].startTime = value
        manifest.moments[1].endTime = value
        manifest.moments[0].score = value
        manifest.clips[0].duration = value
        manifest.clips[0].checks?.frameRate = value
        manifest.clips[0].checks?.loudness = value
        manifest.scoreCurve = [value, value]
        manifest.clips[1].momentId = "gone"
        #expect(try MarkupReader(VideoPage(manifest: manifest, folder: "f").html()).count("article") == 2)
    }
}
