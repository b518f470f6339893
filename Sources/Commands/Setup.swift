import ArgumentParser

/// `smartclip setup`
struct Setup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Fetches what videos without captions need; nothing else fetches anything.",
        subcommands: [SetupSpeech.self]
    )
}
