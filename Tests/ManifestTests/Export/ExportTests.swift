import Testing

@testable import Manifest

@Suite struct ExportTests {
    @Test("Each format has a name, an ending, a media type and a line of its own")
    func describesFormats() {
        let formats = ExportFormat.allCases
        #expect(formats.map(\.rawValue) == ["otio", "edl", "csv", "chapters", "youtube", "podcast", "jsonld"])
        #expect(formats.map(\.fileExtension) == ["otio", "edl", "csv", "vtt", "txt", "json", "jsonld"])
        #expect(Set(formats.map(\.summary)).count == formats.count)
        #expect(formats.allSatisfy { $0.mediaType.contains("/") && !$0.summary.contains("\n") })
    }

    @Test("Every format ends in one line feed", arguments: ExportFormat.allCases)
    func endsInLineFeed(_ format: ExportFormat) throws {
        let text = try ExportSample.manifest().export(format)
        #expect(text.hasSuffix("\n") && !text.hasSuffix("\n\n"))
    }

    @Test("A manifest without moments is refused by every format", arguments: ExportFormat.allCases)
    func refusesNoMoments(_ format: ExportFormat) {
        #expect(throws: ExportError.noMoments(video: "0123456789abcdef")) {
            try ExportSample.manifest(spans: [], titles: []).export(format)
        }
    }

    @Test(
        "Times that are no span are refused by every format",
        arguments: ExportFormat.allCases,
        [(5, 5), (5, 4), (-1, 4), (0, .infinity), (0, 1e300), (-.infinity, 1)] as [(Double, Double)]
    )
    func refusesBadSpan(_ format: ExportFormat, _ span: (Double, Double)) {
        #expect(throws: ExportError.badSpan(moment: "m0", start: span.0, end: span.1)) {
            try ExportSample.manifest(spans: [span], titles: ["a"]).export(format)
        }
    }

    @Test("A NaN is refused", arguments: ExportFormat.allCases)
    func refusesNaN(_ format: ExportFormat) {
        #expect(throws: ExportError.self) {
            try ExportSample.manifest(spans: [(0, .nan)], titles: ["a"]).export(format)
        }
        #expect(throws: ExportError.self) {
            try ExportSample.manifest(spans: [(.nan, 1)], titles: ["a"]).export(format)
        }
    }

    @Test("A score that JSON cannot hold is an error, and so is a rate that is none")
    func refusesBadNumbers() {
        var manifest = ExportSample.manifest()
        manifest.moments[0].score = .nan
        #expect(throws: ExportError.self) { try manifest.export(.otio) }
        #expect(throws: ExportError.unsupportedFrameRate(.otio, 0)) {
            try ExportSample.manifest(frameRate: 0).export(.otio)
        }
        #expect(throws: ExportError.noFrameRate(.otio)) { try ExportSample.manifest(frameRate: nil).export(.otio) }
    }

    @Test(
        "A page's address is an http or https URL with a host",
        arguments: [
            "javascript:alert(1)", "https://", "https:///x", "ftp://a/b", "//example.com", "", "https://a/ b",
            "https://a/\"", "https://a/ü", "https://a/<b>", "http://?x",
        ]
    )
    func refusesPage(_ url: String) {
        #expect(throws: ExportError.badPageURL(url)) { try ExportSample.manifest().export(.jsonld, pageURL: url) }
    }

    @Test(
        "A moment's link is the page at a time",
        arguments: [
            (nil, "?t=12"), ("https://a.example/v", "https://a.example/v?t=12"),
            ("HTTP://a.example/v?x=1#y", "HTTP://a.example/v?x=1&t=12#y"),
        ]
    )
    func linksMoments(_ page: String?, _ link: String) throws {
        let tree = try JSONTree(text: ExportSample.manifest().export(.jsonld, pageURL: page))
        #expect(tree["hasPart"]?[0]?["url"] == .string(link))
        #expect(tree["url"] == page.map(JSONTree.string))
    }

    @Test("An error is one line, whatever the file said")
    func describesErrorsInALine() {
        let errors: [ExportError] = [
            .noMoments(video: "a\nb"), .badSpan(moment: "a\u{1B}b", start: 1, end: 0), .noFrameRate(.edl),
            .unsupportedFrameRate(.edl, 120), .beyondADay(.edl), .tooFewChapters(1), .badPageURL("a\nb"),
            .notJSON("a\nb"),
        ]
        for error in errors {
            #expect(error.description == error.description.singleLine)
            #expect(error.description.hasSuffix("."))
        }
    }
}
