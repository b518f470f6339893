import Glibc
import SystemPackage
import TestSupport
import Testing

/// The helper's own tests, `test_hear.py`: with a stub in the place of the model, and with a real model where one is set up.
struct HearProgramTests {
    private static let folder = FilePath(#filePath).removingLastComponent()
    private static let helper = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().removingLastComponent().appending("Pipeline/Recognisers/Whisper")

    private func run(_ python: [String], _ environment: [String: String?] = [:]) async throws {
        let paths: [String: String?] = ["PYTHONPATH": Self.helper.string, "PYTHONDONTWRITEBYTECODE": "1"]
        let ending = try await Program("/usr/bin/env", environment: environment.merging(paths) { $1 }).run(
            python + ["-m", "unittest", "test_hear"],
            in: Self.folder
        )
        #expect(ending.code == 0, "\(ending.errors)")
        #expect(ending.errors.contains("Ran "))
    }

    @Test func itKeepsToItsProtocol() async throws {
        try await run(["python3"], ["SMARTCLIP_MODEL": nil])
    }

    @Test(.enabled(if: getenv("SPEECH_DATA") != nil, "speech recognition is not set up"))
    func itHearsNothingWhereNothingIsSaid() async throws {
        let data = try #require(getenv("SPEECH_DATA").map { String(cString: $0) })
        try await run(["\(data)/python/bin/python3"], ["SMARTCLIP_MODEL": "\(data)/models/base"])
    }
}
