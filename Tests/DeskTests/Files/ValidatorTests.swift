import Testing

@testable import Desk

@Suite struct ValidatorTests {
    private let validator = Validator("abc")

    @Test(arguments: ["\"abc\"", "\"x\", \"abc\"", "*", " \"abc\" "]) func holds(_ field: String) {
        #expect(validator.isIn(field, isWeak: false))
    }

    @Test(arguments: ["", "abc", "\"abcd\"", "\"\"", "W/\"x\""]) func doesNotHold(_ field: String) {
        #expect(!validator.isIn(field, isWeak: false) && !validator.isIn(field, isWeak: true))
    }

    /// A weak tag says that something is about the same, which is enough not to send it again, and not to write over it.
    @Test func aWeakTagIsEnoughForReadingOnly() {
        #expect(validator.isIn("W/\"abc\"", isWeak: true))
        #expect(!validator.isIn("W/\"abc\"", isWeak: false))
    }
}
