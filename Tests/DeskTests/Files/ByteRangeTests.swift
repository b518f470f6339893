import Testing

@testable import Desk

/// RFC 9110, section 14.
@Suite struct ByteRangeTests {
    @Test(arguments: [
        (nil, ByteRange.whole),
        ("bytes=0-0", .part(0..<1)),
        ("bytes=0-1", .part(0..<2)),
        ("bytes=10-", .part(10..<100)),
        ("bytes=99-99", .part(99..<100)),
        ("bytes=50-1000", .part(50..<100)),
        ("bytes=50-99999999999999999999999999", .part(50..<100)),
        ("BYTES=5-6", .part(5..<7)),
        ("bytes=-1", .part(99..<100)),
        ("bytes=-500", .part(0..<100)),
        ("bytes=-30", .part(70..<100)),
        ("bytes=100-", .unsatisfiable),
        ("bytes=100-200", .unsatisfiable),
        ("bytes=99999999999999999999999999-", .unsatisfiable),
        ("bytes=-0", .unsatisfiable),
        ("bytes=5-4", .whole),
        ("bytes=-", .whole),
        ("bytes=a-b", .whole),
        ("bytes=1", .whole),
        ("bytes=+1-2", .whole),
        ("bytes=0-1,5-6", .whole),
        ("items=0-1", .whole),
        ("", .whole),
    ]) func ofAHundredBytes(_ field: String?, _ range: ByteRange) {
        #expect(ByteRange(field, of: 100) == range)
    }

    @Test(arguments: ["bytes=0-", "bytes=0-0", "bytes=-1"]) func nothingHasNoPart(_ field: String) {
        #expect(ByteRange(field, of: 0) == .unsatisfiable)
    }
}
