import Manifest
import OpenAIAccess
import Testing

@testable import Pipeline

/// The way to a server that speaks the OpenAI API, as variables tell it.
struct OpenAIAccessTests {
    @Test(arguments: [
        "", "foo", "ftp://127.0.0.1/v1", "http://example.com/v1", "https://me:secret@example.com/v1",
        "https://example.com/v1?api-version=1", "https://example.com/v1#chat",
    ])
    func anAddressThatCannotBeMeantIsReportedAtOnce(base: String) {
        let access = OpenAIAccess(environment: ["OPENAI_BASE_URL": base, "OPENAI_API_KEY": base.isEmpty ? "" : "sk-1"])
        let failure = #expect(throws: Failure.self) { try access.open() }
        #expect(failure?.class == .config)
        #expect(failure?.message.contains("secret") == false)
    }

    @Test(arguments: [
        "https://example.com/v1/", "http://127.0.0.1:8080/v1", "http://localhost/v1", "http://[::1]:1/v1",
    ])
    func otherAddressesAreTaken(base: String) throws {
        _ = try OpenAIAccess(environment: ["OPENAI_BASE_URL": base, "OPENAI_API_KEY": "sk-1"]).open()
    }
}
