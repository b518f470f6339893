import ArgumentParser

/// What can be chosen for a watcher as flags; they are understood with the variables and the file (`WatchSettings`).
struct WatchFlags: ParsableArguments {
    @Option(help: .watch(.quiet), completion: .watch(.quiet))
    var quiet: String?

    @Option(help: .watch(.poll), completion: .watch(.poll))
    var poll: String?

    @Option(help: .watch(.minFree), completion: .watch(.minFree))
    var minFree: String?

    @Option(help: .watch(.grace), completion: .watch(.grace))
    var grace: String?

    @Option(help: .watch(.onReady), completion: .watch(.onReady))
    var onReady: String?

    @Option(help: .watch(.onError), completion: .watch(.onError))
    var onError: String?

    @Option(help: .watch(.hookLimit), completion: .watch(.hookLimit))
    var hookLimit: String?

    @Option(help: .watch(.hookEnvironment), completion: .watch(.hookEnvironment))
    var hookEnvironment: String?

    @Option(help: .watch(.metricsFile), completion: .watch(.metricsFile))
    var metricsFile: String?

    @Option(help: .watch(.logFormat), completion: .watch(.logFormat))
    var logFormat: String?

    @Option(help: .watch(.logLevel), completion: .watch(.logLevel))
    var logLevel: String?

    /// The flags that were given.
    var given: [WatchKey: String] {
        let all: [(WatchKey, String?)] = [
            (.quiet, quiet), (.poll, poll), (.minFree, minFree), (.grace, grace), (.onReady, onReady),
            (.onError, onError), (.hookLimit, hookLimit), (.hookEnvironment, hookEnvironment),
            (.metricsFile, metricsFile), (.logFormat, logFormat), (.logLevel, logLevel),
        ]
        return all.reduce(into: [:]) { given, pair in given[pair.0] = pair.1 }
    }
}

extension ArgumentHelp {
    /// What the table of a watcher's keys tells of one.
    fileprivate static func watch(_ key: WatchKey) -> ArgumentHelp {
        ArgumentHelp(key.row.explained, valueName: key.row.valueName)
    }
}

extension CompletionKind {
    fileprivate static func watch(_ key: WatchKey) -> CompletionKind { .shape(key.row.shape) }
}
