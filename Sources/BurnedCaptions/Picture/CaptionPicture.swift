/// The picture that captions are drawn on: the frames of one clip in one format.
public struct CaptionPicture: Sendable, Equatable {
    /// Width and height in pixels as they are shown, both above 0.
    public var width: Int
    /// See `width`.
    public var height: Int
    /// Its frame rate as a fraction, `frames` in `seconds`: 30000 in 1001 for 29.97 frames a second. Both above 0.
    public var frames: Int
    /// See `frames`.
    public var seconds: Int
    /// How long it is, in seconds. Its first frame is shown at 0.
    public var duration: Double

    /// Makes a picture from its parts.
    public init(width: Int, height: Int, frames: Int, seconds: Int = 1, duration: Double) {
        self.width = width
        self.height = height
        self.frames = frames
        self.seconds = seconds
        self.duration = duration
    }

    /// How many frames it has.
    var frameCount: Int { max(0, nearestFrame(duration)) }

    /// The frame that begins nearest to a time, from 0; never below 0.
    func nearestFrame(_ time: Double) -> Int {
        let place = (time * Double(frames) / Double(seconds)).rounded()
        return Int(max(0, min(place, 1e12)))
    }

    /// The time that a script gives, in hundredths of a second, so that what begins then is first seen on `frame`. It
    /// lies near the middle between that frame and the one before, so that time bases which round times of frames do no
    /// harm. Above 100 frames a second hundredths do not reach each frame.
    func hundredths(of frame: Int) -> Int {
        guard frame > 0 else { return 0 }
        let middle = (Double(frame) - 0.5) * Double(seconds) / Double(frames)
        return Int((middle * 100).rounded())
    }
}
