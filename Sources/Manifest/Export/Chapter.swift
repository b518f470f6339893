/// A moment as a chapter of the whole video.
struct Chapter: Equatable {
    var start: Milliseconds
    var end: Milliseconds
    var title: String
}

extension VideoManifest {
    /// The moments as chapters in the order of the video, none over another: a moment that another begins within ends
    /// there, and of two that begin at the same millisecond the one of the earlier clip stays. What lies between
    /// moments is no chapter, since nothing is known to call it by. n log n in the number of moments.
    func chapters() -> [Chapter] {
        let ordered = moments.indices.sorted {
            (moments[$0].startTime, $0) < (moments[$1].startTime, $1)
        }
        var chapters: [Chapter] = []
        for index in ordered {
            let start = Milliseconds(seconds: moments[index].startTime)
            if let last = chapters.indices.last {
                guard chapters[last].start < start else { continue }
                chapters[last].end = min(chapters[last].end, start)
            }
            var end = Milliseconds(seconds: moments[index].endTime)
            end.count = max(end.count, start.count + 1)
            chapters.append(Chapter(start: start, end: end, title: title(ofMomentAt: index)))
        }
        return chapters
    }
}
