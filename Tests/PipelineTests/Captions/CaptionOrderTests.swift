import Intake
import SystemPackage
import Testing

@testable import Pipeline

/// Which caption file comes first, by the languages that are wanted.
@Suite struct CaptionOrderTests {
    @Test(
        arguments: [
            (["talk.de.srt", "talk.en.srt"], "en", nil, "talk.en.srt", "in the language asked for (en)"),
            (["talk.de.srt", "talk.en.srt"], nil, "en", "talk.en.srt", "in the language of the sound (en)"),
            (["talk.de.srt", "talk.en.srt"], nil, nil, "talk.de.srt", "the first of 2 beside it"),
            (["talk.de.srt", "talk.en.srt"], "fr", "en", "talk.de.srt", "the first of 2 beside it"),
            (["talk.vtt", "talk.en.vtt"], nil, nil, "talk.vtt", "the first of 2 beside it"),
            (["talk.vtt", "talk.en.vtt"], nil, "de", "talk.vtt", "the first of 2 beside it"),
            (["talk.vtt", "talk.en.vtt"], "en", nil, "talk.en.vtt", "in the language asked for (en)"),
            (["talk.pt.srt", "talk.pt-BR.srt"], "pt-BR", nil, "talk.pt-BR.srt", "in the language asked for (pt-BR)"),
            (["talk.de.vtt", "talk.en-orig.vtt"], nil, nil, "talk.en-orig.vtt", "the first of 2 beside it"),
            (["talk.en.sdh.srt", "talk.en.srt"], "en", nil, "talk.en.srt", "in the language asked for (en)"),
            (["talk.en.auto.vtt", "talk.de.vtt"], "en", nil, "talk.en.auto.vtt", "in the language asked for (en)"),
            // Those of the video's own name come first, also where they are in another language.
            (["talk.wav.en.srt", "talk.de.srt"], "en", nil, "talk.de.srt", "the first of 2 beside it"),
            (["talk.wav.srt", "talk.en.auto.srt"], nil, "en", "talk.en.auto.srt", "in the language of the sound (en)"),
            (["talk.wav.de.srt", "talk.wav.en.srt"], "en", nil, "talk.wav.en.srt", "in the language asked for (en)"),
        ] as [([String], String?, String?, String, String)]
    )
    func theWantedLanguageIsFirst(
        _ files: [String],
        _ asked: String?,
        _ spoken: String?,
        _ first: String,
        _ reason: String
    ) throws {
        let names = files.compactMap { FilePath.Component($0) }
        let sorted = CaptionFiles(names).beside("talk.mp4").map { FilePath("/in").appending($0) }
        let order = CaptionOrder(sorted, of: "/in/talk.mp4", asked: asked, spoken: spoken)
        let chosen = try #require(order.full.first)
        #expect(chosen.file.lastComponent?.string == first && chosen.reason == reason)
        #expect(order.full.count == files.count && order.forced.isEmpty)
    }

    @Test func theDocumentsOfATrackArePartedAtTheirEnds() {
        let text = "<?xml?><tt a=\"b\"><p>one</p></tt>\n<tt:tt><tt:p>two</tt:p></tt:tt>"
        let parts = InsideWords.documents(Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
        #expect(parts == ["<?xml?><tt a=\"b\"><p>one</p></tt>", "\n<tt:tt><tt:p>two</tt:p></tt:tt>"])
    }
}
