import Intake
import Manifest
import SystemPackage
import Testing

@testable import Watching

@Suite struct ExclusionsTests {
    private func refused(_ path: FilePath, _ problem: String = "is no file") -> Refused {
        Refused(path, problem, .input)
    }

    @Test func aRefusalIsReportedOnceUntilItsReasonChanges() {
        var exclusions = Exclusions()
        #expect(exclusions.refuse([refused("/in/a.mp4")], by: .inbox).count == 1)
        #expect(exclusions.refuse([refused("/in/a.mp4")], by: .inbox).isEmpty)
        #expect(exclusions.refuse([refused("/in/a.mp4", "is a link")], by: .inbox).map(\.problem) == ["is a link"])
        #expect(exclusions.refused == ["/in/a.mp4": refused("/in/a.mp4", "is a link").problem])
    }

    @Test func aLookForgetsWhatItCoveredAndDidNotFind() {
        var exclusions = Exclusions()
        let all: [FilePath] = ["/in/a.mp4", "/in/b.mp4", "/in/sub/a.mp4"]
        _ = exclusions.refuse(all.map { refused($0) }, by: .inbox)
        // A look for one name, which is mended.
        #expect(exclusions.refuse([], by: .folder("/in", only: [Array("a.mp4".utf8)])).isEmpty)
        #expect(Set(exclusions.refused.keys) == ["/in/b.mp4", "/in/sub/a.mp4"])
        // A look into one folder, not below it.
        #expect(exclusions.refuse([refused("/in/a.mp4")], by: .folder("/in", only: nil)).count == 1)
        #expect(Set(exclusions.refused.keys) == ["/in/a.mp4", "/in/sub/a.mp4"])
        #expect(exclusions.refuse([], by: .inbox).isEmpty)
        #expect(exclusions.refused.isEmpty)
    }
}
