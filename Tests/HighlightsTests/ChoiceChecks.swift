import Highlights
import Transcript

/// The rules that every choice must keep, checked from outside.
enum ChoiceChecks {
    /// What is wrong with a choice; empty when nothing is.
    static func faults(_ choice: Choice, talk: Talk, rules: Rules) -> [String] {
        var faults: [String] = []
        let duration = talk.duration.isFinite ? max(0, talk.duration) : 0
        let wanted = rules.count ?? Int(min(max((duration / 300).rounded(), 3), 12))
        if choice.moments.count > max(0, wanted) && duration >= Rules.wholeBelow { faults.append("more than wanted") }
        if choice.moments.count < wanted && choice.notes.isEmpty { faults.append("fewer, and no note says why") }
        for moment in choice.moments {
            faults += self.faults(moment, talk: talk, rules: rules).map { "\($0): \(moment.start)–\(moment.end)" }
        }
        for (one, next) in zip(choice.moments, choice.moments.dropFirst()) {
            if one.end > next.start { faults.append("overlap at \(next.start)") }
            if next.start < one.start { faults.append("not in order of time") }
        }
        let sets = choice.moments.map { words($0, talk) }
        for index in sets.indices {
            for other in sets[..<index] where likeness(sets[index], other) >= Rules.alike {
                faults.append("\(choice.moments[index].start) says the same as another")
            }
        }
        if choice.rejected.count > max(10, 3 * wanted) { faults.append("more rejected than one can choose from") }
        for other in choice.rejected {
            faults += self.faults(other.moment, talk: talk, rules: rules).map { "rejected: \($0)" }
            if other.passedOver.isEmpty { faults.append("rejected without a reason") }
        }
        if choice.curve.count > 240 { faults.append("curve too long") }
        if choice.curve.contains(where: { !(0...1).contains($0) }) { faults.append("curve out of bounds") }
        return faults
    }

    private static func faults(_ moment: Moment, talk: Talk, rules: Rules) -> [String] {
        var faults: [String] = []
        let length = moment.end - moment.start
        if moment.start < 0 || moment.end > talk.duration { faults.append("outside the video") }
        if moment.boundary != .whole {
            let bounds = rules.length.clamped(to: Rules.hardLength)
            let most = moment.boundary != .pause ? min(bounds.upperBound + 4, 180) : bounds.upperBound
            if length < bounds.lowerBound || length > most { faults.append("length \(length)") }
        }
        if !(0...1).contains(moment.score) { faults.append("score \(moment.score)") }
        if moment.title.isEmpty || moment.title.count > 100 { faults.append("title of \(moment.title.count)") }
        if let last = moment.title.last, ",;:".contains(last) { faults.append("title ends in \(last)") }
        if moment.reason.isEmpty { faults.append("no reason") }
        if moment.boundary == .sentence || moment.boundary == .thought { faults += edgeFaults(moment, talk: talk) }
        return faults
    }

    /// The distinct words said in a moment.
    private static func words(_ moment: Moment, _ talk: Talk) -> Set<String> {
        let near = talk.sentences.filter { $0.start <= moment.end && $0.end >= moment.start }
        let words = near.flatMap(\.words).filter { word in
            (moment.start...moment.end).contains((word.start + word.end) / 2)
        }
        return Set(words.map { $0.text.lowercased().filter { $0.isLetter || $0.isNumber } })
    }

    private static func likeness(_ one: Set<String>, _ other: Set<String>) -> Double {
        let shared = Double(one.intersection(other).count)
        return shared / max(1, Double(one.count + other.count) - shared)
    }

    /// For a moment on sentence ends: it begins at most a lead before a sentence and ends at most a tail after one.
    private static func edgeFaults(_ moment: Moment, talk: Talk) -> [String] {
        var faults: [String] = []
        let opens = talk.sentences.contains { (-1e-6...Rules.lead + 1e-6).contains($0.start - moment.start) }
        // A lingering sentence is cut where the next begins, so an end may also be a start.
        let closes = talk.sentences.contains { sentence in
            (-1e-6...Rules.tail + 1e-6).contains(moment.end - sentence.end) || abs(sentence.start - moment.end) < 1e-6
        }
        if !opens { faults.append("no sentence begins here") }
        if !closes { faults.append("no sentence ends here") }
        return faults
    }
}
