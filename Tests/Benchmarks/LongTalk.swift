import StateFiles
import SystemPackage

/// A talk of four hours, small in bytes, with captions in one folder and without any in another.
struct LongTalk {
    /// With captions beside it.
    let captioned: FilePath
    /// Without.
    let bare: FilePath
    /// How many words the captions have.
    let words: Int

    /// Makes it in a folder.
    init(in folder: FilePath) throws {
        let length = 4 * 3600
        bare = folder.appending("long-bare").appending("talk.mp4")
        captioned = folder.appending("long-captioned").appending("talk.mp4")
        for path in [bare, captioned] { try Files.makeDirectory(path.removingLastComponent()) }
        let video = TestVideo(
            length: length,
            part: 600,
            picture: "testsrc=s=320x180:r=2",
            encoding: ["-preset", "ultrafast", "-crf", "35"],
            sound: TestVideo.speech
        )
        try video.make(at: bare)
        if try !captioned.isThere { try Files.link(bare, to: captioned) }
        let speech = Speech(seconds: Double(length) - 5, seed: 3)
        words = speech.words
        try captioned.removingLastComponent().appending("talk.vtt").write(speech.captions.utf8)
    }
}
