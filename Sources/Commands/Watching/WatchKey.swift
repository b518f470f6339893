import Logging
import Settings

/// What can be chosen for a watcher beside the settings of videos. Flags, variables and the configuration file all give
/// text, which is read in one place (`WatchSettings`).
enum WatchKey: String, ConfigurationKey {
    case quiet
    case poll
    case minFree = "min_free"
    case grace
    case onReady = "on_ready"
    case onError = "on_error"
    case hookLimit = "hook_limit"
    case hookEnvironment = "hook_environment"
    case metricsFile = "metrics_file"
    case logFormat = "log_format"
    case logLevel = "log_level"

    /// Its row of the table of a watcher's keys.
    // swift-format-ignore: a row takes a few lines.
    var row: Row {
        switch self {
        case .quiet:
            Row(
                .number(0...86400),
                "Seconds a file must be still before it is taken.",
                valueName: "s",
                standard: "10; 30 on a network file system",
                dotEnv: true
            )
        case .poll:
            Row(
                .number(1...86400),
                "Look at the whole folder every so many seconds.",
                valueName: "s",
                standard: "when something changes; every 10 s where a file system does not tell",
                dotEnv: true
            )
        case .minFree:
            Row(
                .line(atMost: 40),
                "Begin no new work with less room than this in the outbox, such as 500M; it goes on by itself.",
                valueName: "size",
                standard: "1G",
                dotEnv: true
            )
        case .grace:
            Row(
                .number(1...3600),
                "Seconds that stages may go on after SIGTERM or SIGINT.",
                valueName: "s",
                standard: "30",
                dotEnv: true
            )
        case .onReady:
            Row(
                .file,
                "A program to run when a video is ready, with its manifest's path as the last argument; in the file, a list "
                    + "with its arguments.",
                valueName: "program",
                dotEnv: false,
                isList: true
            )
        case .onError:
            Row(
                .file,
                "The same, for an error that no further try by itself will mend.",
                valueName: "program",
                dotEnv: false,
                isList: true
            )
        case .hookLimit:
            Row(
                .number(1...86400),
                "Seconds such a program may take.",
                valueName: "s",
                standard: "60",
                dotEnv: true
            )
        case .hookEnvironment:
            Row(
                .line(atMost: 2000),
                "Variables that such a program is given beside PATH, HOME and the like, with commas; in the file, a list.",
                valueName: "names",
                standard: "none",
                dotEnv: false,
                isList: true
            )
        case .metricsFile:
            Row(
                .file,
                "Write metrics here, for the textfile collector of node_exporter.",
                valueName: "file",
                dotEnv: false
            )
        case .logFormat:
            Row(
                .words(WatchSettings.LogFormat.allCases.map(\.rawValue)),
                "How the log looks on standard error, one line a decision.",
                valueName: "format",
                standard: "auto",
                dotEnv: true
            )
        case .logLevel:
            Row(
                .words(Logger.Level.allCases.map(\.rawValue)),
                "What is logged.",
                valueName: "level",
                standard: "info",
                dotEnv: true
            )
        }
    }

    /// What is known of one key.
    struct Row: Sendable {
        /// What its texts look like.
        let shape: SettingShape
        /// What it is, in a sentence: for the flag's help and README.
        let help: String
        /// What stands for a value in the flag's help.
        let valueName: String
        /// The default in words.
        let standard: String
        /// Whether `.env` of the current folder may set it: it runs no program, names no file and hands on no secret.
        let isReadFromDotEnv: Bool
        /// Whether the operator's file may give several values.
        let isList: Bool

        init(
            _ shape: SettingShape,
            _ help: String,
            valueName: String,
            standard: String = "",
            dotEnv: Bool,
            isList: Bool = false
        ) {
            self.shape = shape
            self.help = help
            self.valueName = valueName
            self.standard = standard
            isReadFromDotEnv = dotEnv
            self.isList = isList
        }

        /// The flag's help.
        var explained: String { shape.explained(help, standard: standard) }
    }
}
