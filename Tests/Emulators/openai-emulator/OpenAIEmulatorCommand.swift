import ArgumentParser
import EmulatorKit
import Glibc
import OpenAIEmulator

/// The emulator as a program.
@main
struct OpenAIEmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "openai-emulator",
        abstract: "A server on 127.0.0.1 that keeps to the wire contract of OpenAI's chat and transcription.",
        discussion: """
            It answers POST /v1/chat/completions, POST /v1/audio/transcriptions and GET /v1/models, in the words of OpenAI or \
            of a local server that speaks the same. When it listens it prints one line of JSON with its address. It ends on \
            SIGTERM or SIGINT.

            A good or mediocre model answers SmartClip's own questions, and any other with an instance of the schema. A script \
            is a JSON array of {"match", "content", "finish_reason", "refusal", "status", "headers", "body"}: each entry answers \
            one request that holds the words of "match", the last that matches all further ones. What is heard in recordings \
            are words made of tones.

            GET /_emulator/stats counts what happened to every distinct request and in all, GET /_emulator/log lists the last \
            requests, and POST /_emulator/faults {"rates", "seed", "at_most", "next"} changes the faults while it runs: "next" \
            is a list of what the next requests meet, null for nothing.
            """
    )

    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Model") var model: ModelOptions
    @OptionGroup(title: "Transcription") var hearing: HearingOptions
    @OptionGroup(title: "Faults") var faults: FaultOptions

    mutating func run() async throws {
        var options = OpenAIOptions()
        service.apply(to: &options)
        model.apply(to: &options)
        hearing.apply(to: &options)
        faults.apply(to: &options)

        // Held to the end: the sources end with it.
        let signals = EndSignals()
        defer { withExtendedLifetime(signals) {} }
        let arrivals = signals.arrivals
        let server = try await OpenAIServer(options)
        print(server.listening)
        // Whoever waits for the line reads a pipe, and a pipe is written when it is full or flushed.
        fflush(nil)
        try await withThrowingTaskGroup { group in
            group.addTask { try await server.run() }
            group.addTask { for await _ in arrivals { return } }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
