import Testing

/// A clip as a host might make it of the source's frames 30 to 89, or with a fault.
struct HostClip: Sendable, CustomTestStringConvertible {
    var name: String
    var frames = 30..<90
    /// What is done to the picture.
    var filters = "null"
    var coding = ["-c:v", "libx264", "-preset", "veryfast", "-crf", "26", "-bf", "2"]
    /// What the refusal says; nil where the clip is exact.
    var words: String?
    var testDescription: String { name }

    static let exact: [HostClip] = [
        HostClip(name: "as it is"),
        HostClip(name: "coarse", coding: ["-c:v", "libx264", "-preset", "veryfast", "-crf", "30"]),
        HostClip(
            name: "without B-frames",
            coding: ["-c:v", "libx264", "-profile:v", "baseline", "-preset", "veryfast"]
        ),
        HostClip(
            name: "many B-frames",
            coding: ["-c:v", "libx264", "-x264-params", "bframes=8:b-adapt=0:b-pyramid=normal"]
        ),
        HostClip(name: "begins late", coding: ["-c:v", "libx264", "-preset", "veryfast", "-output_ts_offset", "0.7"]),
        HostClip(
            name: "times in milliseconds, no edit list",
            coding: ["-c:v", "libx264", "-preset", "veryfast", "-video_track_timescale", "1000", "-use_editlist", "0"]
        ),
        HostClip(
            name: "fragments",
            coding: ["-c:v", "libx264", "-preset", "veryfast", "-movflags", "+frag_keyframe+empty_moov"]
        ),
    ]

    static let faulty: [HostClip] = [
        HostClip(name: "one frame early", frames: 29..<89, words: "one frame before those asked for"),
        HostClip(name: "one frame late", frames: 31..<91, words: "one frame after those asked for"),
        HostClip(name: "last one missing", frames: 30..<89, words: "59 frames in place of 60"),
        HostClip(name: "first one missing", frames: 31..<90, words: "59 frames in place of 60"),
        HostClip(name: "one more", frames: 30..<91, words: "61 frames in place of 60"),
        HostClip(
            name: "one late, scaled, coarse",
            frames: 31..<91,
            filters: "scale=320:180",
            coding: ["-c:v", "libx264", "-crf", "32", "-preset", "ultrafast"],
            words: "one frame after those asked for"
        ),
        HostClip(
            name: "one doubled, another left out",
            filters: "loop=loop=1:size=1:start=20,select='not(eq(n,42))',setpts=N/30/TB",
            words: "one frame before those asked for"
        ),
        HostClip(name: "a pause in the middle", filters: "setpts='PTS+gte(N,30)/30/TB'", words: "not evenly spaced"),
        HostClip(name: "another rate", filters: "setpts=N/25/TB", words: "not evenly spaced"),
        HostClip(name: "black", filters: "drawbox=c=black:t=fill", words: "its first frame differs from the source's"),
        HostClip(
            name: "a slate in the middle",
            filters: "drawbox=c=black:t=fill:enable='between(n,20,45)'",
            words: "differ from the source's by"
        ),
        HostClip(name: "another shape", filters: "scale=320:240,setsar=1", words: "another shape than 640x360"),
        HostClip(name: "MPEG-4", coding: ["-c:v", "mpeg4", "-q:v", "3"], words: "its picture is mpeg4, not h264"),
        HostClip(
            name: "4:4:4",
            coding: ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv444p"],
            words: "its pixels are yuv444p"
        ),
        HostClip(
            name: "lossless",
            coding: ["-c:v", "libx264", "-preset", "ultrafast", "-qp", "0"],
            words: "its H.264 profile is High 4:4:4 Predictive"
        ),
    ]
}
