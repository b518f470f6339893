import Testing

@testable import Watching

@Suite struct OutboxSpaceTests {
    @Test func onlyChangesAreReported() {
        var space = OutboxSpace.enough
        #expect(space.measured(free: 100, floor: 100) == nil)
        #expect(!space.isShort)
        #expect(space.measured(free: 99, floor: 100) == .paused)
        #expect(space == .short(free: 99))
        #expect(space.measured(free: 50, floor: 100) == nil)
        #expect(space == .short(free: 50), "the figure is the last one")
        #expect(space.measured(free: 100, floor: 100) == .resumed)
        #expect(space == .enough)
    }
}
