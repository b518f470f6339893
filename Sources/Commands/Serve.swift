import ArgumentParser
import Glibc
import Intake
import Outbox
import StateFiles
import SystemPackage

/// `smartclip serve`
struct Serve: AsyncParsableCommand, TakesSignals {
    static let configuration = CommandConfiguration(
        abstract: "Serves the review desk and the API over an outbox, for ever.",
        discussion: """
            Prints the address with a token, which a browser keeps as a cookie and a program gives as Authorization: Bearer. The token \
            stands in .smartclip/token of the outbox. Saving moments cuts their clips again: a watcher does it where one keeps the \
            outbox, else the desk runs smartclip itself, one video at a time. SIGTERM and SIGINT end it when what is under way has \
            ended.

            An address that other machines can reach needs --token-file, and a proxy with TLS in front, whose name is given with \
            --allow-host. MUX_WEBHOOK_SECRET, one or several with commas, lets Mux's webhooks in at /api/webhooks/mux.
            """
    )

    @OptionGroup var outbox: OutboxOptions

    @OptionGroup(title: "The desk") var desk: DeskOptions

    @OptionGroup(title: "What the operator decides") var operators: OperatorOptions

    func run() async throws {
        let surroundings = try Surroundings().telling()
        let outbox = try outbox.open(surroundings)
        let program = try DeskProgramFile.path
        let arguments = try desk.arguments(outbox.root, operators, surroundings)
        DeskProgramFile.passOn(surroundings)
        try Self.replace(with: program, arguments)
    }

    /// Becomes the desk's program: what supervises this process then supervises the desk itself.
    private static func replace(with program: FilePath, _ arguments: [String]) throws {
        var words = ([program.string] + arguments).map { strdup($0) } + [nil]
        defer { for word in words { free(word) } }
        _ = program.withPlatformString { execv($0, &words) }
        throw FileError("start", program, Errno(rawValue: errno))
    }
}
