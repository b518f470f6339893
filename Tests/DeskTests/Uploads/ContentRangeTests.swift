import Testing

@testable import Desk

@Suite struct ContentRangeTests {
    @Test(arguments: [
        ("bytes 0-99/1000", ContentRange.bytes(0..<100, total: 1000)),
        ("bytes 0-0/1", .bytes(0..<1, total: 1)),
        ("Bytes 5-9/*", .bytes(5..<10, total: nil)),
        ("bytes */1000", .question(total: 1000)),
        ("bytes */*", .question(total: nil)),
    ]) func isRead(_ field: String, _ range: ContentRange) { #expect(ContentRange(field) == range) }

    @Test(arguments: [
        "", "bytes", "bytes 0-99", "bytes 5-4/10", "bytes 0-10/10", "bytes 0-/10", "bytes -5/10", "bytes a-b/c",
        "items 0-1/2", "bytes 0-1/2/3", "bytes 0-99999999999999999999/*",
    ]) func isNot(_ field: String) { #expect(ContentRange(field) == nil) }
}
