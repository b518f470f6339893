/// The picture of what has none: the sound as a row of bars, bright as far as it was heard, on a plain ground.
struct DrawnPicture: Sendable, Equatable {
    /// Pixels, even.
    let width: Int
    /// Pixels, even.
    let height: Int
    /// Frames of the whole picture.
    let frames: Int

    /// The name of the image of the whole sound, in the scratch folder: one column a bar.
    static let wave = "wave.png"
    /// Of how many bars it is, and how many pixels high.
    private static let waveSize = (bars: 72, height: 240)

    /// As the pages have it by night.
    private static let ground = "0x0f172a"
    private static let bar = "0x60a5fa"

    /// The run of ffmpeg that draws the image, one of its own: all of a sound must be read before any of it can be drawn, and so
    /// many frames would wait for it.
    static func drawingWave(of sound: String) -> [String] {
        let wave =
            // Speech at the loudness of clips then reaches most of the height.
            "[0:a:0]aformat=channel_layouts=mono,volume=4,showwavespic=s=\(waveSize.bars)x\(waveSize.height):scale=sqrt:"
            + "filter=average:colors=\(bar)[wave]"
        return MediaTools.quiet + [
            "-i", sound, "-filter_complex", wave, "-map", "[wave]", "-frames:v", "1", "-f", "image2",
        ]
            + [Self.wave]
    }

    /// Where the bars are, in pixels: below where titles stand, above where captions do.
    private var band: (left: Int, top: Int, width: Int, height: Int, pitch: Int) {
        let isUpright = height * 2 > width * 3
        let pitch = max(2, width * (isUpright ? 66 : 80) / 100 / Self.waveSize.bars)
        let (across, tall) = (pitch * Self.waveSize.bars, max(2, height * (isUpright ? 14 : 26) / 100 & ~1))
        let middle = height * (isUpright ? 43 : 50) / 100
        return ((width - across) / 2 & ~1, (middle - tall / 2) & ~1, across, tall, pitch)
    }

    /// The filters that draw its frames from 0 on, without a name at the end. `wave` is the stream of the image; names in the graph
    /// begin with `name`. All but how far the sound was heard is drawn once.
    func filters(wave: String, rate: Rational, named name: String) -> String {
        let (left, top, across, tall, pitch) = band
        let gap = max(1, pitch * 2 / 5)
        let bars =
            "\(wave)scale=\(across):\(tall):flags=neighbor,"
            + "drawgrid=x=-1:y=-1:w=\(pitch):h=\(tall + 2):t=\(gap):c=\(Self.ground):replace=1[\(name)-bars]"
        func still(_ width: Int, _ height: Int) -> String {
            "color=c=\(Self.ground):s=\(width)x\(height):r=\(rate),trim=end_frame=1"
        }
        // It lets little through of what is still to be heard; over the plain ground nobody sees it.
        let curtain = still(across & ~1, tall) + ",format=yuva420p,colorchannelmixer=aa=0.7[\(name)-curtain]"
        let clock = "loop=loop=-1:size=1,setpts=N,trim=end_frame=\(frames)"
        let part = "n/\(max(1, frames - 1))"
        return [
            bars, curtain, still(width, height) + "[\(name)-ground]",
            "[\(name)-ground][\(name)-bars]overlay=\(left):\(top),\(clock)[\(name)-heard]",
            "[\(name)-heard][\(name)-curtain]overlay=x='\(left)+\(across)*\(part)':y=\(top),format=yuv420p",
        ].joined(separator: ";")
    }
}

extension VideoTrack {
    /// The track that a source would have that a picture is drawn for. No stream holds it.
    static let drawn = VideoTrack(
        index: -1,
        codec: "none",
        profile: nil,
        width: ClipDrawing.width,
        height: ClipDrawing.height,
        codedWidth: ClipDrawing.width,
        codedHeight: ClipDrawing.height,
        pixelShape: .one,
        nominalRate: Rational(whole: ClipDrawing.rate),
        averageRate: nil,
        timeBase: Rational.one.multiplied(by: 1, over: ClipDrawing.rate),
        pixelFormat: "yuv420p",
        rotation: 0,
        colour: Colour(transfer: "bt709", primaries: "bt709", matrix: "bt709", range: "tv"),
        fieldOrder: "progressive"
    )
}

extension FrameTable {
    /// The frames that are drawn for a span of sound. `start` and `end` are seconds on the container's clock.
    static func drawn(from start: Double, to end: Double) -> FrameTable {
        let rate = Double(ClipDrawing.rate)
        let numbers = Int((start * rate).rounded(.down)) - 1...Int((end * rate).rounded(.up)) + 1
        return FrameTable(all: Array(numbers), start: start, end: end, timeBase: VideoTrack.drawn.timeBase)
    }
}
