import ArgumentParser
import Settings

/// The settings of host `mux` as flags.
struct MuxOptions: ParsableArguments {
    @Option(help: .setting(.muxPolicy), completion: .setting(.muxPolicy))
    var muxPolicy: String?

    @Option(help: .setting(.muxQuality), completion: .setting(.muxQuality))
    var muxQuality: String?

    @Option(help: .setting(.muxMaxResolution), completion: .setting(.muxMaxResolution))
    var muxMaxResolution: String?

    @Option(help: .setting(.muxTitle), completion: .setting(.muxTitle))
    var muxTitle: String?

    @Option(help: .setting(.muxKeep), completion: .setting(.muxKeep))
    var muxKeep: String?

    /// All of them, with what was given.
    var all: [(SettingKey, String?)] {
        [
            (.muxPolicy, muxPolicy), (.muxQuality, muxQuality), (.muxMaxResolution, muxMaxResolution),
            (.muxTitle, muxTitle), (.muxKeep, muxKeep),
        ]
    }
}
