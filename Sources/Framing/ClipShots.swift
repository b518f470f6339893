/// A shot while it is worked on.
struct ClipShot {
    /// Frames of the clip.
    let frames: Range<Int>
    /// Seconds of its first frame, and of the one after its last.
    let start: Double
    let end: Double
    /// The samples whose times lie in it.
    let samples: ArraySlice<Sighting>

    var duration: Double { end - start }
}

extension FramedClip {
    /// The clip from cut to cut. Cuts outside of it, and less than two frames from another, are none.
    /// - Parameter seen: in the order of times.
    func shots(_ seen: [Sighting]) -> [ClipShot] {
        var starts = [0]
        for frame in (cuts + changes(seen)).compactMap(frame(at:)).sorted()
        where frame >= starts[starts.count - 1] + 2 && frame <= frames - 2 {
            starts.append(frame)
        }
        var shots: [ClipShot] = []
        var first = 0
        for (index, start) in starts.enumerated() {
            let next = index + 1 < starts.count ? starts[index + 1] : frames
            var last = first
            while last < seen.count, next == frames || self.frame(of: seen[last]) < next { last += 1 }
            shots.append(
                ClipShot(
                    frames: start..<max(next, start),
                    start: Double(start) / frameRate,
                    end: Double(next) / frameRate,
                    samples: seen[first..<last]
                )
            )
            first = last
        }
        return shots
    }

    /// Where a camera's picture becomes a slide or a screen, or the other way round, without a cut: by a dissolve, say. What is before and
    /// after must last, and most of the picture must change in between. Where a cut is near it is that.
    private func changes(_ seen: [Sighting]) -> [Double] {
        let isScreen = seen.map { $0.screen >= 0.5 }
        var found: [Double] = []
        for index in seen.indices where index >= Self.lasting && index + Self.lasting <= seen.count {
            let (before, after) = (isScreen[(index - Self.lasting)..<index], isScreen[index..<(index + Self.lasting)])
            guard isScreen[index] != isScreen[index - 1], before.allSatisfy({ $0 == before.first }),
                after.allSatisfy({ $0 == after.first })
            else { continue }
            let around = seen[max(0, index - 3)..<min(seen.count, index + 3)]
            guard let most = around.max(by: { $0.motion < $1.motion }), most.motion > 0.3,
                !cuts.contains(where: { abs($0 - most.time) < 1 })
            else { continue }
            found.append(most.time)
        }
        return found
    }

    /// Samples.
    private static let lasting = 6

    /// The first frame that is not shown before a time.
    func firstFrame(since seconds: Double) -> Int {
        let frame = Int((seconds * frameRate).rounded(.up))
        return Double(frame - 1) / frameRate >= seconds ? frame - 1 : frame
    }

    /// The frame whose time is nearest. Nil outside of the clip.
    private func frame(at seconds: Double) -> Int? {
        let frame = (seconds * frameRate).rounded()
        return frame > 0 && frame < Double(frames) ? Int(frame) : nil
    }

    /// The frame that a sample shows.
    private func frame(of sample: Sighting) -> Int {
        Int(min(max(0, sample.time * frameRate + 0.01), Double(frames)))
    }

    /// The samples that can be right: of this clip, in order, with faces that have an area.
    func sound(_ seen: [Sighting]) -> [Sighting] {
        var right = seen.filter { $0.time.isFinite && $0.time >= 0 && $0.time <= duration }
        if zip(right, right.dropFirst()).contains(where: { $0.time > $1.time }) { right.sort { $0.time < $1.time } }
        for index in right.indices
        where right[index].faces.contains(where: { !$0.isSound }) || right[index].faces.count > Self.crowd {
            right[index].faces = Array(
                right[index].faces.filter(\.isSound).sorted { $0.height * $0.score > $1.height * $1.score }.prefix(
                    Self.crowd
                )
            )
        }
        return right
    }

    /// Of more faces only the largest are looked at.
    private static let crowd = 12
}
