/// Cues that show the text of the one before again: with another word marked as it is said (karaoke), or painted anew.
enum RepeatedCues {
    /// Cues of one text are one showing where no more than this lies between them, in seconds.
    private static let gap = 0.1

    /// Makes each run of such cues one cue, with a time for each word that was marked; gives how many cues went. Texts that
    /// are only painted anew are merged where the file does so as a rule: elsewhere somebody said it twice.
    static func merge(_ mending: inout Mending) -> Int {
        let order = mending.order
        var runs: [Range<Int>] = []
        var spoken = 0
        var start = 0
        while start < order.count {
            var stop = start + 1
            let line = mending.lines[order[start]]
            if !line.isEmpty {
                spoken += 1
                var end = mending.cues[order[start]].end
                while stop < order.count, mending.cues[order[stop]].start <= end + gap,
                    mending.lines[order[stop]] == line
                {
                    end = max(end, mending.cues[order[stop]].end)
                    stop += 1
                }
                spoken += stop - start - 1
            }
            if stop - start > 1 { runs.append(start..<stop) }
            start = stop
        }
        guard !runs.isEmpty else { return 0 }
        var painted: [Range<Int>] = []
        var count = 0
        for run in runs {
            let marks = marks(order[run].map { mending.cues[$0] })
            if marks.count > 1 {
                merge(order[run], marks: marks, &mending)
                count += run.count - 1
            } else {
                painted.append(run)
            }
        }
        let repeats = painted.reduce(0) { $0 + $1.count - 1 }
        if repeats > 2, repeats * 4 >= spoken - count {
            for run in painted { merge(order[run], marks: [], &mending) }
            count += repeats
        }
        return count
    }

    /// Where marks move on to, in scalars that are not blank, and when.
    private static func marks(_ cues: [Cue]) -> [(place: Int, seconds: Double)] {
        var marks: [(place: Int, seconds: Double)] = []
        for cue in cues where cue.text.utf8.contains(0x3C) {
            guard let place = CueText(parsing: cue.text).highlight else { continue }
            if let last = marks.last, place <= last.place || cue.start <= last.seconds { continue }
            marks.append((place, ClockTime.rounded(cue.start)))
        }
        return marks
    }

    private static func merge(
        _ run: ArraySlice<Int>,
        marks: [(place: Int, seconds: Double)],
        _ mending: inout Mending
    ) {
        guard let first = run.first else { return }
        for index in run.dropFirst() {
            mending.cues[first].end = max(mending.cues[first].end, mending.cues[index].end)
            mending.isKept[index] = false
        }
        guard !marks.isEmpty else { return }
        let cue = mending.cues[first]
        let times = marks.filter { $0.seconds > cue.start && $0.seconds < cue.end }
        mending.cues[first].text = CueText(parsing: cue.text).stamped(times).webVTT
    }
}
