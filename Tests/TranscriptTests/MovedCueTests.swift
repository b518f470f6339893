import Testing
import Transcript

@Suite struct MovedCueTests {
    @Test func timesMoveInsideTheTextToo() {
        let cue = Cue(id: "i", start: 3600.5, end: 3603, text: "a<01:00:01.000>b<01:00:02.000>c &amp; d")
        let moved = cue.moved(by: -3600)
        #expect(moved == Cue(id: "i", start: 0.5, end: 3, text: "a<00:00:01.000>b<00:00:02.000>c &amp; d"))
        #expect(moved.moved(by: 3600).start == 3600.5)
    }
}
