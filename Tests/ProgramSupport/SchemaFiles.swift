import SystemPackage
import TestSupport
import Testing

/// The JSON files of an outbox, looked at by a validator that is not ours.
enum SchemaFiles {
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
}
