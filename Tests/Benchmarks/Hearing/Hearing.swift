import ArgumentParser
import StateFiles
import SystemPackage

/// `smartclip-bench hearing`
struct Hearing: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "What smartclip hears, and what that takes, against ten lines of Python with the same model.",
        discussion: """
            Needs smartclip setup speech, and espeak-ng. Targets: no more words wrong than theirs, none invented; 1.05 x their \
            time, 1.2 x their memory; starts of words within 0.1 s (median).
            """
    )

    @Option(help: ArgumentHelp("Where smartclip setup speech put it. Default: as smartclip itself.", valueName: "dir"))
    var data: String?

    @Option(help: "The model, which must be set up.")
    var model = "base"

    @Option(
        help: ArgumentHelp(
            "A folder with two_cities.wav of moonshine-voice 0.1.5. Default: fetched from the package index.",
            valueName: "dir"
        )
    )
    var speech: String?

    @Option(
        help: ArgumentHelp(
            "A folder of music in which nobody sings: it becomes half of the half hour.",
            valueName: "dir"
        )
    )
    var music: String?

    @Option(help: "How long the talk is whose time and memory are measured.")
    var minutes = 10.0

    @Option(help: "How often both are measured, in turn; the median of the ratios counts.")
    var rounds = 3

    @Option(help: "What to measure; all but long and kills where nothing is named.")
    var only: [Part] = []

    @Flag(help: "Measure also whether memory stays flat up to four hours.")
    var long = false

    @Option(help: "How long the long talk is.")
    var hours = 4.0

    @Option(help: "Kill smartclip so many times while it hears.")
    var kills = 0

    @OptionGroup var work: WorkFolder

    enum Part: String, CaseIterable, ExpressibleByArgument { case words, cost, unspoken, times, long, kills }

    func run() async throws {
        var parts = Set(only.isEmpty ? [.words, .cost, .unspoken, .times] : only)
        if long { parts.insert(.long) }
        if kills > 0 { parts.insert(.kills) }
        try await work.with { folder in
            let lab = try HearingLab(folder, data: data, model: model)
            if parts.contains(.words) { try words(lab) }
            if parts.contains(.times) { try times(lab) }
            if parts.contains(.unspoken) { try unspoken(lab) }
            if parts.contains(.cost) { try cost(lab) }
            if parts.contains(.kills) { try HearingKills(lab, count: max(kills, 1)).run() }
            if parts.contains(.long) { try longTalk(lab) }
        }
    }

    private func words(_ lab: HearingLab) throws {
        let reading = try RealSpeech(from: speech, orInto: lab.folder)
        var sounds = try reading.recordings(in: lab.folder).map { ("reading, \($0.name)", $0.file, RealSpeech.words) }
        let talk = try SyntheticTalk(in: lab.folder, minutes: 3, seed: 4)
        sounds.append(("three minutes of espeak-ng", talk.file, talk.words))
        if !lab.isEnglishOnly {
            sounds += try SyntheticTalk.languages(in: lab.folder).map { ("espeak-ng, \($0.name)", $0.file, $0.words) }
        }
        var report = Report(
            "Wrong words, \(model) (target: no more than theirs)",
            "words",
            "smartclip",
            "plain, filtered",
            "plain, without earlier text",
            "plain, whole"
        )
        var sums = [0, 0, 0, 0, 0]
        for (name, file, said) in sounds {
            let heard = [try lab.smartclip(file)] + (try [.vad, .alone, .whole].map { try lab.plain(file, $0) })
            let errors = heard.map { WordErrors(said: said, heard: $0.words.map(\.text)) }
            let figures = errors.map { "\($0.count) (\(($0.rate * 100).figure(1)) %)" }
            report.add([name, "\(errors[0].said)"] + figures)
            sums[0] += errors[0].said
            for index in 0..<4 { sums[index + 1] += errors[index].count }
        }
        let rates = sums.dropFirst().map { "\($0) (\((100 * Double($0) / Double(sums[0])).figure(1)) %)" }
        report.add(["all", "\(sums[0])"] + rates)
        report.show()
    }

    private func cost(_ lab: HearingLab) throws {
        let talk = try SyntheticTalk(in: lab.folder, minutes: minutes, seed: 9)
        var rounds: [(own: HearingLab.Hearing, plain: HearingLab.Hearing)] = []
        for _ in 0..<self.rounds { rounds.append((try lab.smartclip(talk.file), try lab.plain(talk.file))) }
        func median(_ value: ((own: HearingLab.Hearing, plain: HearingLab.Hearing)) -> Double) -> Double {
            rounds.map(value).median
        }
        func wrong(_ hearing: HearingLab.Hearing) -> Double {
            100 * WordErrors(said: talk.words, heard: hearing.words.map(\.text)).rate
        }
        var report = Report(
            "\(minutes.figure(1)) minutes of espeak-ng, \(model)",
            "processor time",
            "wall time",
            "peak memory",
            "words wrong"
        )
        report.add(
            "plain",
            median { $0.plain.figures.processor }.time,
            median { $0.plain.figures.wall }.time,
            Int(median { Double($0.plain.figures.peak) }).megabytes,
            "\(median { wrong($0.plain) }.figure(1)) %"
        )
        report.add(
            "smartclip",
            median { $0.own.figures.processor }.time,
            median { $0.own.figures.wall }.time,
            Int(median { Double($0.own.figures.helperPeak) }).megabytes,
            "\(median { wrong($0.own) }.figure(1)) %"
        )
        report.add(
            "ratio (targets 1.05 x, 1.2 x)",
            median { $0.own.figures.processor / $0.plain.figures.processor }.ratio,
            median { $0.own.figures.wall / $0.plain.figures.wall }.ratio,
            median { Double($0.own.figures.helperPeak) / Double($0.plain.figures.peak) }.ratio,
            ""
        )
        report.show()
    }

    private func unspoken(_ lab: HearingLab) throws {
        let file = lab.folder.appending("unspoken-\(music.map { Digest.of(Array($0.utf8)).prefix(8) } ?? "made").mp4")
        let pieces = try Unspoken.make(at: file, music: music)
        let heard = [("smartclip", try lab.smartclip(file)), ("plain", try lab.plain(file))]
        var report = Report(
            "Half an hour in which nobody speaks, \(pieces) pieces of music in it, \(model) (target 0)",
            "invented words",
            "processor time"
        )
        for (name, hearing) in heard {
            report.add(name, "\(hearing.words.count)", hearing.figures.processor.time)
        }
        report.show()
        for (name, hearing) in heard where !hearing.words.isEmpty {
            let words = hearing.words.prefix(60).map { "\($0.text.filter { $0 != " " }) (\($0.start.figure(0)) s)" }
            print("  \(name): \(words.joined(separator: " "))")
        }
    }

    private func times(_ lab: HearingLab) throws {
        let reading = try RealSpeech(from: speech, orInto: lab.folder)
        let words = try PlacedSpeech.words(in: lab.folder)
        let phrases = try PlacedSpeech.phrases(of: reading, in: lab.folder)
        var report = Report(
            "How far times are off, \(model) (target: median 0.1 s)",
            "starts",
            "median",
            "95 %",
            "worst",
            "ends",
            "median",
            "95 %",
            "worst",
            "not heard"
        )
        func add(_ name: String, _ offsets: PlacedSpeech.Offsets) {
            func figures(_ all: [Double]) -> [String] {
                let sorted = all.sorted()
                guard let last = sorted.last else { return ["0", "", "", ""] }
                let most = sorted[min(sorted.count - 1, sorted.count * 95 / 100)]
                return ["\(sorted.count)"] + [sorted.median, most, last].map { "\($0.figure(3)) s" }
            }
            let (starts, ends) = (figures(offsets.starts), figures(offsets.ends))
            report.add([name] + starts + ends + ["\(offsets.missed)"])
        }
        for (name, hear) in [("smartclip", { try lab.smartclip($0) }), ("plain", { try lab.plain($0) })]
            as [(String, (FilePath) throws -> HearingLab.Hearing)]
        {
            add("\(words.parts.count) words of espeak-ng, \(name)", words.offsets(ofWords: try hear(words.file).words))
            add(
                "\(phrases.parts.count) phrases of a reading, \(name)",
                phrases.offsets(ofPhrases: try hear(phrases.file).words)
            )
        }
        report.show()
    }

    private func longTalk(_ lab: HearingLab) throws {
        var report = Report(
            "Memory of long talks, \(model) (target: flat)",
            "helper",
            "smartclip",
            "processor time",
            "wall time",
            "words wrong"
        )
        for (minutes, seed) in [(10.0, UInt64(9)), (60 * hours, 10)] {
            let talk = try SyntheticTalk(in: lab.folder, minutes: minutes, seed: seed)
            let hearing = try lab.smartclip(talk.file)
            let figures = hearing.figures
            // To align four hours of words takes gigabytes; ten minutes tell as much.
            let wrong = minutes > 30 ? nil : WordErrors(said: talk.words, heard: hearing.words.map(\.text))
            report.add(
                "\(minutes.figure(0)) minutes, \(hearing.words.count) of \(talk.words.count) words",
                figures.helperPeak.megabytes,
                figures.peak.megabytes,
                figures.processor.time,
                figures.wall.time,
                wrong.map { "\(($0.rate * 100).figure(1)) %" } ?? ""
            )
        }
        report.show()
    }
}
