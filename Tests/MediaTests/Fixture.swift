import Testing

/// How a source for tests is made: ffmpeg's own sources, coded in one way or another.
struct Fixture: Sendable, CustomTestStringConvertible {
    var name: String
    /// The file that comes out.
    var file: String
    /// The file that the first run makes, where further runs follow.
    var made: String?
    /// Frames a second, or what the picture's source takes for them.
    var rate = "30"
    /// Seconds.
    var duration = 5.0
    /// The picture's size.
    var size = "320x180"
    /// Filters behind the numbering.
    var filters = "null"
    /// The sound's source; nil for none.
    var sound: String? = Fixture.tones
    /// Coding options, picture and sound.
    var coding: [String]
    /// Further runs of ffmpeg.
    var then: [[String]] = []
    /// Filters that undo a rotation.
    var upright = "null"

    var testDescription: String { name }

    /// Bursts of noise and tone: a click at each whole second, something to hear in between.
    static let tones = "aevalsrc=0.2*sin(880*t)*(0.5+0.5*sin(3*t))+0.6*lt(mod(t\\,1)\\,0.01):s=48000"

    /// Each frame shows its number in twelve fields of 24 x 32 pixels at the top: white is 1, the lowest bit is left.
    var commands: [[String]] {
        let numbered =
            "color=black:size=12x1:rate=\(rate):duration=\(duration),format=gray,"
            + "geq=lum='if(bitand(trunc(N/pow(2,X)),1),255,0)',scale=288x32:flags=neighbor,format=yuv420p[number];"
            + "testsrc2=size=\(size):rate=\(rate):duration=\(duration),format=yuv420p[picture];"
            + "[picture][number]overlay=shortest=1,\(filters)"
        var command = ["-f", "lavfi", "-i", numbered]
        if let sound { command += ["-f", "lavfi", "-i", "\(sound)"] }
        command += ["-t", "\(duration)", "-map", "0:v"]
        if sound != nil { command += ["-map", "1:a"] }
        return [command + coding + [made ?? file]] + then
    }

    static let h264 = ["-c:v", "libx264", "-preset", "veryfast", "-c:a", "aac"]
}
