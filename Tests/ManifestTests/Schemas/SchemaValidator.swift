import FoundationEssentials
import Manifest

/// Validates documents with python3's jsonschema, all in one process.
enum SchemaValidator {
    /// What is done to a document before it is validated.
    enum Change: Encodable {
        case none
        /// The value at a pointer (`moments/0/score`) becomes this JSON text.
        case set(String, to: String)
        case remove(String)

        func encode(to encoder: any Encoder) throws {
            var container = encoder.unkeyedContainer()
            switch self {
            case .none: break
            case .set(let pointer, let json):
                try container.encode(pointer)
                try container.encode(json)
            case .remove(let pointer):
                try container.encode(pointer)
            }
        }
    }

    /// A document, as it stands in a file, and the schema that it should obey.
    struct Document: Encodable {
        let schema: SchemaName
        let text: String
        var change = Change.none

        init(_ schema: SchemaName, _ value: some Encodable, change: Change = .none) throws {
            self.schema = schema
            text = String(decoding: try JSONText.file(value), as: UTF8.self)
            self.change = change
        }

        init(_ schema: SchemaName, text: String) {
            self.schema = schema
            self.text = text
        }
    }

    /// For each document what is wrong with it: `pointer keyword`, such as `moments/0/score maximum`.
    static func problems(of documents: [Document]) async throws -> [[String]] {
        let schemas = try Dictionary(uniqueKeysWithValues: SchemaName.allCases.map { ($0.rawValue, try $0.text()) })
        let input = try JSONText.line(Input(schemas: schemas, documents: documents))
        let output = try await Python.output(of: script, input: String(decoding: input, as: UTF8.self))
        return try JSONText.decode([[String]].self, from: Data(output.utf8))
    }

    private struct Input: Encodable {
        let schemas: [String: String]
        let documents: [Document]
    }

    private static let script = """
        import json, sys
        from jsonschema import Draft202012Validator
        task = json.load(sys.stdin)
        validators = {}
        for name, text in task["schemas"].items():
            schema = json.loads(text)
            Draft202012Validator.check_schema(schema)
            validators[name] = Draft202012Validator(schema)
        found = []
        for item in task["documents"]:
            document = json.loads(item["text"])
            if item["change"]:
                *way, last = [int(p) if p.isdigit() else p for p in item["change"][0].split("/")]
                place = document
                for part in way:
                    place = place[part]
                if len(item["change"]) == 2:
                    place[last] = json.loads(item["change"][1])
                else:
                    del place[last]
            found.append(sorted(
                "/".join(map(str, e.absolute_path)) + " " + e.validator
                for e in validators[item["schema"]].iter_errors(document)
            ))
        json.dump(found, sys.stdout)
        """
}
