import ArgumentParser
import EmulatorKit
import FoundationEssentials
import Glibc
import MuxEmulator
import SystemPackage

/// The emulator as a program.
@main
struct MuxEmulatorCommand: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "mux-emulator",
        abstract: "A server on 127.0.0.1 that keeps to the wire contract of Mux Video.",
        discussion: """
            The API is under /video/v1 and /system/v1/signing-keys, the stream host under /stream, the image host under \
            /image. When it listens it prints one line of JSON with its addresses. It ends on SIGTERM or SIGINT.

            Credentials come from the environment: MUX_TOKEN_ID and MUX_TOKEN_SECRET (Basic), \
            MUX_AUTHORIZATION_TOKEN (Bearer, if set) and MUX_WEBHOOK_SECRET (signatures of events).

            GET /_emulator/stats counts what happened, GET /_emulator/log lists the last requests, and \
            POST /_emulator/faults {"rate", "seed", "kinds", "paths", "next"} changes the faults while it runs: "next" is \
            a list of what the next requests meet, null for nothing.
            """
    )

    @OptionGroup(title: "Service") var service: ServiceOptions
    @OptionGroup(title: "Limits") var limits: LimitOptions
    @OptionGroup(title: "Faults") var faults: FaultOptions

    mutating func run() async throws {
        let environment = ProcessInfo.processInfo.environment
        guard let id = environment["MUX_TOKEN_ID"], let secret = environment["MUX_TOKEN_SECRET"] else {
            throw ValidationError("MUX_TOKEN_ID and MUX_TOKEN_SECRET must be set")
        }
        var options = EmulatorOptions(folder: FilePath(service.folder), tokenID: id, tokenSecret: secret)
        options.bearer = environment["MUX_AUTHORIZATION_TOKEN"]
        options.webhookSecret = environment["MUX_WEBHOOK_SECRET"] ?? ""
        service.apply(to: &options)
        limits.apply(to: &options)
        faults.apply(to: &options)

        // Held to the end: the sources end with it.
        let signals = EndSignals()
        defer { withExtendedLifetime(signals) {} }
        let arrivals = signals.arrivals
        let emulator = try await Emulator(options)
        print(emulator.listening)
        // Whoever waits for the line reads a pipe, and a pipe is written when it is full or flushed.
        fflush(nil)
        try await withThrowingTaskGroup { group in
            group.addTask { try await emulator.run() }
            group.addTask { for await _ in arrivals { return } }
            defer { group.cancelAll() }
            try await group.next()
        }
    }
}
