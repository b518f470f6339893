import Testing

@testable import HTTPTransfer

@Suite struct HTTPDateTests {
    @Test(arguments: [
        "Sun, 06 Nov 1994 08:49:37 GMT", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun Nov  6 08:49:37 1994",
    ])
    func allThreeFormsAreRead(_ text: String) {
        #expect(HTTPDate.parse(text, now: 1_800_000_000) == 784_111_777)
    }

    @Test(arguments: [
        ("Thu, 01 Jan 1970 00:00:00 GMT", 0), ("Thu, 29 Feb 2024 23:59:59 GMT", 1_709_251_199),
        ("Fri, 01 Mar 2024 00:00:00 GMT", 1_709_251_200), ("Sat, 31 Dec 2022 23:59:60 GMT", 1_672_531_200),
        ("Wed, 01 Mar 2000 00:00:00 GMT", 951_868_800),
    ])
    func daysAreCounted(_ text: String, _ seconds: Int64) {
        #expect(HTTPDate.parse(text, now: 0) == seconds)
    }

    @Test func twoDigitsAreNeverFarAhead() {
        let now: Int64 = 1_800_000_000  // 2027
        #expect(HTTPDate.parse("Friday, 01-Jan-77 00:00:00 GMT", now: now) == 3_376_684_800)
        #expect(HTTPDate.parse("Saturday, 01-Jan-78 00:00:00 GMT", now: now) == 252_460_800)
    }

    @Test(arguments: [
        "", "soon", "Sun, 06 Nov 1994", "Sun, 31 Feb 1994 08:49:37 GMT", "Sun, 06 Nov 1994 24:00:00 GMT",
        "Sun, 06 Nov 1994 08:49:37 CET", "Sun, 00 Nov 1994 08:49:37 GMT", "Sun, 06 Foo 1994 08:49:37 GMT",
        "Sun, 06 Nov 0000 08:49:37 GMT",
    ])
    func whatIsNoneIsNotRead(_ text: String) {
        #expect(HTTPDate.parse(text, now: 0) == nil)
    }
}
