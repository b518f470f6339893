import FoundationEssentials
import HTTPTypes
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import Desk

/// The published document against the server: whatever schemathesis makes of it, the answers are those that it tells of.
@Suite(.serialized, .timeLimit(.minutes(5))) struct OpenAPITests {
    private static var schemathesis: FilePath? {
        guard let python = ProcessInfo.processInfo.environment["PYTHON_SDKS"] else { return nil }
        let program = FilePath(python).removingLastComponent().appending("schemathesis")
        return Files.isGone(program) ? nil : program
    }

    /// The document with the ids that this outbox has, so that most requests find something.
    private func document(_ id: String) throws -> [UInt8] {
        var document = try JSONText.decode(JSONTree.self, from: Data(PackageResources.openapi_json))
        var components = try #require(document["components"])
        var schemas = try #require(components["schemas"])
        schemas["VideoID"] = .object(["type": .string("string"), "enum": [id, "ffffffffffffffff"].tree])
        schemas["PartID"] = .object([
            "type": .string("string"), "enum": ["\(id).m10000", "\(id).m50000", "\(id).x"].tree,
        ])
        components["schemas"] = schemas
        document["components"] = components
        return Array(try JSONText.file(document))
    }

    @Test func everyRouteOfThePathsIsOne() throws {
        let document = try JSONText.decode(JSONTree.self, from: Data(PackageResources.openapi_json))
        guard case .object(let paths)? = document["paths"] else { throw Problem.notFound("no paths") }
        #expect(paths.count == 22)
        for (path, item) in paths {
            let filled = path.replacing("{id}", with: "0123456789abcdef").replacing("{key}", with: "a.b")
                .replacing("{path}", with: "clips/a.mp4").replacing("{upload_id}", with: "aa")
                .replacing("{asset_id}", with: "aa")
            let route = try #require(Route(path: filled), "\(path)")
            guard case .object(let operations) = item else { continue }
            let told = Set(operations.keys.filter { $0 != "parameters" }.map { $0.uppercased() })
            #expect(told == Set(route.methods.map(\.rawValue)).subtracting(["HEAD"]), "\(path)")
        }
    }

    @Test(.enabled("needs schemathesis beside the Python that PYTHON_SDKS names") { schemathesis != nil })
    func theServerKeepsToItsDocument() async throws {
        let program = try #require(Self.schemathesis)
        try await TrialOutbox.with { trial in
            let inbox = trial.scratch.appending("inbox")
            try Files.makeDirectory(inbox)
            let file = trial.scratch.appending("openapi.json")
            try AtomicFile.write(try document(trial.id), to: file)
            try await DeskProcess.with(trial.outbox, ["--inbox", inbox.string, "--program", "/bin/true", "--has-mux"]) {
                desk in
                let result = try await Subprocess.run(
                    .path(program),
                    arguments: [
                        "run", file.string, "--url", "http://127.0.0.1:\(desk.port)", "--header",
                        "Authorization: Bearer \(desk.token)", "--checks",
                        "not_a_server_error,status_code_conformance,content_type_conformance,response_schema_conformance,"
                            + "response_headers_conformance,unsupported_method",
                        // Events have no end, and signing in has a limit of tries.
                        "--exclude-path", "/api/events", "--exclude-path", "/api/session", "--phases",
                        "coverage,fuzzing",
                        "--max-examples", "12", "--seed", "17", "--no-color", "--request-timeout", "10",
                    ],
                    workingDirectory: trial.scratch,
                    output: .string(limit: 4 << 20),
                    error: .string(limit: 4 << 20)
                )
                let said = result.standardOutput + result.standardError
                #expect(result.terminationStatus.isSuccess, "\(said.suffix(6000))")
            }
        }
    }
}

extension [String] {
    fileprivate var tree: JSONTree { .array(map { .string($0) }) }
}
