import HTTPTransfer
import Testing

@Suite struct ValueTests {
    @Test func aSecretPrintsAsBullets() {
        let secret = Secret("hunter2")
        #expect("\(secret)" == "•••")
        #expect(String(reflecting: secret) == "•••")
        var dumped = ""
        dump(secret, to: &dumped)
        #expect(!dumped.contains("hunter2"))
    }
}
