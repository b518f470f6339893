import Testing
import Transcript

/// Captions of a video from which stretches of time were taken out.
@Suite struct ShorteningTests {
    private static let stamped = "So <00:00:01.000>um, <00:00:02.000>we <00:00:02.500>went<00:00:03.000>"

    private func cue(_ text: String, _ start: Double = 0, _ end: Double = 4) -> Captions {
        Captions(cues: [Cue(start: start, end: end, text: text)])
    }

    @Test("Times move by what was taken out before them")
    func times() {
        let short = captions("one", "two", "three", "four").shortened(by: [1.2..<1.7, 4..<5])
        #expect(short.cues.map(\.text) == ["one", "two", "three", "four"])
        #expect(short.cues.map(\.start) == [0, 1.5, 3.5, 4.5])
        #expect(short.cues.map(\.end) == [1.5, 3.5, 4.5, 6.5])
        #expect(captions("one").shortened(by: []) == captions("one"))
    }

    @Test("So do those of words")
    func wordTimes() {
        let short = cue(Self.stamped).shortened(by: [1.6..<1.8])
        #expect(
            short.cues.map(\.text)
                == ["So <00:00:01.000>um, <00:00:01.800>we <00:00:02.300>went<00:00:02.800>"]
        )
        #expect(short.cues.map(\.end) == [3.8])
    }

    @Test("A word that was taken out goes, and with the last one its cue")
    func fillers() {
        let short = cue(Self.stamped).shortened(by: [0.9..<1.9])
        #expect(short.cues.map(\.text) == ["So <00:00:00.900><00:00:01.000>we <00:00:01.500>went<00:00:02.000>"])
        #expect(captions("Um,", "we went").shortened(by: [0..<2]).cues.map(\.text) == ["we went"])
        #expect(captions("<c>Um,</c>", "we").shortened(by: [0.5..<1.99]).cues.map(\.text) == ["we"])
    }

    @Test("Words whose times are only estimated stay")
    func estimates() {
        let short = cue("so um we went").shortened(by: [0.9..<1.9])
        #expect(short.cues.map(\.text) == ["so um we went"])
        #expect(short.cues.map(\.end) == [3])
    }

    @Test(
        "What a word that goes was to the others stays",
        arguments: [
            ("Um, <00:00:02.000>we went", 0.1..<1.9, "<00:00:00.200>We went"),
            ("so <00:00:01.000>um\n<00:00:02.000>we", 0.9..<1.9, "so\n<00:00:00.900><00:00:01.000>we"),
            ("went, <00:00:01.000>um. <00:00:02.000>So", 0.9..<1.9, "went. <00:00:00.900><00:00:01.000>So"),
            ("went. <00:00:01.000>Um, <00:00:02.000>so", 0.9..<1.9, "went. <00:00:00.900><00:00:01.000>So"),
            ("I <00:00:01.000>um... <00:00:02.000>so", 0.9..<1.9, "I <00:00:00.900><00:00:01.000>so"),
            ("我<00:00:01.000>呃<00:00:02.000>去", 0.9..<1.9, "我<00:00:00.900><00:00:01.000>去"),
        ]
    )
    func neighbours(_ text: String, _ cut: Range<Double>, _ shown: String) {
        #expect(cue(text).shortened(by: [cut]).cues.map(\.text) == [shown])
    }

    @Test("Whatever is taken out: times rise, are inside, and each word's is earlier by what was taken out before it")
    func laws() throws {
        var random = Seeded(state: 16)
        for _ in 0..<400 {
            let talk = Talk(&random)
            let short = talk.captions.shortened(by: talk.cuts)
            let gone = talk.cuts.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
            var last = 0.0
            for cue in short.cues {
                try #require(cue.start >= last && cue.end > cue.start && cue.end <= talk.end - gone + 0.0011)
                last = cue.start
            }
            let words = short.timedWords()
            try #require(zip(words, words.dropFirst()).allSatisfy { $0.start <= $1.start })
            let kept = talk.captions.timedWords().filter { word in
                !(word.hasOwnTime && talk.cuts.contains { $0.contains((word.start + word.end) / 2) })
            }
            try #require(words.map(\.text) == kept.map(\.text))
            for (word, before) in zip(words, kept) where before.hasOwnTime {
                let moved = talk.cuts.reduce(0) { sum, cut in
                    sum + max(0, min(cut.upperBound, before.start) - cut.lowerBound)
                }
                try #require(abs(word.start - (before.start - moved)) < 0.0011)
            }
        }
    }

    /// A talk with times for most words, and cuts in its pauses or around whole words.
    private struct Talk {
        var captions = Captions()
        var cuts: [Range<Double>] = []
        var end = 0.0

        init(_ random: inout Seeded) {
            func milliseconds(_ range: ClosedRange<Int>) -> Double {
                Double(Int.random(in: range, using: &random)) / 1000
            }
            var time = 0.0
            for number in 0..<Int.random(in: 1...5, using: &random) {
                let start = time
                var text = ""
                for index in 0..<Int.random(in: 1...6, using: &random) {
                    let length = milliseconds(150...400)
                    let from = time
                    if index > 0 { text += "<\(Self.clock(time))>" }
                    // What a cue repeats of the one before would count as rolling captions.
                    text += "w\(number)\(index) "
                    time += length
                    if Bool.random(using: &random) {
                        text += "<\(Self.clock(time))>"
                        let pause = milliseconds(100...2000)
                        if Bool.random(using: &random) { add(time + pause * 0.2..<time + pause * 0.8) }
                        time += pause
                    } else if Int.random(in: 0..<5, using: &random) == 0 {
                        add(from..<time)
                    }
                }
                captions.cues.append(Cue(start: start, end: time, text: text))
            }
            end = time
        }

        private mutating func add(_ cut: Range<Double>) {
            if let last = cuts.last, cut.lowerBound <= last.upperBound { return }
            cuts.append(cut)
        }

        private static func clock(_ seconds: Double) -> String {
            let total = Int((seconds * 1000).rounded())
            func padded(_ value: Int, _ width: Int) -> String {
                String(repeating: "0", count: width - "\(value)".count) + "\(value)"
            }
            return "00:\(padded(total / 60000, 2)):\(padded(total / 1000 % 60, 2)).\(padded(total % 1000, 3))"
        }
    }
}

@Suite struct FillerTests {
    @Test(
        arguments: [
            ("um", "en", true), ("Um,", "en-GB", true), ("uhhh", nil, true), ("\u{201C}Ähm\u{2026}", "de", true),
            ("euh,", "fr", true), ("um", "de", false), ("um", "pt", false), ("um", nil, false), ("uh?", "en", false),
            ("uh-huh", "en", false), ("her", "en", false), ("er", "de", false), ("呃，", "zh", true), ("", "en", false),
            ("えーっと、", "ja", true),
        ] as [(String, String?, Bool)]
    )
    func areToldFromWords(_ word: String, _ language: String?, _ isFiller: Bool) {
        #expect(FillerWords(language: language).contains(word) == isFiller)
    }

    @Test("Times of words, of fillers, and of cues without any")
    func spoken() {
        let cues = [
            Cue(start: 0, end: 2, text: "So <00:00:01.000>um<00:00:01.400>"),
            Cue(start: 3, end: 5, text: "nobody knows when"), Cue(start: 6, end: 6.5, text: "Uh."),
            Cue(start: 7, end: 8, text: "[Music]"),
        ]
        let times = Captions(cues: cues, language: "en").spokenTimes()
        #expect(times.words == [0..<0.52])
        #expect(times.fillers == [1..<1.4, 6..<6.5])
        #expect(times.cues == [3..<5])
    }
}
