import Manifest
import Testing

@Suite struct SchemaTextTests {
    @Test("Each schema names its draft and its own id", arguments: SchemaName.allCases)
    func namesItself(_ name: SchemaName) throws {
        let schema = try JSONTree(text: name.text())
        #expect(schema["$schema"] == .string("https://json-schema.org/draft/2020-12/schema"))
        #expect(schema["$id"] == .string("urn:smartclip:schema:\(name.rawValue):1"))
    }

    @Test("Every key is described in a sentence", arguments: SchemaName.allCases)
    func describesEveryKey(_ name: SchemaName) throws {
        let objects = try describedObjects(of: name)
        #expect(!objects.isEmpty)
        for object in objects {
            for (key, value) in object["properties"]?.members ?? [:] {
                let text = value["description"]?.string ?? ""
                #expect(text.hasSuffix(".") && text.contains(" "), "\(key)")
            }
        }
    }

    @Test("Every object is closed, save those of moments.json that a person edits", arguments: SchemaName.allCases)
    func closesObjects(_ name: SchemaName) throws {
        let open = try describedObjects(of: name).filter { $0["additionalProperties"] != .bool(false) }
        #expect(open.count == (name == .moments ? 3 : 0))
    }

    @Test("A definition of one name is the same in every schema")
    func sharesDefinitions() throws {
        var seen: [String: JSONTree] = [:]
        for name in SchemaName.allCases {
            for (key, definition) in try JSONTree(text: name.text())["$defs"]?.members ?? [:] {
                #expect(seen[key, default: definition] == definition, "\(name.rawValue): \(key)")
                seen[key] = definition
            }
        }
        #expect(seen.count > 15)
    }

    @Test("The schemas list the cases that the types have")
    func listsCases() throws {
        let defs = try JSONTree(text: SchemaName.manifest.text())["$defs"]
        func cases(_ definition: String, _ key: String) -> [JSONTree]? {
            defs?[definition]?["properties"]?[key]?["enum"]?.items
        }
        #expect(cases("moment", "boundary") == MomentEntry.Boundary.allCases.map { .string($0.rawValue) })
        #expect(cases("transcript", "origin") == TranscriptInfo.Origin.allCases.map { .string($0.rawValue) })
        #expect(cases("failure", "class") == Failure.Class.allCases.map { .string($0.rawValue) })
        #expect(cases("clip", "status") == ClipStatus.allCases.map { .string($0.rawValue) })
        #expect(defs?["stage"]?["enum"]?.items == StageName.allCases.map { .string($0.rawValue) })
    }

    /// The descriptions of objects; a condition (`then`) names properties too, but describes nothing.
    private func describedObjects(of name: SchemaName) throws -> [JSONTree] {
        try JSONTree(text: name.text()).all.filter { $0["description"] != nil && $0["properties"] != nil }
    }
}
