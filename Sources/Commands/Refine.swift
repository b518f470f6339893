import ArgumentParser
import Manifest
import Pipeline

/// `smartclip refine`
struct Refine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Adjusts one moment by a remark, and cuts its clip again.",
        discussion: """
            A language model (--analyst openai) says which sentences the moment is to hold: "start at the question", "leave out the \
            last sentence", "20 seconds shorter". It moves between sentences only, stays within the allowed lengths and off the other \
            moments, and what the moment was is noted in moments.json. Nothing else is cut again.
            """
    )

    @Argument(
        help: "The video: its folder in the outbox, its id, or the path of its source.",
        completion: VideoCompletion.kind
    )
    var video: String

    @Argument(help: "The moment: its id, or its number in the order of the clips, from 1.")
    var moment: String

    @Argument(help: "What should be different.")
    var remark: String

    @OptionGroup var one: OneVideoOptions

    func validate() throws {
        if remark.allSatisfy(\.isWhitespace) { throw ValidationError("the remark is empty") }
        if remark.count > 1000 { throw ValidationError("the remark is longer than 1000 characters") }
    }

    func run() async throws {
        try await one.run(.refine(moment: moment, remark: remark), video)
    }
}
