import Testing

@testable import Media

/// The small values: fractions, decimals, lines, pictures, levels.
@Suite struct ValueTests {
    @Test(arguments: [
        ("30000/1001", 30000, 1001), ("16:9", 16, 9), ("50/100", 1, 2), ("-1/-2", 1, 2), ("3/-6", -1, 2), ("0/1", 0, 1),
    ])
    func fractions(_ text: String, _ numerator: Int, _ denominator: Int) throws {
        let fraction = try #require(Rational(text))
        #expect(fraction.numerator == numerator && fraction.denominator == denominator)
    }

    @Test(arguments: ["", "1", "1/0", "a/b", "1/2/3", "N/A"])
    func noFractions(_ text: String) {
        #expect(Rational(text) == nil)
    }

    @Test(arguments: [
        (0, "0.000000"), (1.5, "1.500000"), (-0.25, "-0.250000"), (1e-9, "0.000000"), (-1e-9, "0.000000"),
        (14_400.000_001, "14400.000001"), (0.999_999_9, "1.000000"),
    ])
    func decimals(_ value: Double, _ text: String) {
        #expect(decimal(value) == text)
    }

    @Test func linesEndAsTheyLike() {
        struct Collect: LineReader {
            var lines: [String] = []
            mutating func read(_ line: String) { lines.append(line) }
        }
        var sink = LineSink(Collect())
        for part in ["a\nb", "c\r\n\n", "d\re"] { Array(part.utf8).withUnsafeBytes { sink.receive($0) } }
        sink.finish()
        #expect(sink.reader.lines == ["a", "bc", "d", "e"])
    }

    @Test func tailKeepsTheEnd() {
        var tail = Tail(limit: 10)
        for number in 0..<1000 { Array("\(number)\n".utf8).withUnsafeBytes { tail.append($0) } }
        #expect(tail.text.hasSuffix("998\n999") && tail.text.utf8.count < 10)
    }

    @Test func limitOfBytesIsKept() {
        var sink = ByteSink(limit: 4)
        #expect(throws: MediaError.self) { try Array("12345".utf8).withUnsafeBytes { try sink.receive($0) } }
    }

    @Test func differenceOfPictures() {
        let black = SmallPicture(width: 2, luma: [0, 0, 0, 0][...])
        let grey = SmallPicture(width: 2, luma: [10, 20, 30, 40][...])
        #expect(black.difference(from: grey) == 25 && black.difference(from: black) == 0)
        #expect(SmallPicture.pictures(in: [1, 2, 3, 4, 5, 6, 7, 8, 9], width: 2, height: 2).count == 2)
    }

    @Test func theSharpPictureThatShowsSomethingIsBest() throws {
        func picture(_ pixel: (Int) -> UInt8) -> SmallPicture {
            SmallPicture(width: 16, luma: (0..<256).map(pixel)[...])
        }
        let black = picture { _ in 0 }
        let blurred = picture { UInt8(40 + $0 / 2) }
        let sharp = picture { $0 / 2 % 2 == 0 ? 60 : 180 }
        let darkNoise = picture { $0 % 3 == 0 ? 40 : 0 }
        #expect(SmallPicture.best(of: [black, blurred, sharp, darkNoise]) == 2)
        #expect(SmallPicture.best(of: [black, blurred, darkNoise]) == 1)
        #expect(SmallPicture.best(of: [black]) == 0)
        #expect(SmallPicture.best(of: []) == nil)
    }

    @Test func levelFollowsTheSlope() {
        // A limiter that lets half of each decibel through.
        var level = SoundLevel(gain: 10, ceiling: -1.6, peak: -8)
        for _ in 0..<12 { level.correct(measured: -24 + level.gain / 2, target: -14) }
        #expect(abs(-24 + level.gain / 2 + 14) < 0.05)
    }

    @Test func measuresAreRead() throws {
        var measure = SoundMeasure()
        for line in ["frame:0 pts:0", "lavfi.r128.I=-70.000", "lavfi.r128.true_peak=0.000"] { measure.read(line) }
        #expect(measure.loudness == nil && measure.truePeak == nil)
        for line in ["lavfi.r128.I=-20.300", "lavfi.r128.true_peak=0.500", "lavfi.r128.true_peak=0.100"] {
            measure.read(line)
        }
        #expect(measure.loudness == -20.3)
        #expect(abs(try #require(measure.truePeak) + 6.02) < 0.01)
    }

    @Test(arguments: [(0.001, 1024), (1, 48128), (45, 2_159_616), (0.5, 23552)])
    func samplesAreWholeFrames(_ duration: Double, _ samples: Int) {
        #expect(ClipSound.samples(for: duration) == samples)
    }

    @Test func everyErrorIsOneLine() {
        let errors: [MediaError] = [
            .missingProgram(name: "ffmpeg", package: "p"), .missingModel("m"),
            .unusableProgram(name: "a", detail: "x\ny"),
            .unreadable(source: "s", detail: ""), .empty(source: "s"), .notMedia(source: "s", detail: "x\ny"),
            .failed(program: "p", source: "s", status: 1, detail: "x\ny\n"), .checkFailed(source: "s", detail: "d"),
        ]
        for error in errors { #expect(!error.description.contains("\n") && !error.description.isEmpty) }
    }
}
