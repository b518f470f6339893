import Testing

@testable import Desk

@Suite struct QueryTests {
    @Test func valuesAreDecoded() throws {
        let query = try Query("q=a%20b+c&limit=7&empty&last=1&last=2")
        #expect(query["q"] == "a b c" && query["empty"] == "" && query["last"] == "2" && query["none"] == nil)
        #expect(try query.integer("limit", in: 1...10, default: 5) == 7)
        #expect(try query.integer("none", in: 1...10, default: 5) == 5)
    }

    @Test(arguments: ["limit=0", "limit=11", "limit=x", "limit=", "limit=1e1", "limit=99999999999999999999"])
    func numbersOutOfBoundsAreRefused(_ text: String) throws {
        let query = try Query(text)
        #expect(throws: Problem.self) { try query.integer("limit", in: 1...10, default: 5) }
    }

    @Test(arguments: ["a=%", "a=%f", "%zz=1", "a=%ff%fe"]) func brokenOnesAreRefused(_ text: String) {
        #expect(throws: Problem.self) { try Query(text) }
    }

    @Test(arguments: ["", "1", "x.0123456789abcdef", "1.xyz", "-1.0123456789abcdef", "1.0123456789abcdef.2"])
    func aCursorIsOneThatWasGiven(_ text: String) {
        #expect(throws: Problem.self) { try Cursor(text) }
    }
}
