import BurnedCaptions
import Framing
import Manifest
import Media

extension Reframing {
    /// What is decided of a clip's framing, in pixels of the clip.
    init(_ plan: FramingPlan, of clip: FinishedClip, to size: (width: Int, height: Int)) {
        switch plan.mode {
        case .whole: self = .whole
        case .fit where !plan.isMixed: self = .fit
        default:
            let fitted = plan.isMixed ? plan.shots.filter { $0.mode == .fit }.map { $0.first..<$0.end } : []
            self = .crop(CropPath(plan, of: clip, to: size), fitted: fitted)
        }
    }
}

extension CropPath {
    fileprivate init(_ plan: FramingPlan, of clip: FinishedClip, to size: (width: Int, height: Int)) {
        let isSideways = clip.width * size.height >= size.width * clip.height
        func even(_ length: Double, _ most: Int) -> Int { min(most & ~1, max(2, Int((length / 2).rounded()) * 2)) }
        let width =
            isSideways ? even(Double(clip.height * size.width) / Double(size.height), clip.width) : clip.width & ~1
        let height =
            isSideways ? clip.height & ~1 : even(Double(clip.width * size.height) / Double(size.width), clip.height)
        let room = (across: clip.width - width, down: clip.height - height)
        let places = (0..<max(1, clip.frames)).lazy.map { frame in
            let position = plan.position(ofFrame: frame)
            func edge(_ room: Int, _ position: Double) -> Int {
                min(room, max(0, Int((Double(room) * position).rounded())))
            }
            return Place(
                frame: frame,
                left: edge(room.across, isSideways ? position : 0.5),
                top: edge(room.down, isSideways ? 0.5 : position)
            )
        }
        self.init(width: width, height: height, places: places)
    }

    /// Where the window lies in a frame.
    func place(ofFrame frame: Int) -> Place {
        var (low, high) = (0, places.count - 1)
        while low < high {
            let middle = (low + high + 1) / 2
            if places[middle].frame <= frame { low = middle } else { high = middle - 1 }
        }
        return places[low]
    }
}

/// Where the faces of a clip are on the picture of a rendition.
struct PlacedFaces {
    private let sightings: [Sighting]
    private let request: RenditionRequest
    private let clip: FinishedClip

    init(_ sightings: [Sighting], _ request: RenditionRequest, _ clip: FinishedClip) {
        self.sightings = sightings
        self.request = request
        self.clip = clip
    }

    /// All that are seen within a time in seconds, as fractions of the rendition.
    func rectangles(in time: Range<Double>) -> [CaptionRectangle] {
        // Samples are in the order of their times.
        var shown: [CaptionRectangle] = []
        for sighting in sightings[firstIndex(from: time.lowerBound - Self.margin)...] {
            guard sighting.time < time.upperBound + Self.margin else { break }
            for face in sighting.faces {
                let box = Self.head(rectangle(of: face, at: sighting.time))
                if box.right > 0, box.x < 1, box.bottom > 0, box.y < 1 { shown.append(box) }
            }
        }
        return shown
    }

    /// A face with the hair above it, which the finder's boxes end below.
    static func head(_ face: CaptionRectangle) -> CaptionRectangle {
        var head = face
        head.y -= hair * face.height
        head.height += hair * face.height
        return head
    }

    /// Heights of the face.
    private static let hair = 0.4

    /// Between two samples a face may have moved.
    private static let margin = 0.2

    private func firstIndex(from time: Double) -> Int {
        var (low, high) = (0, sightings.count)
        while low < high {
            let middle = (low + high) / 2
            if sightings[middle].time < time { low = middle + 1 } else { high = middle }
        }
        return low
    }

    private func rectangle(of face: SeenFace, at time: Double) -> CaptionRectangle {
        let (width, height) = (Double(clip.width), Double(clip.height))
        let frame = Int((time * clip.frameRate).rounded())
        if case .crop(let path, let fitted) = request.reframing, !fitted.contains(where: { $0.contains(frame) }) {
            let place = path.place(ofFrame: frame)
            return CaptionRectangle(
                x: (face.x * width - Double(place.left)) / Double(path.width),
                y: (face.y * height - Double(place.top)) / Double(path.height),
                width: face.width * width / Double(path.width),
                height: face.height * height / Double(path.height)
            )
        }
        // The whole picture, which fills the shape where both have the same.
        let near = request.fitted(clip)
        let (across, down) = (Double(request.width), Double(request.height))
        return CaptionRectangle(
            x: (Double(near.left) + face.x * Double(near.width)) / across,
            y: (Double(near.top) + face.y * Double(near.height)) / down,
            width: face.width * Double(near.width) / across,
            height: face.height * Double(near.height) / down
        )
    }
}

extension FramingEntry {
    /// Of a picture that is drawn in each shape.
    static func drawn(wanted: FramingWish) -> FramingEntry {
        FramingEntry(
            wanted: wanted.description,
            mode: "drawn",
            reason: "the source has no picture",
            faceShare: nil,
            shots: []
        )
    }

    /// What was decided, for a file. `rate` is that of the clip's frames.
    init(_ plan: FramingPlan, wanted: FramingWish, rate: Double) {
        let shots = plan.shots.map { shot in
            Shot(
                start: (Double(shot.first) / rate).roundedToThousandth,
                end: (Double(shot.end) / rate).roundedToThousandth,
                mode: shot.mode.rawValue,
                reason: shot.reason
            )
        }
        self.init(
            wanted: wanted.description,
            mode: plan.mode.rawValue,
            reason: plan.reason,
            faceShare: plan.faceShare?.roundedToThousandth,
            shots: shots.count > 1 ? shots : []
        )
    }
}
