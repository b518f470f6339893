import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Every JSON file that a run writes is what its published schema says, by a validator that is not ours.
@Suite(.serialized, .timeLimit(.minutes(5))) struct SchemaFilesTests {
    /// Validates each file of an outbox against the schema of its name; prints what is wrong, and how many were right.
    private static let validator = """
        import json, pathlib, subprocess, sys
        from jsonschema import Draft202012Validator, FormatChecker
        program, outbox = sys.argv[1], pathlib.Path(sys.argv[2])
        validators = {}
        def validator(name):
            if name not in validators:
                schema = json.loads(subprocess.check_output([program, "schema", name]))
                Draft202012Validator.check_schema(schema)
                validators[name] = Draft202012Validator(schema, format_checker=FormatChecker())
            return validators[name]
        count = 0
        for path in sorted(outbox.rglob("*")):
            own = {"ledger": "ledger", "spending": "spending-line"}.get(path.parent.name)
            if path.parent.parent.name != ".smartclip": own = None
            if ".smartclip" in path.parts and not own or path.suffix not in (".json", ".ndjson"): continue
            name = own or {"manifest.json": "manifest", "moments.json": "moments",
                "manifest.ndjson": "index-line"}.get(path.name, "stage-record")
            texts = path.read_text().splitlines() if path.suffix == ".ndjson" else [path.read_text()]
            for text in texts:
                count += 1
                for error in validator(name).iter_errors(json.loads(text)):
                    print(path.relative_to(outbox), error.json_path, error.message[:200])
        print("valid", count)
        """

    private func validate(_ inbox: Inbox) async throws -> String { try await Self.validate(in: inbox.folder) }

    /// Validates the files of `outbox` in a folder.
    static func validate(in folder: FilePath) async throws -> String {
        let python = Program("/usr/bin/env")
        let program = try Program.smartclip.path
        let ending = try await python.run(
            ["python3", "-c", Self.validator, "\(program)", "outbox"],
            in: folder
        )
        #expect(ending.code == 0, "\(ending.errors)")
        return ending.output
    }

    @Test func aFinishedRun() async throws {
        try await Inbox.finished { inbox in
            // Six records, a manifest, a choice and a line for each of three videos.
            let output = try await validate(inbox)
            #expect(output == "valid 27\n")
        }
    }

    @Test func failuresAndEdits() async throws {
        try await Inbox.finished { inbox in
            try TinyVideos.write("this is no video", to: inbox.inbox.appending("noise.mp4"))
            try TinyVideos.write(
                ##"{"moments": [{"start_time": 1, "end_time": 9, "hashtags": ["#mine"]}]}"##,
                to: inbox.file("alpha/moments.json")
            )
            try TinyVideos.write("[]", to: inbox.file("beta/moments.json"))
            let ending = try await inbox.run()
            #expect(ending.code == 1)
            try Files.removeFile(inbox.file("beta/moments.json"))
            let output = try await validate(inbox)
            #expect(output.hasPrefix("valid "), "\(output)")
        }
    }
}
