import Media
import Testing

/// What is coded quicker, for the same picture in more bytes.
struct PictureCodingTests {
    @Test(arguments: [
        (PictureCoding(crf: 20, preset: "fast"), PictureCoding(crf: 18, preset: "veryfast")),
        (PictureCoding(crf: 20, preset: "slow"), PictureCoding(crf: 18, preset: "fast")),
        (PictureCoding(crf: 23, preset: "faster"), PictureCoding(crf: 22, preset: "veryfast")),
        (PictureCoding(crf: 23, preset: "veryfast"), PictureCoding(crf: 23, preset: "veryfast")),
        (PictureCoding(crf: 23, preset: "ultrafast"), PictureCoding(crf: 23, preset: "ultrafast")),
        // A factor of 0 means without loss, which is another profile.
        (PictureCoding(crf: 1, preset: "medium"), PictureCoding(crf: 1, preset: "faster")),
        (PictureCoding(crf: 20, preset: "unheard of"), PictureCoding(crf: 20, preset: "unheard of")),
    ])
    func isTwoPresetsQuickerAtMost(asked: PictureCoding, taken: PictureCoding) {
        #expect(asked.quicker == taken)
    }
}
