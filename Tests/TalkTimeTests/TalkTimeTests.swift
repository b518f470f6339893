import TalkTime
import Testing

struct TalkTimeTests {
    @Test(
        "A place in a talk is cut off, a length is rounded",
        arguments: [
            (0.0, "0:00", "0 s"), (0.999, "0:00", "1 s"), (32.5, "0:32", "33 s"), (38.4, "0:38", "38 s"),
            (59.6, "0:59", "1 min"), (60, "1:00", "1 min"), (65, "1:05", "1 min 5 s"), (754.2, "12:34", "12 min 34 s"),
            (3599.7, "59:59", "1 h"), (3600, "1:00:00", "1 h"), (3723, "1:02:03", "1 h 2 min"),
            (7200, "2:00:00", "2 h"), (-5, "0:00", "0 s"), (.nan, "0:00", "0 s"),
        ]
    )
    func bothTexts(seconds: Double, place: String, length: String) {
        #expect(TalkTime.text(seconds) == place)
        #expect(TalkTime.length(seconds) == length)
    }

    @Test func aSumThatIsAHairShortIsTheWholeSecond() {
        let sum = (0..<10).reduce(0.0) { sum, _ in sum + 0.1 }
        #expect(sum < 1)
        #expect(TalkTime.text(sum) == "0:01")
        #expect(TalkTime.text(59.9996) == "1:00")
        #expect(TalkTime.text(59.999) == "0:59")
    }

    @Test(arguments: [1e300, -1e300, .infinity, -.infinity, .nan, .leastNonzeroMagnitude])
    func noValueStopsTheProgram(value: Double) {
        #expect(!TalkTime.text(value).isEmpty && !TalkTime.length(value).isEmpty)
    }
}
