public import ArgumentParser
public import Manifest
import Pipeline

extension StageName: ExpressibleByArgument {}

/// `smartclip stage`
struct Stage: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs one stage of one video, or several in a row, for workflow engines.",
        discussion: """
            The stages are \(StageName.allCases.map(\.rawValue).joined(separator: ", ")). Those before it must be done. \
            A stage that is done already is left as it is. Several are named in their order, with commas: clip,caption. The \
            video's settings are those of its last run, unless others are given.
            """
    )

    @Argument(help: "The stage, or several in a row with commas.")
    var name: StageSpan

    @Argument(help: "The video: a file, its folder in the outbox, or its id.", completion: VideoCompletion.kind)
    var video: String

    @OptionGroup var one: OneVideoOptions

    func run() async throws {
        try await one.run(.stages(name.stages), video)
    }
}
