import Settings

/// The published schemas (JSON Schema 2020-12): as they stand in `Pipeline/schemas`, or, of settings, from their table.
public enum Schema: String, CaseIterable, Sendable {
    case manifest
    case moments
    case stageRecord = "stage-record"
    case indexLine = "index-line"
    case watch
    case ledger
    case spendingLine = "spending-line"
    case settings

    /// What it describes.
    public var summary: String {
        switch self {
        case .manifest: "manifest.json: the whole story of one video"
        case .moments: "moments.json: what was chosen, for a person to change"
        case .stageRecord: "state/N-STAGE.json: what a stage did"
        case .indexLine: "a line of manifest.ndjson: the newest state of one video"
        case .watch: ".smartclip/watch.json: how a watcher stands, and what waits"
        case .ledger: ".smartclip/ledger/ID.json: what was made for one video at a host"
        case .spendingLine: "a line of .smartclip/spending/DAY.ndjson: a request to a language model and its cost"
        case .settings: ".smartclip.yaml: the settings of a folder or a video, for editors to complete"
        }
    }

    /// The schema itself.
    public var text: String {
        get throws {
            let bytes: [UInt8]
            switch self {
            case .manifest: bytes = PackageResources.manifest_schema_json
            case .moments: bytes = PackageResources.moments_schema_json
            case .stageRecord: bytes = PackageResources.stage_record_schema_json
            case .indexLine: bytes = PackageResources.index_line_schema_json
            case .watch: bytes = PackageResources.watch_schema_json
            case .ledger: bytes = PackageResources.ledger_schema_json
            case .spendingLine: bytes = PackageResources.spending_line_schema_json
            case .settings: return try SettingsSchema.text
            }
            return String(decoding: bytes, as: UTF8.self)
        }
    }
}
