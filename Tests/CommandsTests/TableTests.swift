import Testing

@testable import Commands

@Suite struct CommandsTests {
    @Test func tables() { var t = Table("A", "B"); t.add("x", "y"); #expect(t.lines == ["A  B", "x  y"]) }
}
