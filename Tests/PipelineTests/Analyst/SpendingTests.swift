import FoundationEssentials
import Intake
import Manifest
import OpenAIAccess
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Outbox
@testable import Pipeline

/// Nothing is spent beyond a budget, whatever ends in between.
@Suite(.timeLimit(.minutes(2))) struct SpendingTests {
    private func line(_ id: String, tokens: Int, video: String = "a", dollars: Double? = nil) -> Spending.Line {
        var amount = Spending.Amount()
        amount.requests = 1
        amount.promptTokens = tokens
        amount.usd = dollars
        return Spending.Line(id: id, at: .now, state: .asked, video: video, stage: .analyze, model: "m", amount: amount)
    }

    private func settled(_ line: Spending.Line, tokens: Int) -> Spending.Line {
        var line = line
        line.state = .answered
        line.amount.promptTokens = tokens
        return line
    }

    @Test func aFileThatSomebodyMadeShorterIsReadAnew() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let day = Spending.Budget(tokens: 100, dollars: nil)
            let spending = Spending(outbox)
            for id in ["1", "2", "3"] { try await spending.reserve(line(id, tokens: 1), video: .init(), day: day) }
            let folder = outbox.ownFolder.appending("spending")
            let file = folder.appending(try #require(try folder.list().first))
            try file.removeFile()
            try await Spending(outbox).reserve(line("4", tokens: 90), video: .init(), day: day)
            await #expect(throws: Spending.Refusal.self) {
                try await spending.reserve(line("5", tokens: 20), video: .init(), day: day)
            }
        }
    }

    @Test func aDaysBudgetHoldsOverRestartsAndProcesses() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let day = Spending.Budget(tokens: 100, dollars: nil)
            let first = Spending(outbox)
            let asked = line("1", tokens: 60)
            try await first.reserve(asked, video: .init(), day: day)
            // Another process, which never hears how it ended: it counts as its most.
            let second = Spending(outbox)
            let refusal = await #expect(throws: Spending.Refusal.self) {
                try await second.reserve(line("2", tokens: 50), video: .init(), day: day)
            }
            #expect(refusal?.message.contains("60 are spent") == true)
            try await first.settle(settled(asked, tokens: 10), sentAt: asked.at)
            try await second.reserve(line("3", tokens: 50), video: .init(), day: day)
            await #expect(throws: Spending.Refusal.self) {
                try await first.reserve(line("4", tokens: 41), video: .init(), day: day)
            }
        }
    }

    /// Who may write to the outbox cannot lift a budget by a line of less than nothing, nor end the program by one that cannot be
    /// added up.
    @Test(arguments: [-1_000_000_000, .max])
    func whatCannotHaveBeenSpentDoesNotCount(_ tokens: Int) async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let file = Place(scratch.path).appending(
                ".smartclip/spending/\(Timestamp.now.description.prefix(10)).ndjson"
            )
            try file.parent.makeDirectory()
            try file.write([line("0", tokens: tokens), line("1", tokens: tokens)].flatMap { try JSONText.line($0) })
            let day = Spending.Budget(tokens: 10, dollars: nil)
            let spending = Spending(outbox)
            try await spending.reserve(line("2", tokens: 10), video: .init(), day: day)
            await #expect(throws: Spending.Refusal.self) {
                try await spending.reserve(line("3", tokens: 1), video: .init(), day: day)
            }
        }
    }

    @Test func aVideosBudgetIsItsOwn() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let budget = Spending.Budget(tokens: nil, dollars: 1)
            let spending = Spending(outbox)
            // Of an earlier day.
            let folder = Place(scratch.path).appending(".smartclip/spending")
            try folder.makeDirectory()
            let old = try JSONText.line(line("0", tokens: 5, dollars: 0.7))
            try folder.appending("2020-01-01.ndjson").write(old)
            await #expect(throws: Spending.Refusal.self) {
                try await spending.reserve(line("1", tokens: 5, dollars: 0.4), video: budget, day: .init())
            }
            try await spending.reserve(line("2", tokens: 5, video: "b", dollars: 0.4), video: budget, day: .init())
            try await spending.reserve(line("3", tokens: 5, dollars: 0.3), video: budget, day: .init())
        }
    }

    @Test func halfALineIsPassedOverAndSpoilsNoOther() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let folder = Place(scratch.path).appending(".smartclip/spending")
            try folder.makeDirectory()
            let name = "\(Timestamp.now.description.prefix(10)).ndjson"
            let whole = try JSONText.line(line("1", tokens: 30))
            try folder.appending(name).write(Array(whole) + Array("{\"id\": \"2\", \"am".utf8))
            let day = Spending.Budget(tokens: 100, dollars: nil)
            try await Spending(outbox).reserve(line("3", tokens: 60), video: .init(), day: day)
            await #expect(throws: Spending.Refusal.self) {
                try await Spending(outbox).reserve(line("4", tokens: 20), video: .init(), day: day)
            }
        }
    }

    @Test func manyAtOnceNeverGoBeyondIt() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let purses = [Spending(outbox), Spending(outbox)]
            let day = Spending.Budget(tokens: 100, dollars: nil)
            let granted = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<40 {
                    group.addTask {
                        do {
                            try await purses[number % 2].reserve(line("\(number)", tokens: 9), video: .init(), day: day)
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(granted == 11)
        }
    }

    /// What each of them has of its own is the lock that only its own processes see; what they have in common is the lease.
    @Test func machinesWithoutCommonLocksNeverGoBeyondItTogether() async throws {
        try await ScratchFolder.with { scratch in
            let machines = try ["a", "b", "c"].map { name in
                var outbox = try Outbox(writing: scratch.path, sharing: .lease)
                outbox.locks = outbox.ownFolder.appending("locks-\(name)")
                return Spending(outbox)
            }
            let day = Spending.Budget(tokens: 50, dollars: nil)
            let granted = await withTaskGroup(of: Bool.self) { group in
                for number in 0..<18 {
                    group.addTask {
                        do {
                            try await machines[number % 3].reserve(
                                line("\(number)", tokens: 9),
                                video: .init(),
                                day: day
                            )
                            return true
                        } catch {
                            return false
                        }
                    }
                }
                return await group.reduce(0) { $0 + ($1 ? 1 : 0) }
            }
            #expect(granted == 5)
        }
    }

    @Test func aRequestThatIsRepeatedIsWrittenDownForAllItsTries() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let day = Spending.Budget(tokens: 100, dollars: nil)
            let spending = Spending(outbox)
            let asked = line("1", tokens: 40)
            try await spending.reserve(asked, video: day, day: day)
            var twice = asked
            twice.amount = twice.amount.times(2)
            try await spending.reserve(twice, video: day, day: day)
            var thrice = asked
            thrice.amount = thrice.amount.times(3)
            let refusal = await #expect(throws: Spending.Refusal.self) {
                try await spending.reserve(thrice, video: .init(), day: day)
            }
            #expect(refusal?.message.contains("0 are spent, and 120 more") == true)
            // Killed by now, it counts as both.
            await #expect(throws: Spending.Refusal.self) {
                try await Spending(outbox).reserve(line("2", tokens: 21), video: .init(), day: day)
            }
        }
    }

    @Test(arguments: [
        (0, "$0.0000"), (1.23456, "$1.2346"), (-5, "$0.0000"), (1e300, "$1000000000.0000"),
        (.infinity, "$1000000000.0000"), (.nan, "$0.0000"),
    ])
    func dollarsOfAnySizeAreTold(amount: Double, text: String) { #expect(amount.dollars == text) }

    @Test func anAnswerIsKeptUntilItsStageIsDoneAgain() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let answers = KeptAnswers(outbox, VideoID(sha256: String(repeating: "b", count: 64)))
            try answers.keep(["x": 1], to: "what?", of: .analyze)
            try answers.keep(["y": 2], to: "and?", of: .caption)
            #expect(try answers.answer(to: "what?", of: .analyze, as: [String: Int].self) == ["x": 1])
            #expect(try answers.answer(to: "what?", of: .caption, as: [String: Int].self) == nil)
            #expect(try answers.answer(to: "other?", of: .analyze, as: [String: Int].self) == nil)
            try answers.forget(from: .caption)
            #expect(try answers.answer(to: "and?", of: .caption, as: [String: Int].self) == nil)
            #expect(try answers.answer(to: "what?", of: .analyze, as: [String: Int].self) == ["x": 1])
            // One that is broken is asked for again.
            let folder = outbox.answers.appending(String(repeating: "b", count: 16))
            for name in try folder.list() { try folder.appending(name).write("{".utf8) }
            #expect(try answers.answer(to: "what?", of: .analyze, as: [String: Int].self) == nil)
        }
    }
}
