import ArgumentParser

/// `smartclip setup`
struct Setup: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Fetches what videos without captions need, and what other shapes need; nothing else fetches anything.",
        subcommands: [SetupSpeech.self, SetupFaces.self]
    )
}
