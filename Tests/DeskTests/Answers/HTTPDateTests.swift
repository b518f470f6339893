import Testing

@testable import Desk

@Suite struct HTTPDateTests {
    /// The example of RFC 9110.
    @Test func isThatOfTheStandard() {
        #expect(HTTPDate.text(784_111_777) == "Sun, 06 Nov 1994 08:49:37 GMT")
        #expect(HTTPDate.text(0) == "Thu, 01 Jan 1970 00:00:00 GMT")
        #expect(HTTPDate.now.hasSuffix(" GMT"))
    }
}
