import FoundationEssentials
import Manifest
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// python3, where the independent validator lives.
private enum Validator {
    static let python = Program("/usr/bin/env")

    static var isInstalled: Bool {
        get async {
            let ending = try? await python.run(["python3", "-c", "import jsonschema, yaml"], in: "/")
            return ending?.code == 0  // No python3 at all is the same answer as no module.
        }
    }
}

/// The schema of `.smartclip.yaml` takes what the program takes, by a validator that is not ours.
@Suite(
    .timeLimit(.minutes(2)),
    .enabled("python3 with jsonschema and yaml is not installed") { await Validator.isInstalled }
)
struct SettingsSchemaTests {
    /// Says of each document whether the schema takes it. YAML is read as editors do, by the core schema of YAML 1.2.
    private static let script = #"""
        import json, re, sys, yaml
        from jsonschema import Draft202012Validator
        schema, documents = (json.load(open(path)) for path in sys.argv[1:])
        Draft202012Validator.check_schema(schema)
        class Core(yaml.SafeLoader): yaml_implicit_resolvers = {}
        for tag, pattern, first in [
            ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
            ("null", r"~|null|Null|NULL|", ["~", "n", "N", ""]),
            ("int", r"[-+]?[0-9]+", "-+0123456789"),
            ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
        ]:
            Core.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), list(first))
        validator = Draft202012Validator(schema)
        print(json.dumps([validator.is_valid(yaml.load(text, Core)) for text in documents]))
        """#

    private func taken(_ documents: [String]) async throws -> [Bool] {
        try await ScratchFolder.with { scratch in
            let (schema, texts) = (scratch.path.appending("schema.json"), scratch.path.appending("documents.json"))
            try AtomicFile.write(try Schema.settings.text.utf8, to: schema)
            try AtomicFile.write(try JSONText.line(documents), to: texts)
            let arguments = ["python3", "-W", "ignore", "-c", Self.script, schema.string, texts.string]
            let ending = try await Validator.python.run(arguments, in: scratch.path)
            #expect(ending.code == 0, "\(ending.errors)")
            return try JSONText.decode([Bool].self, from: Data(ending.output.utf8))
        }
    }

    /// Whether the program takes a folder's file, where the operator lets folders choose all they can be let.
    private func isTakenByTheProgram(_ text: String) -> Bool {
        var rules = OperatorRules()
        rules.foldersMay = Set(SettingTable.rows.filter(\.isPermissible).map(\.key))
        do {
            var settings = Settings()
            try SettingsFile(text, name: "test.yaml", .folder(rules)).apply(to: &settings)
            return true
        } catch {
            return false
        }
    }

    private static let values = [
        "3", "3.0", "3.5", "2e1", "-14", "0", "1", "100", "1000000000000", "true", "True", "FALSE", "\"yes\"", "off",
        "No",
        "null", "~", "", "\"\"", "auto", "none", "en", "pt-BR", "Deutsch!", "x", "\"x, tiktok\"", "[x, tiktok]",
        "[none]", "[]", "[a/b]", "[\"*-raw.mp4\", drafts]", "[5, \"a,b\"]", "[\"\"]", "a/b", "{a: 1}", "[[x]]",
        "|\n  two\n  lines\n", "source", "1080p", "1440p", "fast", "mux", "local", "server", "openai", ".", "..",
        "\"a\\tb\"", "signed", "premium", "current", String(repeating: "long ", count: 60), "whisper-cli", "extractive",
        "burn", "box", "mine.ass", "\"0.3,0.5\"",
    ]

    private static let documents = [
        "", "# nothing\n", "clisp: 3\n", "- clips\n", "clips\n", "folders_may: [host]\n", "quiet: 3\n",
        "host: local\nclips: 2\nignore:\n  - \"*-raw.mp4\"\n", "clips: 2\nclisp: 2\n",
    ]

    @Test func theSchemaTakesWhatTheProgramTakes() async throws {
        var documents = Self.documents
        for row in SettingTable.rows {
            documents += Self.values.map { "\(row.key.rawValue): \($0)\n" }
            // A range is not told of a number in quotes.
            switch row.shape {
            case .integer(let range), .number(let range):
                documents += [range.lowerBound, range.upperBound].map { "\(row.key.rawValue): \"\($0)\"\n" }
            default: break
            }
        }
        let taken = try await taken(documents)
        #expect(taken.count == documents.count)
        for (document, isTaken) in zip(documents, taken) {
            #expect(isTaken == isTakenByTheProgram(document), "the schema \(isTaken ? "takes" : "refuses") \(document)")
        }
        // Each setting that a folder may choose is taken and refused by one of them.
        for row in SettingTable.rows {
            let own = zip(documents, taken).filter { $0.0.hasPrefix("\(row.key.rawValue):") }.map(\.1)
            if case .operators = row.reach { #expect(!own.contains(true)) } else { #expect(Set(own).count == 2) }
        }
    }

    @Test func theSchemaDescribesEveryKeyAndKnowsItsWords() throws {
        let schema = try JSONText.decode(Published.self, from: Data(Schema.settings.text.utf8))
        #expect(schema.additionalProperties == false)
        for row in SettingTable.rows {
            guard let property = schema.properties[row.key.rawValue] else {
                if case .operators = row.reach { continue }
                Issue.record("\(row.key) is missing")
                continue
            }
            #expect(property.description.hasPrefix(row.help))
            if case .words(let words) = row.shape { #expect(property.enum == words) }
        }
    }

    private struct Published: Decodable {
        struct Property: Decodable {
            let description: String
            let `enum`: [String]?

            init(from decoder: any Decoder) throws {
                let container = try decoder.container(keyedBy: Key.self)
                description = try container.decode(String.self, forKey: .description)
                // That of a boolean has values of several types.
                `enum` = try? container.decodeIfPresent([String].self, forKey: .enum)
            }

            private enum Key: String, CodingKey { case description, `enum` }
        }

        let additionalProperties: Bool
        let properties: [String: Property]
    }
}
