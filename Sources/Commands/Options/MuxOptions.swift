import ArgumentParser
import Pipeline
import Settings

/// The settings of host `mux` as flags.
struct MuxOptions: ParsableArguments {
    @Option(
        help: ArgumentHelp("Who may play what is at Mux: public, signed. Default: public.", valueName: "policy"),
        completion: .list(Settings.MuxPolicy.allCases.map(\.rawValue))
    )
    var muxPolicy: String?

    @Option(
        help: ArgumentHelp("How Mux encodes: basic, plus, premium. Default: the account's own.", valueName: "quality"),
        completion: .list(Settings.MuxQuality.allCases.map(\.rawValue))
    )
    var muxQuality: String?

    @Option(
        help: ArgumentHelp(
            "The most lines of what Mux makes: source, 1080p, 1440p, 2160p. Default: source.",
            valueName: "lines"
        ),
        completion: .list(Settings.MuxResolution.allCases.map(\.rawValue))
    )
    var muxMaxResolution: String?

    @Option(
        help: ArgumentHelp("What Mux is told as a title: name, none. Default: name.", valueName: "what"),
        completion: .list(Settings.MuxTitle.allCases.map(\.rawValue))
    )
    var muxTitle: String?

    @Option(
        help: ArgumentHelp(
            "What stays at Mux: all, or current, what the results are made from. Default: all.",
            valueName: "what"
        ),
        completion: .list(Settings.MuxKeep.allCases.map(\.rawValue))
    )
    var muxKeep: String?

    /// All of them, with what was given.
    var all: [(SettingKey, String?)] {
        [
            (.muxPolicy, muxPolicy), (.muxQuality, muxQuality), (.muxMaxResolution, muxMaxResolution),
            (.muxTitle, muxTitle), (.muxKeep, muxKeep),
        ]
    }
}
