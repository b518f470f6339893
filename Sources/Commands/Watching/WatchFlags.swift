import ArgumentParser

/// What can be chosen for a watcher as flags; they are understood with the variables and the file (`WatchSettings`).
struct WatchFlags: ParsableArguments {
    @Option(
        help: ArgumentHelp(
            "Seconds a file must be still before it is taken. Default: 10; 30 on a network file system.",
            valueName: "s"
        )
    )
    var quiet: String?

    @Option(
        help: ArgumentHelp(
            "Look at the whole folder every so many seconds. Default: when something changes; every 10 s where a file "
                + "system does not tell.",
            valueName: "s"
        )
    )
    var poll: String?

    @Option(
        help: ArgumentHelp("Begin no new work with less room than this in the outbox. Default: 1G.", valueName: "size")
    )
    var minFree: String?

    @Option(
        help: ArgumentHelp("Seconds that stages may go on after SIGTERM or SIGINT. Default: 30.", valueName: "s")
    )
    var grace: String?

    @Option(
        help: ArgumentHelp(
            "A program to run when a video is ready, with its manifest's path as the last argument.",
            valueName: "program"
        ),
        completion: .file()
    )
    var onReady: String?

    @Option(
        help: ArgumentHelp("The same, for an error that no further try by itself will mend.", valueName: "program"),
        completion: .file()
    )
    var onError: String?

    @Option(help: ArgumentHelp("Seconds such a program may take. Default: 60.", valueName: "s"))
    var hookLimit: String?

    @Option(
        help: ArgumentHelp(
            "Variables that such a program is given beside PATH, HOME and the like, with commas. Default: none.",
            valueName: "names"
        )
    )
    var hookEnvironment: String?

    @Option(
        help: ArgumentHelp("Write metrics here, for the textfile collector of node_exporter.", valueName: "file"),
        completion: .file()
    )
    var metricsFile: String?

    @Option(
        help: ArgumentHelp("How the log looks: auto, text, json. Default: auto.", valueName: "format"),
        completion: .list(WatchSettings.LogFormat.allCases.map(\.rawValue))
    )
    var logFormat: String?

    @Option(
        help: ArgumentHelp("What is logged: debug, info, notice, warning, error. Default: info.", valueName: "level"),
        completion: .list(["debug", "info", "notice", "warning", "error"])
    )
    var logLevel: String?

    /// The flags that were given.
    var given: [WatchKey: String] {
        let all: [(WatchKey, String?)] = [
            (.quiet, quiet), (.poll, poll), (.minFree, minFree), (.grace, grace), (.onReady, onReady),
            (.onError, onError), (.hookLimit, hookLimit), (.hookEnvironment, hookEnvironment),
            (.metricsFile, metricsFile), (.logFormat, logFormat),
            (.logLevel, logLevel),
        ]
        return all.reduce(into: [:]) { given, pair in given[pair.0] = pair.1 }
    }
}
