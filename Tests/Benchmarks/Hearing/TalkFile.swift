import StateFiles
import SystemPackage

/// A video with a tiny picture and a sound, as both programs are given it.
enum TalkFile {
    /// Makes it from what ffmpeg's arguments name as its input 1, unless it is there. `filter` is a graph of the sound.
    static func make(at path: FilePath, _ input: [String], filter: String = "anull", seconds: Double? = nil) throws {
        if try path.isThere { return }
        let part = path.removingLastComponent().appending("part.mp4")
        let length = seconds.map { ["-t", "\($0)"] } ?? ["-shortest"]
        try ffmpeg(
            ["-f", "lavfi", "-i", "testsrc=s=160x90:r=2"] + input
                + ["-filter_complex", "[1:a]\(filter)[sound]", "-map", "0:v", "-map", "[sound]"] + length
                + ["-c:v", "libx264", "-preset", "ultrafast", "-crf", "40", "-pix_fmt", "yuv420p"]
                + ["-c:a", "aac", "-b:a", "96k", part.string]
        )
        try Files.rename(part, to: path)
    }

    /// Makes it from raw samples: 16 bit, mono.
    static func make(at path: FilePath, samples: FilePath, rate: Int, count: Int) throws {
        let input = ["-f", "s16le", "-ar", "\(rate)", "-ac", "1", "-i", samples.string]
        try make(at: path, input, seconds: Double(count) / Double(rate))
    }

    static func ffmpeg(_ arguments: [String]) throws {
        try Command.tool("ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error", "-y"] + arguments).measured()
    }
}
