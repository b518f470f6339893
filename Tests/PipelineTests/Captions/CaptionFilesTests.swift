import Intake
import StateFiles
import SystemPackage
import Testing

@testable import Pipeline

/// Which files of a folder are a video's captions, as far as their names tell.
@Suite struct CaptionFilesTests {
    struct Folder: Sendable, CustomTestStringConvertible {
        let video: String
        let others: [String]
        let captions: [String]
        var testDescription: String { "\(video) \(others)" }

        init(_ video: String, _ others: [String], _ captions: [String]) {
            self.video = video
            self.others = others
            self.captions = captions
        }
    }

    private static let zoom = "GMT20240101-100000_Recording"

    static let folders = [
        Folder("talk.mp4", ["talk.vtt"], ["talk.vtt"]),
        // In part, and in full.
        Folder("talk.mp4", ["talk.en.forced.srt", "talk.en.srt"], ["talk.en.srt", "talk.en.forced.srt"]),
        Folder("talk.mp4", ["talk.forced.eng.srt", "talk.eng.sdh.srt"], ["talk.eng.sdh.srt", "talk.forced.eng.srt"]),
        Folder("talk.mp4", ["talk.en.auto.vtt", "talk.en.cc.vtt"], ["talk.en.cc.vtt", "talk.en.auto.vtt"]),
        // No captions.
        Folder("talk.mp4", ["talk.chapters.vtt", "talk.en.vtt"], ["talk.en.vtt"]),
        Folder("talk.mp4", ["talk.en.chapters.vtt", "talk.thumbs.vtt", "talk.bif.vtt", "talk.metadata.vtt"], []),
        Folder("talk.mp4", ["talk.info.json", "talk.txt", "talk.nfo", ".talk.vtt", "._talk.vtt", "talk.vtt.part"], []),
        Folder("talk.mp4", ["talk.live_chat.json3", "talk.storyboard.vtt", "talk.sprite.vtt"], []),
        // Another's.
        Folder("talk.mp4", ["talk.part2.mp4", "talk.part2.vtt"], []),
        Folder("talk.part2.mp4", ["talk.mp4", "talk.part2.vtt"], ["talk.part2.vtt"]),
        Folder("talk.mp4", ["talk.part2.vtt", "talk2.vtt", "talk 2.vtt", "talk-2.vtt", "talker.vtt"], []),
        Folder("talk.mp4", ["talk.en.mp4", "talk.en.vtt"], []),
        Folder("talk.en.mp4", ["talk.mp4", "talk.en.vtt", "talk.vtt"], ["talk.en.vtt"]),
        Folder("talk.mp4", ["talk.v2.mkv", "talk.v2.vtt"], []),
        Folder("talk.mp4", ["talk.mkv", "talk.mkv.srt", "talk.mp4.srt", "talk.vtt"], ["talk.vtt", "talk.mp4.srt"]),
        // Case and composition.
        Folder("talk.mp4", ["Talk.vtt"], ["Talk.vtt"]),
        Folder("Talk.MP4", ["talk.EN.SRT"], ["talk.EN.SRT"]),
        Folder("talk.mp4", ["Talk.mp4", "Talk.vtt"], []),
        Folder("Caf\u{E9}.mp4", ["Cafe\u{301}.vtt"], ["Cafe\u{301}.vtt"]),
        Folder("Cafe\u{301}.mp4", ["Caf\u{E9}.en.srt"], ["Caf\u{E9}.en.srt"]),
        // Other programs.
        Folder("\(zoom)_1920x1080.mp4", ["\(zoom).transcript.vtt"], ["\(zoom).transcript.vtt"]),
        Folder("\(zoom)_gallery_1280x720.mp4", ["\(zoom).transcript.vtt"], ["\(zoom).transcript.vtt"]),
        Folder("\(zoom)_as_1920x1080.mp4", ["\(zoom).cc.vtt"], ["\(zoom).cc.vtt"]),
        Folder("talk.mp4", ["talk_en.srt"], ["talk_en.srt"]),
        Folder("talk.mp4", ["talk-en.srt", "talk-pt_BR.srt"], ["talk-en.srt", "talk-pt_BR.srt"]),
        Folder("talk.mp4", ["talk (English).srt", "talk [de].srt"], ["talk (English).srt", "talk [de].srt"]),
        Folder("talk.mp4", ["talk no.srt", "talk - part one.srt", "talk_final_cut_two.srt"], []),
        Folder("talk.mp4", ["talk.sbv", "talk.ass"], ["talk.ass", "talk.sbv"]),
        Folder("talk.mp4", ["talk.json", "talk.en.json3"], ["talk.json", "talk.en.json3"]),
        Folder(
            "talk.mp4",
            ["talk.lrc", "talk.xml", "talk.dfxp", "talk.ttml", "talk.ssa"],
            [
                "talk.ssa", "talk.ttml", "talk.dfxp", "talk.xml", "talk.lrc",
            ]
        ),
        Folder(
            "talk.mp4",
            ["talk.en-orig.vtt", "talk.en-nP7-2PuUl7o.vtt"],
            [
                "talk.en-nP7-2PuUl7o.vtt", "talk.en-orig.vtt",
            ]
        ),
        Folder("talk.mp4", ["talk.mp4.en.vtt", "talk.MP4.srt"], ["talk.MP4.srt", "talk.mp4.en.vtt"]),
        // Named after the sound that a recogniser heard.
        Folder("podcast.mp4", ["podcast.wav", "podcast.wav.srt"], ["podcast.wav.srt"]),
        Folder("talk.mp4", ["talk.WAV.en.vtt", "Talk.m4a.srt"], ["Talk.m4a.srt", "talk.WAV.en.vtt"]),
        Folder("talk.mp4", ["talk.mp4.wav.vtt"], ["talk.mp4.wav.vtt"]),
        Folder(
            "talk.mp4",
            ["talk.wav.vtt", "talk.en.auto.srt", "talk.mp4.srt"],
            ["talk.mp4.srt", "talk.en.auto.srt", "talk.wav.vtt"]
        ),
        Folder("talk.mp4", ["talk.wav.mp4", "talk.wav.srt"], []),
        Folder("talk.wav.mp4", ["talk.mp4", "talk.wav.srt"], ["talk.wav.srt"]),
        Folder("talk.mp4", ["talk.part2.wav.srt", "talk2.wav.srt", "talk_wav.srt", "talk.txt.srt", ".wav.srt"], []),
        Folder("talk_track.mkv", ["talk_track_track3_[eng].srt"], ["talk_track_track3_[eng].srt"]),
        Folder("A talk [dQw4w9WgXcQ].webm", ["A talk [dQw4w9WgXcQ].en.vtt"], ["A talk [dQw4w9WgXcQ].en.vtt"]),
    ]

    @Test(arguments: folders) func theVideosOwnAreFound(_ folder: Folder) {
        let names = ([folder.video] + folder.others).compactMap { FilePath.Component($0) }
        let found = CaptionFiles(names).beside(names[0])
        #expect(found.map(\.bytes) == folder.captions.map { Array($0.utf8) }, "\(found)")
    }

    @Test(
        arguments: [
            ("talk.vtt", nil, .full), ("talk.pt-BR.vtt", "pt-BR", .full), ("talk.eng.sdh.srt", "en", .hearingImpaired),
            ("talk.hi.srt", "hi", .full), ("talk.en.hi.srt", "en", .hearingImpaired),
            ("talk.hi.en.srt", "en", .hearingImpaired),
            ("talk.forced.de.srt", "de", .forced), ("talk.en-orig.vtt", "en", .full),
            ("talk_zh-Hans.ass", "zh-Hans", .full),
            ("talk.es-419.vtt", "es-419", .full), ("talk.German.Forced.srt", "de", .forced),
            ("talk.und.srt", nil, .full),
            ("talk.en.auto.vtt", "en", .machine), ("talk.Deutsch.srt", "de", .full), ("talk.en.2.srt", "en", .full),
        ] as [(String, String?, CaptionName.Kind)]
    )
    func tagsAreRead(_ name: String, _ language: String?, _ kind: CaptionName.Kind) throws {
        let file = try #require(FilePath.Component(name))
        let read = try #require(CaptionName(file, of: "talk.mp4"))
        #expect(read.language == language && read.kind == kind)
    }

    @Test(arguments: ["wav", "mp3", "m4a", "aac", "flac", "ogg", "opus", "wma", "mka"])
    func theSoundsNameCounts(_ ending: String) throws {
        let file = try #require(FilePath.Component("talk.\(ending).srt"))
        let read = try #require(CaptionName(file, of: "talk.mp4"))
        #expect(read.isOfSound && read.language == nil && read.tags == 0)
        #expect(CaptionName("talk.srt", of: "talk.mp4")?.isOfSound == false)
    }

    /// Two names that are no UTF-8 are not the same for that.
    @Test func namesThatAreNoTextAreToldApart() throws {
        func name(_ bytes: [UInt8], _ ending: String) throws -> FilePath.Component {
            try #require(FilePath.Component(bytes: bytes + Array(ending.utf8)))
        }
        let names = [try name([0xFF], ".vtt"), try name([0xFE], ".en.vtt")]
        #expect(CaptionFiles(names).beside(try name([0xFE], ".mp4")) == [names[1]])
    }
}
