import Glibc
import SystemPackage
import TestSupport
import Testing

/// The helper's own tests, `test_see.py`: with a stub in the place of the face finder, and with the real one where it is set up.
struct SeeProgramTests {
    private static let folder = FilePath(#filePath).removingLastComponent()
    private static let helper = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().removingLastComponent().appending("Pipeline/Renditions")

    private func run(_ python: [String], _ environment: [String: String?] = [:]) async throws {
        let paths: [String: String?] = ["PYTHONPATH": Self.helper.string, "PYTHONDONTWRITEBYTECODE": "1"]
        let ending = try await Program("/usr/bin/env", environment: environment.merging(paths) { $1 }).run(
            python + ["-m", "unittest", "test_see"],
            in: Self.folder
        )
        #expect(ending.code == 0, "\(ending.errors)")
        #expect(ending.errors.contains("Ran "))
    }

    @Test func itKeepsToItsProtocol() async throws {
        try await run(["python3"], ["SMARTCLIP_FACES": nil])
    }

    @Test(.enabled(if: getenv("FACES_DATA") != nil, "the face finder is not set up"))
    func itSeesWhatIsThere() async throws {
        let data = try #require(getenv("FACES_DATA").map { String(cString: $0) })
        try await run(
            ["\(data)/faces/python/bin/python3"],
            ["SMARTCLIP_FACES": "\(data)/faces/models/yunet/face_detection_yunet_2023mar.onnx"]
        )
    }
}
