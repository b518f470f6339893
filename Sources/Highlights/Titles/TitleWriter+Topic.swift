extension TitleWriter {
    /// A phrase that weighs less says too little; without subjects of the lines to weigh by, that is less.
    private static let leastWeight = (known: 0.95, unknown: 0.7)

    /// "The fundamental nature of matter": the phrase of these lines that says most of what they are about; nil without any.
    func phrase(_ lines: ClosedRange<Int>, about: [Subjects.Subject]) -> String? {
        guard let finder else { return nil }
        var weights: [Int32: Double] = [:]
        for (place, subject) in about.prefix(8).enumerated() {
            for term in subject.terms { weights[term] = 1 - 0.1 * Double(place) }
        }
        var best: (range: Range<Int>, weight: Double)?
        for line in lines where reading.counts(line...line)[.routine] == 0 {
            for range in finder.phrases(line) {
                let terms = Set(range.map { lexicon.term($0, speech) })
                guard about.isEmpty || terms.contains(where: { weights[$0] != nil }) else { continue }
                let weight = terms.reduce(0) { $0 + (weights[$1] ?? Self.plainWeight(lexicon.kinds[Int($1)])) }
                if weight > best?.weight ?? 0 { best = (range, weight) }
            }
        }
        let least = about.isEmpty ? Self.leastWeight.unknown : Self.leastWeight.known
        return best.flatMap { $0.weight >= least ? text($0.range, asks: false) : nil }
    }

    /// What a word adds that is not one of the subjects.
    private static func plainWeight(_ kind: Lexicon.Kind) -> Double {
        kind.isDisjoint(with: Lexicon.Kind.closed.union([.stop, .vague, .other])) ? 0.35 : 0
    }

    /// What the lines are about, as it stands in a sentence: "the bridge", "yeast cells".
    func topics(_ lines: ClosedRange<Int>) -> [String] {
        subjects.subjects(in: lines).prefix(3).map(inSentence)
    }

    /// English says "the bridge" where there is one.
    private func inSentence(_ subject: Subjects.Subject) -> String {
        let isPlural = subject.words.last?.hasSuffix("s") == true
        let needsArticle = reading.language == .english && !subject.isBare && (subject.isName || !isPlural)
        return (needsArticle ? "the " : "") + subject.words.joined(separator: " ")
    }

    /// "Bread, dough and yeast cells": at most three of what the lines are about; nil where that is nothing.
    func topic(_ about: [Subjects.Subject]) -> String? {
        // Those that do without an article make the better list.
        let bare = about.prefix(6).filter(\.isBare)
        var phrases = (bare.count > 1 ? bare : Array(about)).prefix(3).map(inSentence)
        guard let first = phrases.first, let last = phrases.popLast() else { return nil }
        let grammar = finder?.grammar
        var title: String
        if phrases.isEmpty {
            title = grammar.map { "\($0.about) \(last)" } ?? last
        } else if let grammar {
            title = "\(phrases.joined(separator: ", ")) \(grammar.and) \(last)"
        } else {
            title = (phrases + [last]).joined(separator: ", ")
        }
        // "iPhone" keeps its own capitals.
        if let letter = title.first, letter.isLowercase, title.dropFirst().first?.isUppercase != true {
            title = letter.uppercased() + title.dropFirst()
        }
        return title.count <= Headline.limit ? title : first
    }
}
