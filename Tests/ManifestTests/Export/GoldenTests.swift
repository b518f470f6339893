import Testing

@testable import Manifest

@Suite("The small sample in each format of text")
struct GoldenTests {
    @Test func edl() throws {
        let expected = """
            TITLE: key note
            FCM: NON-DROP FRAME

            001  KEYNOTE  AA/V  C        00:01:00:13 00:01:30:00 01:00:00:00 01:00:29:12
            * FROM CLIP NAME: key note.mp4
            * COMMENT: Why <it> works

            002  KEYNOTE  AA/V  C        00:00:12:09 00:00:40:00 01:00:29:12 01:00:57:03
            * FROM CLIP NAME: key note.mp4
            * COMMENT: The surprising truth

            003  KEYNOTE  AA/V  C        00:01:40:00 00:02:20:01 01:00:57:03 01:01:37:04
            * FROM CLIP NAME: key note.mp4
            * COMMENT: Moment 3

            """
        #expect(try ExportSample.manifest().export(.edl) == expected)
    }

    @Test func edlInDropFrame() throws {
        let manifest = ExportSample.manifest(
            frameRate: 29.97,
            hasSound: false,
            spans: [(59.98, 60.1)],
            titles: ["A"]
        )
        let expected = """
            TITLE: key note
            FCM: DROP FRAME

            001  KEYNOTE  V     C        00:00:59;28 00:01:00;04 01:00:00;00 01:00:00;04
            * FROM CLIP NAME: key note.mp4
            * COMMENT: A

            """
        #expect(try manifest.export(.edl) == expected)
    }

    @Test func csv() throws {
        let expected = """
            60.5,90,Why <it> works
            12.345,40,The surprising truth
            100,140.02,Moment 3

            """
        #expect(try ExportSample.manifest().export(.csv) == expected)
    }

    @Test func chapters() throws {
        let expected = """
            WEBVTT

            00:00:12.345 --> 00:00:40.000
            The surprising truth

            00:01:00.500 --> 00:01:30.000
            Why &lt;it&gt; works

            00:01:40.000 --> 00:02:20.020
            Moment 3

            """
        #expect(try ExportSample.manifest().export(.chapters) == expected)
    }

    @Test func youTube() throws {
        let expected = """
            00:00 Intro
            00:12 The surprising truth
            01:00 Why ‹it› works
            01:40 Moment 3

            """
        #expect(try ExportSample.manifest().export(.youtube) == expected)
    }

    @Test func podcast() throws {
        let expected = """
            {
              "chapters" : [
                {
                  "endTime" : 40,
                  "startTime" : 12.345,
                  "title" : "The surprising truth"
                },
                {
                  "endTime" : 90,
                  "startTime" : 60.5,
                  "title" : "Why <it> works"
                },
                {
                  "endTime" : 140.02,
                  "startTime" : 100,
                  "title" : "Moment 3"
                }
              ],
              "version" : "1.2.0"
            }

            """
        #expect(try ExportSample.manifest().export(.podcast) == expected)
    }

    @Test func jsonLD() throws {
        var manifest = ExportSample.manifest(spans: [(60.5, 90)], titles: ["Why <it> works & how"])
        manifest.clips[0].thumbnail = "clips/01.jpg"
        let expected = #"""
            {
              "@context" : "https://schema.org",
              "@type" : "VideoObject",
              "contentUrl" : "https://example.com/key%20note.mp4",
              "description" : "Why \u003cit\u003e works \u0026 how",
              "duration" : "PT150S",
              "hasPart" : [
                {
                  "@type" : "Clip",
                  "endOffset" : 90,
                  "name" : "Why \u003cit\u003e works \u0026 how",
                  "startOffset" : 60.5,
                  "url" : "https://example.com/v?id=7\u0026t=60#top"
                }
              ],
              "inLanguage" : "en",
              "name" : "key note",
              "thumbnailUrl" : "https://example.com/clips/01.jpg",
              "uploadDate" : "\#(SampleMaker.early)",
              "url" : "https://example.com/v?id=7#top"
            }

            """#
        #expect(try manifest.export(.jsonld, pageURL: "https://example.com/v?id=7#top") == expected)
    }
}
