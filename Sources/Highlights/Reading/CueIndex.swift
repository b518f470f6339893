/// The cues of a language in the numbers of a talk's vocabulary, ready to be found in one pass.
struct CueIndex: Sendable {
    /// What a cue stands for.
    enum Kind: Sendable {
        case tally(Tally)
        case story
        case link
        case turn
        case announcement
        case pronoun
    }

    /// The terms after the first, and what the cue stands for.
    private struct Cue: Sendable {
        let rest: [Int32]
        let kind: Kind
    }

    /// By the number of a cue's first term.
    private var cues: [Int32: [Cue]] = [:]

    /// Cues with a term that the talk never says are left out.
    init(language: Language, tokenizer: Tokenizer, vocabulary: Vocabulary) {
        let words = language.words
        let thoughts = language.thoughtWords
        let lists: [(cues: [Substring], kind: Kind)] = [
            (words.hedges, .tally(.hedges)), (words.selves, .tally(.selves)), (words.together, .tally(.together)),
            (words.feelings, .tally(.feelings)), (words.contrasts, .tally(.contrasts)),
            (words.numbers, .tally(.numbers)), (words.insights, .tally(.insights)), (words.routine, .tally(.routine)),
            (words.chatter, .tally(.chatter)), (words.extremes, .tally(.extremes)),
            (words.pointers, .tally(.pointers)), (words.stories, .story), (words.links, .link),
            (thoughts.turns, .turn), (thoughts.announcements, .announcement), (thoughts.ties, .link),
            (thoughts.pronouns, .pronoun),
        ]
        for list in lists {
            for cue in list.cues {
                let terms = cue.split(separator: " ").flatMap { tokenizer.terms(of: String($0)) }
                let numbers = terms.compactMap { vocabulary.number(of: $0) }
                guard numbers.count == terms.count, let first = numbers.first else { continue }
                cues[first, default: []].append(Cue(rest: Array(numbers.dropFirst()), kind: list.kind))
            }
        }
    }

    /// Calls `found` for each cue that begins at this place, with its length in terms.
    func forEach(at index: Int, in tokens: ArraySlice<Int32>, found: (Kind, Int) -> Void) {
        guard let own = cues[tokens[index]] else { return }
        for cue in own where tokens[(index + 1)...].starts(with: cue.rest) {
            found(cue.kind, cue.rest.count + 1)
        }
    }
}
