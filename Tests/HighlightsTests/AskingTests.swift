import Highlights
import Testing
import Transcript

/// What a reader of windows is shown, and what is made of what it says.
@Suite struct AskingTests {
    private static func cost(_ text: String) -> Int { text.count / 4 + 4 }

    @Test func aWindowKeepsToItsBudgetAndNeighboursOverlap() throws {
        let talk = TalkMaker.talk((0..<1500).map { "Sentence \($0) says that the river took seven stones away." })
        let picker = MomentPicker(talk: talk, rules: Rules())
        let windows = picker.windows(budget: 3000, cost: Self.cost)
        #expect(windows.count > 5)
        for window in windows {
            #expect(window.sentences.reduce(0) { $0 + Self.cost($1.text) } <= 3000)
            #expect(window.candidates.map(\.number) == Array(1...window.candidates.count))
            for candidate in window.candidates {
                #expect(window.numbers.contains(candidate.sentences.lowerBound))
                #expect(window.numbers.contains(candidate.sentences.upperBound))
            }
        }
        for (one, next) in zip(windows, windows.dropFirst()) {
            #expect(next.numbers.lowerBound > one.numbers.lowerBound)
            #expect(next.numbers.lowerBound <= one.numbers.upperBound)
        }
        #expect(windows.last?.numbers.upperBound == 1500)
        // The end of a talk may give as many as its beginning.
        #expect(Set(windows.dropLast().map(\.most)).count == 1)
    }

    @Test func aTalkThatFitsIsOneWindowThatGivesAllMoments() throws {
        let talk = TalkMaker.talk((0..<150).map { "Sentence \($0) is about the garden of \($0) windows." })
        let picker = MomentPicker(talk: talk, rules: Rules())
        let windows = picker.windows(budget: 100_000, cost: Self.cost)
        #expect(windows.count == 1)
        #expect(windows.first?.most == min(picker.wanted, windows.first?.candidates.count ?? 0))
        #expect(windows.first?.sentences.count == 150)
    }

    @Test func tenHoursAreCutInTheTimeOfTheirLength() {
        let talk = TalkMaker.talk((0..<7000).map { "Sentence \($0) says that the engine never stopped at night." })
        let picker = MomentPicker(talk: talk, rules: Rules())
        let windows = picker.windows(budget: 12_000, cost: Self.cost)
        #expect(windows.count > 8 && windows.count < 40)
        #expect(windows.allSatisfy { $0.most >= 1 && !$0.candidates.isEmpty })
    }

    @Test func aSentenceThatIsTooLongIsAWindowsOnlyOne() {
        let talk = TalkMaker.talk(
            (0..<60).map { "Sentence \($0) of many words. " + String(repeating: "river ", count: 30) }
        )
        let windows = MomentPicker(talk: talk, rules: Rules()).windows(budget: 1, cost: Self.cost)
        // None is long enough for a moment by itself.
        #expect(windows.allSatisfy { $0.sentences.count == 1 } || windows.isEmpty)
    }

    /// Candidates for one more are off those that stand, and so is what is made of an answer that reaches into one.
    @Test func oneMoreIsOffThoseThatStand() throws {
        let talk = TalkMaker.talk((0..<150).map { "Sentence \($0) is about the garden of \($0) windows." })
        let picker = MomentPicker(talk: talk, rules: Rules())
        let standing = picker.choose().moments.map { (start: $0.start, end: $0.end) }
        try #require(standing.count > 1)
        let window = try #require(picker.windows(budget: 100_000, cost: Self.cost, beside: standing).first)
        #expect(window.most == 1 && !window.candidates.isEmpty)
        func isOff(_ moment: Moment) -> Bool {
            standing.allSatisfy { $0.end <= moment.start || moment.end <= $0.start }
        }
        for candidate in window.candidates {
            let own = Proposal(candidate: candidate.number)
            #expect(isOff(try #require(picker.ground([own], in: window, beside: standing))))
            let wide = Proposal(
                candidate: candidate.number,
                firstSentence: max(window.numbers.lowerBound, candidate.sentences.lowerBound - 3),
                lastSentence: min(window.numbers.upperBound, candidate.sentences.upperBound + 3)
            )
            #expect(isOff(try #require(picker.ground([wide], in: window, beside: standing))))
        }
        // What is not said in it is none.
        let invented = Proposal(candidate: 1, quote: "Nobody ever said a word of this sentence.")
        #expect(picker.ground([invented], in: window, beside: standing) == nil)
        // Where all is taken, nothing is shown.
        #expect(picker.windows(budget: 100_000, cost: Self.cost, beside: [(0, talk.duration)]).isEmpty)
    }

    private struct Shown {
        let talk: Talk
        let picker: MomentPicker
        let window: AskedWindow
    }

    private func shown() throws -> Shown {
        let talk = TalkMaker.talk((0..<150).map { "Sentence \($0) says that the market of \($0) towns has closed." })
        let picker = MomentPicker(talk: talk, rules: Rules())
        return Shown(
            talk: talk,
            picker: picker,
            window: try #require(picker.windows(budget: 100_000, cost: Self.cost).first)
        )
    }

    @Test func whatWasNeverSaidIsDroppedWithItsReason() throws {
        let shown = try shown()
        let first = shown.window.candidates[0]
        let inside = first.sentences.lowerBound - 1
        let elsewhere = first.sentences.upperBound + 20
        let grounded = shown.picker.ground(
            [
                Proposal(candidate: 1, title: "One", quote: "sentence \(inside) SAYS that the market"),
                Proposal(candidate: 2, quote: "This was said by nobody."),
                Proposal(candidate: 999, quote: "x"),
                Proposal(candidate: 1, quote: "Sentence \(inside)"),
            ],
            in: shown.window
        )
        #expect(grounded.moments.map(\.title) == ["One"])
        #expect(grounded.moments.first?.quote == "Sentence \(inside) says that the market")
        #expect(grounded.rejected.map(\.passedOver) == ["The model quotes what is not said in it."])
        #expect(grounded.notes == ["The model named 1 candidate that does not exist."])
        let displaced = shown.picker.ground(
            [Proposal(candidate: 1, quote: "Sentence \(elsewhere) says")],
            in: shown.window
        )
        #expect(displaced.moments.isEmpty && displaced.rejected.count == 1)
    }

    @Test func aWishThatMakesNoMomentGivesWay() throws {
        let shown = try shown()
        let own = shown.window.candidates[0]
        func times(_ first: Int?, _ last: Int?) -> (Double, Double)? {
            let grounded = shown.picker.ground(
                [Proposal(candidate: 1, firstSentence: first, lastSentence: last)],
                in: shown.window
            )
            return grounded.moments.first.map { ($0.start, $0.end) }
        }
        let plain = try #require(shown.picker.times(of: own.sentences))
        for wish in [
            (own.sentences.upperBound, own.sentences.lowerBound), (0, own.sentences.upperBound), (1, 150),
            (own.sentences.lowerBound, own.sentences.lowerBound), (own.sentences.upperBound + 1, 9999), (-5, -1),
        ] {
            let got = try #require(times(wish.0, wish.1))
            #expect(got == plain, "\(wish)")
        }
        let later = (own.sentences.lowerBound + 1)...own.sentences.upperBound
        if let wanted = shown.picker.times(of: later) {
            let got = try #require(times(later.lowerBound, nil))
            #expect(got == wanted)
        }
    }

    /// Thoughts of five sentences, with a longer pause after each.
    private static func paragraphs() -> Talk {
        var time = 0.0
        let sentences = (0..<60).map { index in
            defer { time += 5 + (index % 5 == 4 ? 1.1 : 0.4) }
            return TalkMaker.sentence("Sentence \(index) is about the garden of \(index) old windows.", time, time + 5)
        }
        return Talk(sentences: sentences, events: [], duration: time, language: "en")
    }

    @Test(arguments: [(1, 0), (0, 1), (-1, -1), (2, 1), (-1, 0)]) func aWishThatTearsAThoughtTakesTheNearestWholeOne(
        first: Int,
        last: Int
    ) throws {
        let picker = MomentPicker(talk: Self.paragraphs(), rules: Rules())
        let window = try #require(picker.windows(budget: 100_000, cost: Self.cost).first)
        let candidate = try #require(window.candidates.first { $0.sentences.lowerBound > 5 })
        let wish = Proposal(
            candidate: candidate.number,
            firstSentence: candidate.sentences.lowerBound + first,
            lastSentence: candidate.sentences.upperBound + last
        )
        let grounded = picker.ground([wish], in: window)
        let moment = try #require(grounded.moments.first)
        #expect(moment.boundary == .thought)
        let times = try #require(picker.times(of: candidate.sentences))
        #expect(moment.start == times.start && moment.end == times.end)
        #expect(grounded.notes.contains { $0.contains("inside a thought; the nearest whole thought was taken") })
    }

    @Test func aWishWithoutAWholeThoughtNearByIsTaken() throws {
        // One thought of five minutes: no sentence opens anew.
        let texts =
            ["The miller came home at night."] + (0..<60).map { "And he told me more about it, stone by stone, \($0)." }
        let picker = MomentPicker(talk: TalkMaker.talk(texts), rules: Rules())
        let window = try #require(picker.windows(budget: 100_000, cost: Self.cost).first)
        let grounded = picker.ground(window.candidates.map { Proposal(candidate: $0.number) }, in: window)
        let choice = picker.choose(grounded, ranked: grounded.moments)
        try #require(choice.moments.contains { $0.boundary != .thought })
        #expect(choice.notes.contains { $0.contains("inside a thought: no whole one") })
    }

    @Test(arguments: 0..<60) func whateverIsProposedEveryRuleHolds(seed: Int) {
        var random = SeededGenerator(seed: seed)
        let talk = TalkMaker.random(seed: seed)
        let picker = MomentPicker(talk: talk, rules: Rules())
        guard picker.hasCandidates else { return }
        var grounded = Grounded()
        for window in picker.windows(budget: Int.random(in: 100...4000, using: &random), cost: Self.cost) {
            let proposals = (0..<Int.random(in: 0...12, using: &random)).map { _ in
                Proposal(
                    candidate: Int.random(in: -1...(window.candidates.count + 2), using: &random),
                    firstSentence: Bool.random(using: &random) ? nil : Int.random(in: -3...420, using: &random),
                    lastSentence: Bool.random(using: &random) ? nil : Int.random(in: -3...420, using: &random),
                    title: Bool.random(using: &random) ? "A title" : "",
                    quote: Bool.random(using: &random)
                        ? window.sentences.randomElement(using: &random)?.text ?? "" : "nobody said this",
                    score: Int.random(in: -10...200, using: &random)
                )
            }
            grounded = grounded + picker.ground(proposals, in: window)
        }
        var choice = picker.choose(grounded, ranked: grounded.moments.shuffled(using: &random))
        choice.rejected = Array(choice.rejected.prefix(10))
        let titled = choice.moments.indices.filter { choice.moments[$0].title == "A title" }
        for index in titled { choice.moments[index].title = "Title" }
        #expect(ChoiceChecks.faults(choice, talk: talk, rules: Rules()) == [])
    }

    @Test func aMomentIsRefinedBetweenItsNeighbours() throws {
        let shown = try shown()
        let around = try #require(
            shown.picker.surroundings(start: 200, end: 240, others: [(start: 150, end: 180), (start: 260, end: 300)])
        )
        for number in around.allowed {
            let sentence = shown.talk.sentences[number - 1]
            #expect(sentence.start >= 180 - Rules.lead && sentence.end <= 260 + Rules.tail)
        }
        #expect(around.now.map { around.allowed.contains($0.lowerBound) } == true)
        #expect(shown.picker.times(of: 1...1) == nil, "too short")
        #expect(shown.picker.times(of: 1...140) == nil, "too long")
        #expect(shown.picker.surroundings(start: 200, end: 201, others: [(start: 0, end: 900)]) == nil)
    }

    @Test(arguments: [
        ("the RIVER took, it", "the river took it", "the river took it"),
        ("he said … went home", "he said he went home. Then", "he said … went home."),
        ("iver to", "the river took it", "river took"),
        ("東京は", "今日東京は暑い", "東京は"),
        ("it's", "well, it\u{2019}s so", "it\u{2019}s"),
    ])
    func aQuoteIsGivenAsItWasSaid(quote: String, said: String, published: String) throws {
        let filler = " " + (0..<40).map { "Word\($0) and more of it follows here." }.joined(separator: " ")
        let sentences = [TalkMaker.sentence(said + filler, 1, 32)]
        let talk = Talk(sentences: sentences, events: [], duration: 40, language: nil)
        let picker = MomentPicker(talk: talk, rules: Rules())
        let window = try #require(picker.windows(budget: 100_000, cost: Self.cost).first)
        let grounded = picker.ground([Proposal(candidate: 1, quote: quote)], in: window)
        #expect(grounded.moments.first?.quote.hasPrefix(published) == true, "\(grounded)")
    }
}
