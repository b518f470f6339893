import ArgumentParser
import FoundationEssentials
import Glibc
import Manifest
import OpenAIEmulator
import StateFiles
import SystemPackage

/// `smartclip-bench model`
struct Asking: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "model",
        abstract: "What a language model's answers cost in time besides the server's own. Target: 5 %."
    )

    @OptionGroup var work: WorkFolder

    @Option(help: ArgumentHelp("Seconds that the server takes to answer.", valueName: "s"))
    var think = 20

    func run() async throws {
        try await work.with { folder in
            let talk = try LongTalk(in: folder)
            var options = OpenAIOptions()
            options.think = .seconds(think)
            let server = try await OpenAIServer(options)
            setenv("OPENAI_BASE_URL", server.base, 1)
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask { try await server.run() }
                try await measure(talk, folder.appending("model-outbox"))
                group.cancelAll()
            }
        }
    }

    private func measure(_ talk: LongTalk, _ outbox: FilePath) async throws {
        try Files.removeTree(outbox)
        func stage(_ name: StageName) throws -> StageRecord {
            // All of the talk in one question, so that the server's time is one answer's.
            let flags = [
                "--analyst", "openai", "--model", "emulated", "--window-tokens", "1000000", "--progress", "none",
            ]
            try Command.smartclip(["stage", name.rawValue, talk.captioned.string, "-o", outbox.string] + flags)
                .measured()
            return try JSONText.decode(
                StageRecord.self,
                from: Data(Files.read(outbox.appending("talk").appending(name.recordPath)))
            )
        }
        for name in StageName.allCases where name < .analyze { _ = try stage(name) }
        let record = try stage(.analyze)
        guard record.engine?.name == "openai" else { throw BenchError("the model was not asked: \(record)") }
        let own = Double(think) * Double(record.cost.requests)
        var report = Report("Choosing from \(talk.words) words by a model that takes \(think) s (target 1.05 x)", "")
        report.add("the stage", record.cost.seconds.time)
        report.add("requests", "\(record.cost.requests)")
        report.add("tokens in", "\(record.cost.tokensIn)")
        report.add("against the server's own time", (record.cost.seconds / own).ratio)
        report.show()
    }
}
