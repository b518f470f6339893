import Testing
import Transcript

/// The web-platform-tests of WebVTT.
@Suite(.enabled(if: ConformanceCases.folder != nil, "the conformance cases are not beside this package"))
struct WebVTTConformanceTests {
    @Test(arguments: try ConformanceCases.names("wpt-file-parsing", suffix: ".vtt"))
    func fileParsing(name: String) throws {
        let expected = try ConformanceCases.decode(ExpectedFile.self, "wpt-file-parsing/\(name).expected.json")
        let captions = try Captions(webVTT: ConformanceCases.bytes("wpt-file-parsing/\(name).vtt"))
        #expect(captions.cues.map { Self.described($0, in: captions) } == expected.cues)
        #expect(captions.regions.map(Self.described) == expected.regions)
        #expect(captions.stylesheets == expected.stylesheets)

        var printed = try Captions(webVTT: captions.webVTT())
        printed.problems = captions.problems
        printed.notes = captions.notes
        #expect(printed == captions, "does not survive printing")
    }

    @Test(arguments: try ConformanceCases.names("wpt-signature-invalid", suffix: ".vtt"))
    func invalidSignature(name: String) throws {
        let bytes = try ConformanceCases.bytes("wpt-signature-invalid/\(name).vtt")
        #expect(throws: CaptionError.self) { try Captions(webVTT: bytes) }
    }

    @Test(arguments: try ConformanceCases.names("wpt-cue-text", suffix: ".json"))
    func cueText(name: String) throws {
        let file = try ConformanceCases.decode(ExpectedCueTexts.self, "wpt-cue-text/\(name).json")
        for expected in file.cases {
            let source = "WEBVTT\n\n00:00.000 --> 00:01.000\n" + expected.text
            let cue = try #require(try Captions(webVTT: source).cues.first)
            let text = CueText(parsing: cue.text)
            #expect(Self.tree(text) == expected.tree, "\(expected.text)")
            #expect(text.plainText == expected.plainText, "\(expected.text)")
        }
    }

    @Test func allCasesAreThere() throws {
        #expect(try ConformanceCases.names("wpt-file-parsing", suffix: ".vtt").count == 42)
        #expect(try ConformanceCases.names("wpt-signature-invalid", suffix: ".vtt").count == 15)
        #expect(try ConformanceCases.names("wpt-cue-text", suffix: ".json").count == 5)
    }

    struct ExpectedCueTexts: Decodable {
        struct Case: Decodable {
            var text: String
            var tree: String
            var plainText: String
        }

        var cases: [Case]
    }

    private static func described(_ cue: Cue, in captions: Captions) -> ExpectedFile.ExpectedCue {
        let settings = cue.settings
        return ExpectedFile.ExpectedCue(
            id: cue.id,
            startMs: Int((cue.start * 1000).rounded()),
            endMs: Int((cue.end * 1000).rounded()),
            text: cue.text,
            vertical: settings.vertical.rawValue,
            align: settings.align.rawValue,
            line: ExpectedFile.NumberOrAuto(settings.line),
            snapToLines: settings.snapToLines,
            lineAlign: settings.lineAlign.rawValue,
            position: ExpectedFile.NumberOrAuto(settings.position),
            positionAlign: settings.positionAlign.rawValue,
            size: settings.size,
            region: captions.regions.lastIndex { $0.id == settings.region }
        )
    }

    private static func described(_ region: Region) -> ExpectedFile.ExpectedRegion {
        ExpectedFile.ExpectedRegion(
            id: region.id,
            width: region.width,
            lines: region.lines,
            regionAnchorX: region.regionAnchorX,
            regionAnchorY: region.regionAnchorY,
            viewportAnchorX: region.viewportAnchorX,
            viewportAnchorY: region.viewportAnchorY,
            scroll: region.scroll.rawValue
        )
    }

    /// The tree as the html5lib tests write it.
    private static func tree(_ text: CueText) -> String {
        var out = ""
        for node in text.nodes {
            let indent = "| " + String(repeating: "  ", count: node.depth)
            switch node.content {
            case .text(let value):
                out += indent + "\"\(value)\"\n"
            case .timestamp(let seconds):
                let total = Int((seconds * 1000).rounded())
                let fields = [(total / 3_600_000, 2), (total / 60_000 % 60, 2), (total / 1000 % 60, 2)]
                let clock = fields.map { padded($0.0, $0.1) }.joined(separator: ":")
                out += indent + "<?timestamp \(clock).\(padded(total % 1000, 3))>\n"
            case .element(let element):
                let names: [CueTextTag: String] = [.span: "span", .voice: "span", .language: "span"]
                out += indent + "<\(names[element.tag] ?? element.tag.rawValue)>\n"
                if !element.classes.isEmpty {
                    out += indent + "  class=\"\(element.classes.joined(separator: " "))\"\n"
                }
                if element.tag == .language { out += indent + "  lang=\"\(element.annotation)\"\n" }
                if element.tag == .voice { out += indent + "  title=\"\(element.annotation)\"\n" }
            }
        }
        return out
    }

    private static func padded(_ value: Int, _ width: Int) -> String {
        let digits = String(value)
        return String(repeating: "0", count: max(0, width - digits.count)) + digits
    }
}
