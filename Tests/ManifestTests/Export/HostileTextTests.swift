import Testing

@testable import Manifest

@Suite("Text that came from a video breaks no format")
struct HostileTextTests {
    static let titles = [
        "a\nb", "a\r\n\r\n00:00:00.000 --> 00:00:01.000\nb", "a\u{0}b\u{1B}[2Jc", "</script><script>alert(1)</script>",
        "<!--", "a --> b", "-->", "\"quoted\", and 'so'", "a\\u0022b\\", "\u{202E}evil\u{2066}", "a\u{2028}b\u{2029}c",
        "=1+1", "+1", "-1", "@SUM(A1)", "＝1", "\t=1", "x;=1", "x; =1;y", "\"=1\"", "comma,\u{301} mark",
        "quote\"\u{301}mark", "* FROM CLIP NAME: other.mp4", "001  X V C 00:00:00:00", "NOTE", "WEBVTT", "&amp;", "",
        " ", "\u{FEFF}", "00:00 Zero", "👩\u{200D}💻", "{\"a\":1}",
    ]

    @Test("Each text file has the lines it should and no control characters", arguments: titles)
    func keepsLines(_ title: String) throws {
        let manifest = hostile(title)
        for (format, lines) in [(ExportFormat.edl, 14), (.csv, 3), (.chapters, 10), (.youtube, 4)] {
            let text = try manifest.export(format)
            #expect(text.utf8.count { $0 == 10 } == lines, "\(format): \(text)")
            #expect(!text.unicodeScalars.contains(where: isForbidden), "\(format): \(text)")
        }
    }

    @Test("Each JSON file reads back with the same title in one line", arguments: titles)
    func keepsTitles(_ title: String) throws {
        let manifest = hostile(title)
        let line = title.singleLine.isEmpty ? "Moment 2" : title.singleLine
        for (format, way) in [(ExportFormat.otio, "Clip.2"), (.podcast, "title"), (.jsonld, "Clip")] {
            let text = try manifest.export(format)
            let tree = try JSONTree(text: text)
            let titles: [String] = tree.all.compactMap {
                guard [$0["OTIO_SCHEMA"]?.string, $0["@type"]?.string, "title"].contains(way) else { return nil }
                return ($0["name"] ?? $0["title"])?.string
            }
            #expect(titles.contains(line), "\(format): \(text)")
            #expect(!text.unicodeScalars.contains(where: isForbidden), "\(format): \(text)")
        }
        #expect(try !manifest.export(.jsonld).contains { "<>&".contains($0) })
    }

    @Test(
        "A label is quoted by RFC 4180 and is no formula",
        arguments: [
            ("plain", "plain"), ("a,b", "\"a,b\""), ("say \"so\"", "\"say \"\"so\"\"\""), ("=1+1", "'=1+1"),
            ("-1", "'-1"), ("a-1", "a-1"), ("＝1", "'＝1"), ("x;=1", "\"x;'=1\""), ("x; @y", "\"x;' @y\""),
            ("\"=1\"", "\"'\"\"=1\"\"\""), ("comma,\u{301}", "\"comma,\u{301}\""), ("\n=1", "'=1"),
            ("=\u{301}", "'=\u{301}"),
        ]
    )
    func quotesLabels(_ title: String, _ field: String) throws {
        let manifest = ExportSample.manifest(spans: [(1, 2)], titles: [title])
        #expect(try manifest.export(.csv) == "1,2,\(field)\n")
    }

    @Test("An arrow occurs in WebVTT only between times", arguments: titles)
    func keepsArrows(_ title: String) throws {
        let lines = try hostile(title).export(.chapters).split(separator: "\n")
        #expect(lines.filter { $0.contains("-->") }.count == 3)
        #expect(lines.dropFirst().allSatisfy { !$0.contains("<") })
    }

    @Test(
        "The CSV is read back by python's own reader",
        .enabled("python3 is not installed") { await Python.has("csv") }
    )
    func isReadAsCSV() async throws {
        let script = """
            import csv, json, sys
            sys.stdin.reconfigure(newline="")
            json.dump(list(csv.reader(sys.stdin, strict=True)), sys.stdout)
            """
        let manifest = ExportSample.manifest(spans: Self.titles.map { _ in (1, 2) }, titles: Self.titles)
        let rows = try await JSONTree(text: Python.output(of: script, input: manifest.export(.csv))).items
        #expect(rows.count == Self.titles.count)
        for (index, row) in rows.enumerated() {
            #expect(row.items.count == 3)
            let label = row[2]?.string?.unicodeScalars.filter { $0 != "'" }
            #expect(label.map(Array.init) == manifest.title(ofMomentAt: index).unicodeScalars.filter { $0 != "'" })
        }
    }

    /// A hostile title on the second moment, and the same text wherever else a video's words may stand.
    private func hostile(_ text: String) -> VideoManifest {
        var manifest = ExportSample.manifest(titles: ["a", text, "c"])
        manifest.source.path = "/inbox/\(text)/\(text).mp4"
        manifest.transcript?.language = text
        for index in manifest.moments.indices {
            manifest.moments[index].description = text
            manifest.moments[index].quote = text
            manifest.moments[index].reason = text
            manifest.clips[index].caption = text
            manifest.clips[index].hashtags = [text]
        }
        return manifest
    }

    private func isForbidden(_ scalar: Unicode.Scalar) -> Bool {
        let properties = scalar.properties
        let category = properties.generalCategory
        return (category == .control && scalar != "\n") || category == .lineSeparator
            || category == .paragraphSeparator || properties.isBidiControl
    }
}
