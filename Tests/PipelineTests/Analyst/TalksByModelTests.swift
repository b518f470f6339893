import FoundationEssentials
import Highlights
import Intake
import Manifest
import OpenAIAccess
import OpenAIEmulator
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

/// A mediocre model chooses from real talks: whatever it says, every rule of a choice holds.
///
/// `SMARTCLIP_ALL_TALKS=1` takes all of them, and prints how many tokens an hour of talk takes; without it, every seventh.
@Suite(.enabled(if: Talks.folder != nil, "the folder of real talks is not beside this package"), .serialized)
struct TalksByModelTests {
    @Test(.timeLimit(.minutes(20))) func everyRuleHolds() async throws {
        var options = OpenAIOptions()
        options.kind = .mediocre
        let server = try await OpenAIServer(options)
        try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask { try await server.run() }
            var sum = Sum()
            for (index, file) in Talks.files.enumerated() {
                options.seed = UInt64(index)
                try await ScratchFolder.with { scratch in
                    try await choose(from: file, server, scratch.path, &sum)
                }
            }
            group.cancelAll()
            let perHour = Double(sum.tokens) / (sum.seconds / 3600)
            print(
                "tokens per hour of talk: \(Int(perHour)) over \(Int(sum.seconds / 3600)) h in \(sum.requests) requests"
            )
            #expect(perHour < 60_000)
            // A fifth of what a mediocre model says is wrong, so that some of it must have been dropped.
            #expect(sum.dropped > 0)
            // A server that is called off says so.
            while let result = await group.nextResult() {
                if case .failure(let error) = result, !(error is CancellationError) { throw error }
            }
        }
    }

    private struct Sum {
        var tokens = 0
        var requests = 0
        var seconds = 0.0
        var dropped = 0
    }

    private func choose(from file: FilePath, _ server: OpenAIServer, _ scratch: FilePath, _ sum: inout Sum) async throws
    {
        let captions = try Captions(parsing: try Files.read(file), format: .webVTT)
        let sentences = captions.sentences()
        let duration = (sentences.last?.end ?? 0) + 10
        let talk = Talk(sentences: sentences, events: captions.events(), duration: duration, language: nil)
        let access = OpenAIAccess(environment: ["OPENAI_BASE_URL": server.base])
        let outbox = try Outbox(writing: scratch)
        var settings = Settings()
        settings.analyst = .openai
        settings.model = "mediocre"
        // Real talks of an hour in several windows, so that there is a last ranking too.
        settings.windowTokens = 6000
        let state = try VideoState(
            id: VideoID(sha256: Digest.of(Array(file.string.utf8))),
            folder: outbox.folder("talk"),
            source: file,
            settings: settings
        )
        let picker = MomentPicker(talk: talk, rules: Rules())
        let meter = RequestMeter()
        let result = try await RequestMeter.$current.withValue(meter) {
            try await ModelChooser(
                requests: try PaidRequests(state, .analyze, access: access, outbox: outbox),
                picker: picker,
                settings: settings,
                language: "en",
                progress: { _ in }
            ).choose()
        }
        sum.tokens += meter.cost.tokens
        sum.requests += meter.cost.requests
        sum.seconds += duration
        sum.dropped += result.choice.rejected.count { $0.passedOver == "The model quotes what is not said in it." }
        check(result.choice, picker, talk, file)
    }

    private func check(_ choice: Choice, _ picker: MomentPicker, _ talk: Talk, _ file: FilePath) {
        let said = talk.sentences.map(\.text).joined(separator: " ").filter { !$0.isWhitespace }
        #expect(!choice.moments.isEmpty && choice.moments.count <= picker.wanted, "\(file)")
        if choice.moments.count < picker.wanted { #expect(!choice.notes.isEmpty, "\(file)") }
        for (one, next) in zip(choice.moments, choice.moments.dropFirst()) { #expect(one.end <= next.start, "\(file)") }
        for moment in choice.moments {
            let numbers = picker.sentences(from: moment.start, to: moment.end).map(\.number)
            let times = numbers.first.flatMap { first in numbers.last.flatMap { picker.times(of: first...$0) } }
            #expect(times.map { $0.start == moment.start && $0.end == moment.end } == true, "\(file): not on sentences")
            #expect(
                picker.lengths.contains(moment.end - moment.start),
                "\(file): a length of \(moment.end - moment.start)"
            )
            for part in moment.quote.split(separator: "…") {
                #expect(said.contains(String(part).filter { !$0.isWhitespace }), "\(file): \(moment.quote)")
            }
            #expect(!moment.title.isEmpty && moment.title.count <= 100)
            #expect(!moment.title.contains("://") && !moment.description.contains("://"))
        }
        #expect(choice.rejected.allSatisfy { !$0.passedOver.isEmpty })
    }
}

/// Talks that are kept apart from the package.
private enum Talks {
    static let folder: FilePath? = {
        var folder = FilePath(#filePath)
        while folder.removeLastComponent() {
            let talks = folder.appending("shared").appending("highlights").appending("vtt")
            if (try? FileFacts.ifPresent(talks)) != nil { return talks }
        }
        return nil
    }()

    static let files: [FilePath] = {
        guard let folder else { return [] }
        // With an unreadable folder the list is empty and the test says so.
        let names = ((try? Files.list(folder)) ?? []).map(\.string).filter { $0.hasSuffix(".vtt") }.sorted()
        let isAll = ProcessInfo.processInfo.environment["SMARTCLIP_ALL_TALKS"] == "1"
        return names.enumerated().filter { isAll || $0.offset % 7 == 0 }.map { folder.appending($0.element) }
    }()
}
