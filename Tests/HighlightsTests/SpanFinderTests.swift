import Testing
import Transcript

@testable import Highlights

@Suite struct SpanFinderTests {
    private func finder(_ talk: Talk, _ rules: Rules) -> SpanFinder {
        let reading = Reading(talk: talk, rules: rules)
        let borders = Borders(reading: reading, reach: rules.bounds.upperBound)
        return SpanFinder(lines: reading.lines, edges: reading.edges, borders: borders, rules: rules)
    }

    @Test(arguments: 0..<60) func whatCanBeInAMomentIsInOne(seed: Int) {
        let rules = Rules(length: MomentPickerTests.lengths[seed % MomentPickerTests.lengths.count])
        let finder = finder(TalkMaker.random(seed: seed), rules)
        let spans = finder.spans()
        let held = Set(spans.flatMap { Array($0.lines) })
        for first in finder.lines.indices {
            for last in first..<finder.lines.count {
                let length = finder.edges.length(first, last)
                if length > rules.bounds.upperBound { break }
                if length >= rules.bounds.lowerBound { #expect(held.isSuperset(of: first...last)) }
            }
        }
        #expect(spans.map(\.first) == spans.map(\.first).sorted())
        #expect(Set(spans.map { [$0.first, $0.last] }).count == spans.count)
    }

    @Test func paragraphsAreFoundByTheirPauses() {
        var time = 0.0
        let sentences = (0..<60).map { index in
            // A thought of five sentences lasts 27 s.
            defer { time += 5 + (index % 5 == 4 ? 1.1 : 0.4) }
            return TalkMaker.sentence("Sentence \(index) is about the garden of \(index) old windows.", time, time + 5)
        }
        let talk = Talk(sentences: sentences, events: [], duration: time, language: "en")
        let spans = finder(talk, Rules()).spans()
        #expect(spans.allSatisfy { $0.isWhole && $0.first % 5 == 0 && $0.last % 5 == 4 })
        #expect(spans.count >= 6)
        let choice = MomentPicker(talk: talk, rules: Rules()).choose()
        #expect(choice.moments.allSatisfy { $0.boundary == .thought })
        #expect(!choice.notes.contains { $0.contains("inside a thought") })
    }

    @Test func whereNothingWholeFitsItIsTold() {
        // One thought of five minutes: no sentence opens anew.
        let texts =
            ["The miller came home at night."] + (0..<60).map { "And he told me more about it, stone by stone, \($0)." }
        let choice = MomentPicker(talk: TalkMaker.talk(texts), rules: Rules()).choose()
        #expect(choice.moments.contains { $0.boundary == .sentence })
        #expect(choice.notes.contains { $0.contains("inside a thought: no whole one of 20–60 s lies there.") })
    }

    @Test func whatIsNoSentenceIsChosenFromInItsTime() {
        // Fifty captions a second, each of a word: not every one may be an end.
        let sentences = (0..<12_000).map { index in
            TalkMaker.sentence("Window\(index % 97).", Double(index) * 0.02, Double(index) * 0.02 + 0.02)
        }
        let talk = Talk(sentences: sentences, events: [], duration: 240, language: "en")
        let finder = finder(talk, Rules())
        let spans = finder.spans()
        #expect(!spans.isEmpty && spans.count < 2000)
        #expect(spans.allSatisfy { Rules().bounds.contains(finder.edges.length($0.first, $0.last)) })
        // All but what is too near to an end of the talk is in one.
        #expect(Set(spans.flatMap { Array($0.lines) }).count > 11_900)
    }
}
