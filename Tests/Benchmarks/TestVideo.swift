import StateFiles
import SystemPackage

/// A video made by ffmpeg's own sources: one part, repeated without encoding it again.
struct TestVideo {
    /// Seconds.
    var length: Int
    /// Seconds of the part that is repeated.
    var part: Int
    /// A filter graph that gives its picture, as ffmpeg's `lavfi` device takes it.
    var picture: String
    /// How the picture is encoded.
    var encoding: [String]
    /// A filter graph that gives its sound; nil for a video without any.
    var sound: String?

    /// Noise and tones that come and go like words and sentences.
    static let speech =
        "aevalsrc='0.35*(0.6*sin(2*PI*140*t)+0.4*sin(2*PI*310*t)+0.3*(random(0)-0.5))"
        + "*(0.5+0.5*sin(2*PI*3.7*t))*gt(sin(2*PI*t/6.1),-0.7)':s=48000"

    /// Makes it at a path, unless it is there already.
    func make(at path: FilePath) throws {
        if try path.isThere { return }
        let folder = path.removingLastComponent()
        let piece = folder.appending("part.mkv")
        let whole = folder.appending("whole.mp4")
        var arguments = ["-y", "-f", "lavfi", "-i", picture]
        if let sound { arguments += ["-f", "lavfi", "-i", sound] }
        arguments += ["-t", "\(part)", "-pix_fmt", "yuv420p", "-c:v", "libx264"] + encoding
        arguments += ["-c:a", "aac", "-b:a", "96k", piece.string]
        try Self.ffmpeg(arguments)
        let times = (length + part - 1) / part - 1
        try Self.ffmpeg(
            ["-y", "-stream_loop", "\(times)", "-i", piece.string, "-c", "copy", "-t", "\(length)", whole.string]
        )
        try Files.rename(whole, to: path)
        try Files.removeFile(piece)
    }

    private static func ffmpeg(_ arguments: [String]) throws {
        try Command.tool("ffmpeg", ["-hide_banner", "-nostdin", "-loglevel", "error"] + arguments).measured()
    }
}
