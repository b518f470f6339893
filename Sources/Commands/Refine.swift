import ArgumentParser
import Manifest
import Pipeline

/// `smartclip refine`
struct Refine: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Adjusts one moment by a remark, or adds one, and cuts its clip.",
        discussion: """
            A language model (--analyst openai) says which sentences the moment is to hold: "start at the question", "leave out the \
            last sentence", "20 seconds shorter". It moves between sentences only, stays within the allowed lengths and off the other \
            moments, and what the moment was is noted in moments.json. Nothing else is cut again.

            With --add the model chooses one moment more that fits the remark ("something about prices"), off those that stand and by \
            the same rules. It comes last in moments.json, and only its clip is cut.
            """
    )

    @Argument(
        help: "The video: its folder in the outbox, its id, or the path of its source.",
        completion: VideoCompletion.kind
    )
    var video: String

    @Argument(help: "The moment: its id, or its number in the order of the clips, from 1.")
    var moment: String?

    @Argument(help: "What should be different.")
    var remark: String?

    @Option(help: ArgumentHelp("Add a moment that fits this, in place of adjusting one.", valueName: "remark"))
    var add: String?

    @OptionGroup var one: OneVideoOptions

    func validate() throws {
        if add != nil, moment != nil { throw ValidationError("--add takes no moment and no other remark") }
        guard let remark = add ?? remark else {
            throw ValidationError("name a moment and say what should be different, or give --add REMARK")
        }
        if remark.allSatisfy(\.isWhitespace) { throw ValidationError("the remark is empty") }
        if remark.count > 1000 { throw ValidationError("the remark is longer than 1000 characters") }
    }

    func run() async throws {
        if let add {
            try await one.run(.add(remark: add), video)
        } else if let moment, let remark {
            try await one.run(.refine(moment: moment, remark: remark), video)
        }
    }
}
