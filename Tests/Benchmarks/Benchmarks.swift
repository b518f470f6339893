import ArgumentParser

/// Measures the built program against what the same work costs without it, in one run, so that the figures hold on any
/// machine.
@main struct Benchmarks: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "smartclip-bench",
        abstract: "Measures smartclip: ratios of times taken in one run, and peaks of memory.",
        discussion: "Build it with the program: swift build -c release --product smartclip, then smartclip-bench.",
        subcommands: [
            NoOp.self, Encode.self, Memory.self, Choice.self, Watch.self, Transfer.self, TransferOnce.self, Asking.self,
            Hearing.self, FramingBench.self,
        ]
    )
}
