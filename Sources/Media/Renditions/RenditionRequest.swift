/// A shape in which a finished clip is made once more: for a screen held upright, a square post.
public struct RenditionRequest: Sendable, Equatable {
    /// The name of its files, without an ending: letters, digits and hyphens.
    public var name: String
    /// Width in pixels, even.
    public var width: Int
    /// Height in pixels, even.
    public var height: Int
    /// What of the clip's picture is shown.
    public var reframing: Reframing
    /// How far down the middle of a fitted picture is, as a share of the height, as far as there is room.
    public var fitCentre: Double
    /// What is drawn over the picture: a script of Advanced SubStation Alpha; nil for nothing.
    public var captions: String?

    /// Asks for a shape.
    public init(
        name: String,
        width: Int,
        height: Int,
        reframing: Reframing,
        fitCentre: Double = 0.5,
        captions: String? = nil
    ) {
        self.name = name
        self.width = width
        self.height = height
        self.reframing = reframing
        self.fitCentre = fitCentre
        self.captions = captions
    }
}

extension RenditionRequest {
    /// Where a clip's whole picture lies on it where it is fitted: the largest that there is room for, of even sizes.
    public func fitted(_ clip: FinishedClip) -> (left: Int, top: Int, width: Int, height: Int) {
        let scale = min(Double(width) / Double(max(1, clip.width)), Double(height) / Double(max(1, clip.height)))
        func even(_ length: Int, _ most: Int) -> Int {
            min(most, max(2, Int((Double(length) * scale / 2).rounded()) * 2))
        }
        let size = (width: even(clip.width, width), height: even(clip.height, height))
        let top = Int(Double(height) * fitCentre) - size.height / 2
        return ((width - size.width) / 2 & ~1, min(max(0, top), height - size.height) & ~1, size.width, size.height)
    }
}

/// How a picture of one shape becomes one of another.
public enum Reframing: Sendable, Equatable {
    /// All of it fills the shape: both are the same but for rounding.
    case whole
    /// A window of it fills the shape; in stretches of frames that are named, in order, it is fitted all the same.
    case crop(CropPath, fitted: [Range<Int>] = [])
    /// All of it, over a blurred copy of itself that fills the shape.
    case fit
    /// Nothing of it: the sound is drawn anew, in this shape.
    case drawn
}

/// Where the window lies that is shown of a picture, frame by frame. Pixels of the clip.
public struct CropPath: Sendable, Equatable {
    /// From a frame on, the window's left and top edge are here.
    public struct Place: Sendable, Equatable {
        /// Frames before it.
        public var frame: Int
        /// Pixels left of the window.
        public var left: Int
        /// Pixels above the window.
        public var top: Int

        /// Describes a place.
        public init(frame: Int, left: Int, top: Int) {
            self.frame = frame
            self.left = left
            self.top = top
        }
    }

    /// The window's width, even.
    public var width: Int
    /// The window's height, even.
    public var height: Int
    /// Where it lies, by rising frames; the first is of frame 0. Never empty.
    public private(set) var places: [Place]

    /// The path through a place for each frame. Places that stay the same are one.
    public init(width: Int, height: Int, places: some Sequence<Place>) {
        self.width = width
        self.height = height
        var kept: [Place] = []
        for place in places where kept.last.map({ $0.left != place.left || $0.top != place.top }) ?? true {
            kept.append(place)
        }
        self.places = kept.isEmpty ? [Place(frame: 0, left: 0, top: 0)] : kept
    }
}

/// A finished clip, of which renditions are made.
public struct FinishedClip: Sendable, Equatable {
    /// Frames.
    public var frames: Int
    /// Frames a second, constant.
    public var frameRate: Double
    /// Width in pixels.
    public var width: Int
    /// Height in pixels.
    public var height: Int
    /// Whether it has sound.
    public var hasSound: Bool
    /// Integrated loudness in LUFS; nil without sound, or where it is silence.
    public var loudness: Double?

    /// Describes `clip.mp4`.
    public init(frames: Int, frameRate: Double, width: Int, height: Int, hasSound: Bool, loudness: Double?) {
        self.frames = frames
        self.frameRate = frameRate
        self.width = width
        self.height = height
        self.hasSound = hasSound
        self.loudness = loudness
    }

    /// Seconds.
    public var duration: Double { Double(frames) / frameRate }
}
