import Manifest

/// One thing made wrong in a right document, and the one problem that a validator should find.
struct SchemaMutation {
    enum Target {
        case manifest, moments, indexLine, watch, ledger, spendingLine
        case record(StageName)
    }

    let target: Target
    let change: SchemaValidator.Change
    let problem: String

    private init(_ target: Target, set pointer: String, to json: String, _ problem: String) {
        self.target = target
        change = .set(pointer, to: json)
        self.problem = problem
    }

    private init(_ target: Target, remove pointer: String, _ problem: String) {
        self.target = target
        change = .remove(pointer)
        self.problem = problem
    }

    static let all: [SchemaMutation] = manifest + moments + indexLine + watch + ledger + spendingLine + records

    private static let watch: [SchemaMutation] = [
        .init(.watch, remove: "paused", " required"),
        .init(.watch, remove: "counts/ready", "counts required"),
        .init(.watch, remove: "waiting/0/until", "waiting/0 required"),
        .init(.watch, set: "extra", to: "1", " additionalProperties"),
        .init(.watch, set: "mode", to: #""sleeping""#, "mode enum"),
        .init(.watch, set: "pid", to: "0", "pid minimum"),
        .init(.watch, set: "counts/waiting", to: "-1", "counts/waiting minimum"),
        .init(.watch, set: "waiting/0/until", to: #""soon""#, "waiting/0/until anyOf"),
    ]

    private static let ledger: [SchemaMutation] = [
        .init(.ledger, remove: "objects", " required"),
        .init(.ledger, remove: "objects/0/asked_at", "objects/0 required"),
        .init(.ledger, set: "objects/0/status", to: #""lost""#, "objects/0/status enum"),
        .init(.ledger, set: "objects/0/upload_url", to: #""https://x""#, "objects/0 additionalProperties"),
        .init(.ledger, set: "objects/0/fingerprint", to: #""abc""#, "objects/0/fingerprint pattern"),
        .init(.ledger, set: "objects/0/made_at", to: #""soon""#, "objects/0/made_at anyOf"),
        .init(.ledger, set: "video", to: #""keynote""#, "video pattern"),
    ]

    private static let spendingLine: [SchemaMutation] = [
        .init(.spendingLine, remove: "id", " required"),
        .init(.spendingLine, set: "state", to: #""lost""#, "state enum"),
        .init(.spendingLine, set: "amount/usd", to: "-1", "amount/usd minimum"),
        .init(.spendingLine, set: "amount/key", to: #""sk-1""#, "amount additionalProperties"),
    ]

    private static let manifest: [SchemaMutation] = [
        .init(.manifest, remove: "schema_version", " required"),
        .init(.manifest, remove: "upload_id", " required"),
        .init(.manifest, remove: "moments/0/caption", "moments/0 required"),
        .init(.manifest, remove: "clips/1/checks/loudness", "clips/1/checks anyOf"),
        .init(.manifest, set: "extra", to: "1", " additionalProperties"),
        .init(.manifest, set: "moments/0/extra", to: "1", "moments/0 additionalProperties"),
        .init(.manifest, set: "source/extra", to: "1", "source additionalProperties"),
        .init(.manifest, set: "schema_version", to: "2", "schema_version const"),
        .init(.manifest, set: "schema_version", to: #""1""#, "schema_version const"),
        .init(.manifest, set: "id", to: #""0123456789ABCDEF""#, "id pattern"),
        .init(.manifest, set: "status", to: #""finished""#, "status enum"),
        .init(.manifest, set: "error", to: "null", "error type"),
        .init(.manifest, set: "source/sha256", to: #""abc""#, "source/sha256 pattern"),
        .init(.manifest, set: "source/bytes", to: "1.5", "source/bytes type"),
        .init(.manifest, set: "source/bytes", to: "-1", "source/bytes minimum"),
        .init(.manifest, set: "source/frame_rate", to: "0", "source/frame_rate exclusiveMinimum"),
        .init(.manifest, set: "duration", to: #""90""#, "duration type"),
        .init(.manifest, set: "moments/0/score", to: "2", "moments/0/score maximum"),
        .init(.manifest, set: "moments/0/score", to: "-0.1", "moments/0/score minimum"),
        .init(.manifest, set: "moments/0/start_time", to: "-1", "moments/0/start_time minimum"),
        .init(.manifest, set: "moments/0/title", to: "null", "moments/0/title type"),
        .init(.manifest, set: "moments/0/boundary", to: #""word""#, "moments/0/boundary enum"),
        .init(.manifest, set: "moments/0/score_parts", to: #"{"a": "b"}"#, "moments/0/score_parts/a type"),
        .init(.manifest, set: "clips/1/file", to: "null", "clips/1/file type"),
        .init(.manifest, set: "clips/1/duration", to: "null", "clips/1/duration type"),
        .init(.manifest, set: "clips/2/error", to: "null", "clips/2/error type"),
        .init(.manifest, set: "clips/0/file", to: #""/etc/passwd""#, "clips/0/file pattern"),
        .init(.manifest, set: "clips/0/file", to: #""clips/../../x.mp4""#, "clips/0/file pattern"),
        .init(.manifest, set: "clips/0/hashtags/0", to: #""truth""#, "clips/0/hashtags/0 pattern"),
        .init(.manifest, set: "clips/0/hashtags/0", to: ##""#two words""##, "clips/0/hashtags/0 pattern"),
        .init(.manifest, set: "score_curve/0", to: "1.01", "score_curve/0 maximum"),
        .init(.manifest, set: "engines/mix", to: #"{"name": "a", "version": "1"}"#, "engines enum"),
        .init(.manifest, set: "created_at", to: #""2026-11-22T12:05:00Z""#, "created_at pattern"),
        .init(.manifest, set: "created_at", to: #""2026-13-22T12:05:00.000Z""#, "created_at pattern"),
        .init(.manifest, set: "updated_at", to: #""2026-11-22T12:05:00.000+01:00""#, "updated_at pattern"),
        .init(.manifest, set: "updated_at", to: "1795000000", "updated_at type"),
        .init(.manifest, set: "cost/tokens", to: "-1", "cost/tokens minimum"),
    ]

    private static let moments: [SchemaMutation] = [
        .init(.moments, remove: "moments", " required"),
        .init(.moments, remove: "moments/0/start_time", "moments/0 required"),
        .init(.moments, remove: "moments/0/end_time", "moments/0 required"),
        .init(.moments, set: "moments/0/start_time", to: #""1:30""#, "moments/0/start_time type"),
        .init(.moments, set: "moments/0/end_time", to: "0", "moments/0/end_time exclusiveMinimum"),
        .init(.moments, set: "moments/0/title", to: "7", "moments/0/title type"),
        .init(.moments, set: "moments/0/hashtags", to: ##""#a #b""##, "moments/0/hashtags type"),
        .init(.moments, set: "moments/0/score", to: "2", "moments/0/score maximum"),
        .init(.moments, set: "moments", to: "{}", "moments type"),
    ]

    private static let indexLine: [SchemaMutation] = [
        .init(.indexLine, remove: "folder", " required"),
        .init(.indexLine, set: "thumbnail", to: #""../talk.jpg""#, "thumbnail pattern"),
        .init(.indexLine, remove: "duration", " required"),
        .init(.indexLine, set: "extra", to: "1", " additionalProperties"),
        .init(.indexLine, set: "folder", to: #""../elsewhere""#, "folder pattern"),
        .init(.indexLine, set: "clips_ready", to: "-1", "clips_ready minimum"),
        .init(.indexLine, set: "error/class", to: #""fatal""#, "error anyOf"),
        .init(.indexLine, set: "updated_at", to: #""yesterday""#, "updated_at pattern"),
    ]

    private static let records: [SchemaMutation] = [
        .init(.record(.upload), remove: "remote_ids", " required"),
        .init(.record(.upload), set: "extra", to: "1", " additionalProperties"),
        .init(.record(.upload), set: "attempt", to: "0", "attempt minimum"),
        .init(.record(.upload), set: "failed_tries", to: "0", "failed_tries minimum"),
        .init(.record(.upload), set: "fingerprint", to: #""x""#, "fingerprint pattern"),
        .init(.record(.upload), set: "outputs/0/bytes", to: "-1", "outputs/0/bytes minimum"),
        .init(.record(.upload), set: "remote_ids/upload", to: "1", "remote_ids/upload type"),
        .init(.record(.upload), set: "stage", to: #""analyze""#, "result required"),
        .init(.record(.upload), set: "result/source/bytes", to: "-1", "result anyOf"),
        .init(.record(.awaitAsset), remove: "result/asset/codecs", "result anyOf"),
        .init(.record(.awaitAsset), set: "result/asset/audio_tracks", to: "-1", "result anyOf"),
        .init(.record(.fetchVTT), set: "result/transcript/info/origin", to: #""guess""#, "result anyOf"),
        .init(.record(.analyze), set: "result/analysis/score_curve", to: "[2]", "result anyOf"),
        .init(.record(.analyze), remove: "result/analysis/chosen/0/id", "result anyOf"),
        .init(.record(.analyze), set: "result/analysis/chosen/0/start_time", to: "-1", "result anyOf"),
        .init(.record(.analyze), set: "result/clips", to: "[]", "result anyOf"),
        .init(.record(.clip), set: "result/clips/0/fingerprint", to: #""x""#, "result anyOf"),
        .init(.record(.caption), remove: "result/captions/0/file", "result anyOf"),
        .init(.record(.caption), set: "result", to: "null", "result type"),
        .init(.record(.caption), set: "finished_at", to: "null", "finished_at type"),
        .init(.record(.caption), set: "status", to: #""running""#, "finished_at type"),
        .init(.record(.caption), set: "status", to: #""failed""#, "failure type"),
    ]
}
