import FoundationEssentials

/// The published schemas and where their files stand.
enum SchemaName: String, CaseIterable, Codable {
    case manifest
    case moments
    case stageRecord = "stage-record"
    case indexLine = "index-line"
    case watch
    case ledger
    case spendingLine = "spending-line"

    /// The schema as it is published.
    func text() throws -> String {
        let file = try Self.folder().appendingPathComponent("\(rawValue).schema.json")
        return String(decoding: try Data(contentsOf: file), as: UTF8.self)
    }

    /// The folder of the schemas, looked for from this file upwards.
    private static func folder() throws -> URL {
        var ancestor = URL(fileURLWithPath: #filePath)
        while ancestor.path != "/" {
            ancestor = ancestor.deletingLastPathComponent()
            for name in ["Pipeline/schemas", "schemas"] {
                let folder = ancestor.appendingPathComponent(name)
                if FileManager.default.fileExists(atPath: folder.appendingPathComponent("manifest.schema.json").path) {
                    return folder
                }
            }
        }
        throw CocoaError(.fileNoSuchFile)
    }
}
