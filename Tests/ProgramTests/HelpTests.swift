import SystemPackage
import TestSupport
import Testing

@Suite struct HelpTests {
    @Test func help() async throws {
        let e = try await Program.smartclip.run(["--help"], in: "/tmp"); #expect(e.code == 0)
    }
}
