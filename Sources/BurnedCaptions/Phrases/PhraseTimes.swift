/// The frames on which phrases are shown and words are marked.
struct PhraseTimes {
    let pieces: [Piece]
    let picture: CaptionPicture

    /// A gap between phrases that would flash, in seconds; the phrase before it stays.
    private static let shortestGap = 0.3
    /// A phrase is shown for as long as that where the next one leaves room.
    private static let shortestShown = 0.8

    /// The frames of each phrase, in order and none twice; empty for those that the clip has no frame left for.
    func frames(_ cuts: [PhraseCutter.Cut]) -> [Range<Int>] {
        var ranges: [Range<Int>] = []
        var free = 0
        for (index, cut) in cuts.enumerated() {
            let first = pieces[cut.pieces.lowerBound].start
            let spoken = pieces[cut.pieces].reduce(first) { max($0, $1.end) }
            let next = index + 1 < cuts.count ? pieces[cuts[index + 1].pieces.lowerBound].start : picture.duration
            var end = max(spoken, min(first + Self.shortestShown, next))
            if next - end < Self.shortestGap { end = max(first, next) }
            let start = min(max(free, picture.nearestFrame(first)), picture.frameCount)
            let stop = min(max(start + 1, picture.nearestFrame(end)), picture.frameCount)
            ranges.append(start..<max(start, stop))
            free = max(start, stop)
        }
        return ranges
    }

    /// A stretch of frames in which one group, or none, is marked.
    struct State: Equatable {
        var frames: Range<Int>
        var marked: Int?
    }

    /// The states of a phrase, in order, that fill its frames.
    func states(_ cut: PhraseCutter.Cut, frames: Range<Int>) -> [State] {
        var states: [State] = []
        var index = cut.pieces.lowerBound
        var at = frames.lowerBound
        var marked: Int?
        func end(at frame: Int) {
            let frame = min(max(frame, at), frames.upperBound)
            if frame > at {
                if states.last?.marked == marked, let last = states.last {
                    states[states.count - 1].frames = last.frames.lowerBound..<frame
                } else {
                    states.append(State(frames: at..<frame, marked: marked))
                }
            }
            at = frame
        }
        while index < cut.pieces.upperBound {
            let group = pieces[index].group
            let first = index
            while index < cut.pieces.upperBound, pieces[index].group == group { index += 1 }
            let last = pieces[first..<index].reduce(pieces[first].start) { max($0, $1.end) }
            end(at: picture.nearestFrame(pieces[first].start))
            marked = pieces[first].hasOwnTime ? group : nil
            let next = index < cut.pieces.upperBound ? pieces[index].start : .infinity
            // In a pause nothing is spoken; a mark that goes for a moment only would flash.
            if next - last >= Self.longestMark {
                end(at: picture.nearestFrame(last))
                if next < .infinity || Double(frames.upperBound - at) >= Self.longestMark * rate { marked = nil }
            }
        }
        end(at: frames.upperBound)
        return states
    }

    /// How long a word stays marked after it is spoken, in seconds.
    private static let longestMark = 0.4
    private var rate: Double { Double(picture.frames) / Double(picture.seconds) }
}
