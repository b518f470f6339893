import ArgumentParser
import Pipeline
import StateFiles

/// `smartclip schema`
struct SchemaCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "schema",
        abstract: "Prints the JSON Schema of a file that SmartClip writes or reads."
    )

    @Argument(
        help: "Which one; without it they are listed.",
        completion: .list(Schema.allCases.map(\.rawValue)),
        transform: { name in
            guard let schema = Schema(rawValue: name) else {
                throw ValidationError(
                    "no schema is called \(name.oneLine); there are \(Schema.allCases.map(\.rawValue).joined(separator: ", "))"
                )
            }
            return schema
        }
    )
    var name: Schema?

    func run() throws {
        if let name {
            try Console.write(Array(try name.text.utf8))
            return
        }
        var table = Table("NAME", "DESCRIBES")
        for schema in Schema.allCases { table.add(schema.rawValue, schema.summary) }
        for line in table.lines { try Console.print(line) }
    }
}
