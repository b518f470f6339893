package import Highlights
package import Manifest

extension MomentEntry.Boundary {
    /// What the ends of a moment were laid on. `bySound`: there were no words, so its pauses are those of the sound.
    package init(_ boundary: Moment.Boundary, bySound: Bool = false) {
        switch boundary {
        case .thought: self = .thought
        case .sentence: self = .sentence
        case .pause: self = bySound ? .sound : .pause
        case .whole: self = .whole
        }
    }
}

extension RejectedEntry {
    /// A moment without an id, as `moments.json` has it; `passedOver` says why it was not chosen, where it was not.
    package init(_ moment: Moment, bySound: Bool = false, passedOver: String?) {
        self.init(
            startTime: moment.start.roundedToThousandth,
            endTime: moment.end.roundedToThousandth,
            title: moment.title,
            description: moment.description,
            reason: moment.reason,
            score: moment.score.roundedToThousandth,
            scoreParts: moment.scoreParts.mapValues(\.roundedToThousandth),
            quote: moment.quote,
            boundary: MomentEntry.Boundary(moment.boundary, bySound: bySound),
            passedOver: passedOver
        )
    }
}
