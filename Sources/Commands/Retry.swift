import ArgumentParser
import Manifest
import Pipeline

/// `smartclip retry`
struct Retry: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Does a video again, from a stage on.",
        discussion: """
            Without --from it goes on at the stage that failed or was not reached. --from analyze asks for a fresh choice \
            of moments and keeps the old moments.json beside the new one; --from clip cuts every clip again. The video's \
            settings are those of its last run, unless others are given.
            """
    )

    @Argument(
        help: "The video: its folder in the outbox, its id, or the path of its source.",
        completion: VideoCompletion.kind
    )
    var video: String

    @Option(help: "The first stage to do again.")
    var from: StageName?

    @OptionGroup var one: OneVideoOptions

    func run() async throws {
        try await one.run(.retry(from: from), video)
    }
}
