/// What can be chosen for a watcher beside the settings of videos. Flags, variables and the configuration file all give
/// text, which is read in one place (`WatchSettings`).
enum WatchKey: String, CaseIterable, Sendable {
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

    /// The flag: `--min-free`.
    var flag: String { "--" + rawValue.split(separator: "_").joined(separator: "-") }

    /// The environment's name of it: `SMARTCLIP_MIN_FREE`.
    var variable: String { "SMARTCLIP_\(rawValue.uppercased())" }

    /// Whether `.env` of the current folder may set it: it runs no program, names no file and hands on no secret.
    var isReadFromDotEnv: Bool {
        switch self {
        case .onReady, .onError, .metricsFile, .hookEnvironment: false
        default: true
        }
    }
}
