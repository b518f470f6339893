import Concurrency
import FoundationEssentials
import Highlights
import Intake
import Manifest
import OpenAIAccess
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing
import Transcript

@testable import AnalystModel
@testable import Pipeline

/// One choice from a talk by a model at some server, and what it took.
struct ModelTrial: Sendable {
    /// What was chosen; nil where the model gave nothing that can be used, so that the extractive analyst would choose.
    var choice: Choice?
    /// Why the model gave nothing.
    var silence: String?
    /// All requests together.
    var cost: Cost
    /// From the beginning to the end.
    var seconds: Double

    /// Has a model choose, with an outbox of its own. Every moment that it chooses is checked against the talk.
    static func choose(from talk: Talk, at base: String, settings change: (inout Settings) -> Void = { _ in })
        async throws -> ModelTrial
    {
        try await ScratchFolder.with { scratch in
            var settings = Settings()
            settings.analyst = .openai
            settings.model = "model"
            change(&settings)
            let outbox = try Outbox(writing: scratch.path)
            let state = try VideoState(
                id: VideoID(sha256: Digest.of(Array(talk.sentences.map(\.text).joined().utf8))),
                folder: outbox.folder("talk"),
                source: scratch.path.appending("talk.mp4"),
                settings: settings
            )
            let access = OpenAIAccess(environment: ["OPENAI_BASE_URL": base])
            let meter = RequestMeter()
            let picker = MomentPicker(talk: talk, rules: Rules(settings))
            let clock = ContinuousClock()
            let start = clock.now
            var trial = ModelTrial(cost: Cost(), seconds: 0)
            do {
                let chooser = ModelChooser(
                    requests: try PaidRequests(state, .analyze, access: access, outbox: outbox),
                    picker: picker,
                    settings: settings,
                    language: talk.language,
                    progress: { _ in }
                )
                trial.choice = try await RequestMeter.$current.withValue(meter) { try await chooser.choose().choice }
            } catch let silence as ModelSilence {
                trial.silence = silence.reason
            }
            trial.seconds = start.duration(to: clock.now).inSeconds
            trial.cost = meter.cost
            if let choice = trial.choice { check(choice, picker, talk) }
            return trial
        }
    }

    /// That each moment lies on sentences, has an allowed length and words, and quotes what was said.
    private static func check(_ choice: Choice, _ picker: MomentPicker, _ talk: Talk) {
        let said = talk.sentences.map(\.text).joined(separator: " ").filter { !$0.isWhitespace }
        #expect(!choice.moments.isEmpty && choice.moments.count <= picker.wanted)
        for (one, next) in zip(choice.moments, choice.moments.dropFirst()) { #expect(one.end <= next.start) }
        for moment in choice.moments {
            let numbers = picker.sentences(from: moment.start, to: moment.end).map(\.number)
            let times = numbers.first.flatMap { first in numbers.last.flatMap { picker.times(of: first...$0) } }
            #expect(times.map { $0.start == moment.start && $0.end == moment.end } == true, "not on sentences")
            for part in moment.quote.split(separator: "…") {
                #expect(said.contains(String(part).filter { !$0.isWhitespace }), "\(moment.quote)")
            }
            #expect(!moment.title.isEmpty && moment.title.count <= 100)
        }
    }

    /// The five minutes of the sample about a clock.
    static func fiveMinutes() throws -> Talk {
        let file = try Sample.folder().appending("the-clock-that-went-to-sea.en.vtt")
        let captions = try Captions(parsing: try Files.read(file), format: .webVTT)
        return Talk(sentences: captions.sentences(), events: captions.events(), duration: 303, language: "en")
    }

    private enum Sample {
        static func folder() throws -> FilePath {
            var folder = FilePath(#filePath)
            while folder.removeLastComponent() {
                let inbox = folder.appending("samples").appending("inbox")
                if try FileFacts.ifPresent(inbox) != nil { return inbox }
            }
            throw Failure(.input, "samples/inbox is not above \(#filePath)")
        }
    }
}
