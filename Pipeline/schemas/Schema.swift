/// The published schemas (JSON Schema 2020-12), as they stand in `Pipeline/schemas`.
public enum Schema: String, CaseIterable, Sendable {
    case manifest
    case moments
    case stageRecord = "stage-record"
    case indexLine = "index-line"
    case watch
    case ledger
    case spendingLine = "spending-line"

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
        }
    }

    /// The schema itself.
    public var text: String {
        let bytes =
            switch self {
            case .manifest: PackageResources.manifest_schema_json
            case .moments: PackageResources.moments_schema_json
            case .stageRecord: PackageResources.stage_record_schema_json
            case .indexLine: PackageResources.index_line_schema_json
            case .watch: PackageResources.watch_schema_json
            case .ledger: PackageResources.ledger_schema_json
            case .spendingLine: PackageResources.spending_line_schema_json
            }
        return String(decoding: bytes, as: UTF8.self)
    }
}
