public import ArgumentParser
import Outbox
import Pipeline

/// The command line's root.
public struct SmartClip: AsyncParsableCommand {
    /// The commands, in the order in which a newcomer meets them.
    public static let configuration = CommandConfiguration(
        commandName: "smartclip",
        abstract: "Long videos in, share-ready clips out.",
        discussion: """
            SmartClip takes each video through six stages: upload, await-asset, fetch-vtt, analyze, clip, caption. \
            Everything happens on this machine, unless another host is asked for (--host mux). Clips, captions, texts and a page to look at land in the outbox, \
            with a manifest.json for other tools. Run the same command again at any time: what is done is not done \
            again, and what was interrupted goes on.

            Exit codes: 0 all ready; 1 some video failed; 2 wrong usage; 3 a program or a right is missing; \
            75 only failures that may pass by themselves remain; 130 stopped.
            """,
        version: Version.current,
        groupedSubcommands: [
            CommandGroup(
                name: "Making clips",
                subcommands: [Run.self, Watch.self, Plan.self, Retry.self, Refine.self, Stage.self]
            ),
            CommandGroup(name: "Looking at results", subcommands: [Status.self, Show.self, Serve.self, Verify.self]),
            CommandGroup(
                name: "Taking them elsewhere",
                subcommands: [Export.self, TranscriptCommand.self, HighlightsCommand.self, SchemaCommand.self]
            ),
            CommandGroup(name: "Many machines", subcommands: [Cluster.self]),
            CommandGroup(name: "The machine", subcommands: [Setup.self, Doctor.self, Clean.self]),
        ]
    )

    /// Made by the parser.
    public init() {}
}
