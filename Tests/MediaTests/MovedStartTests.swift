import Synchronization
import SystemPackage
import TestSupport
import Testing

@testable import Media

/// Clips whose start is moved to a key frame in the same pause, and what is said beforehand of how a clip would be made.
@Suite(.timeLimit(.minutes(2)))
struct MovedStartTests {
    /// A key frame every second.
    private static let source = Fixture(
        name: "keys",
        file: "a.mp4",
        coding: ["-c:v", "libx264", "-preset", "veryfast", "-x264-params", "keyint=30:scenecut=0", "-c:a", "aac"]
    )
    /// The same, but only the first can be begun at.
    private static let open = Fixture(
        name: "open GOP",
        file: "b.mp4",
        coding: [
            "-c:v", "libx264", "-preset", "veryfast", "-x264-params", "keyint=30:scenecut=0:open-gop=1", "-c:a", "aac",
        ]
    )

    private func tools() async throws -> MediaTools {
        try await MediaTools.find(
            searchPath: Bench.searchPath,
            cutter: try SmartCutTests.helper,
            slots: Bench.slots
        )
    }

    /// Cuts a clip that may begin within the room; also says how often that was asked for.
    private func cut(
        of fixture: Fixture = source,
        _ span: Range<Double>,
        room: ClosedRange<Double>?,
        choice: CutChoice = .auto,
        _ bench: Bench
    ) async throws -> (report: ClipReport, numbers: [Int], asked: Int) {
        let source = try await bench.make(fixture)
        let out = try bench.outbox()
        let (tools, request) = (
            try await tools(),
            ClipRequest(start: span.lowerBound, end: span.upperBound, preset: "veryfast", cut: choice)
        )
        let asked = Mutex(0)
        let report = try await bench.open(source) { input in
            try await tools.cut(
                request,
                from: input,
                probe: try await tools.probe(input),
                in: out,
                startRoom: { () throws(MediaError) in
                    asked.withLock { $0 += 1 }
                    return room
                }
            )
        }
        let shown = try await bench.frames(in: out.appending("clip.mp4"), upright: "null")
        let steps = Set(zip(shown.dropFirst(), shown).map { $0.stamp - $1.stamp })
        #expect(steps.count == 1 && shown.first?.stamp == 0)
        #expect((report.audioVideoGap ?? 1) <= 0.011)
        return (report, shown.map(\.number), asked.withLock { $0 })
    }

    private func encodedBefore(_ report: ClipReport) -> Int? {
        if case .smart(let way) = report.cut { way.encodedBefore } else { nil }
    }

    /// Where it begins, and where it is moved to: the nearest key frame.
    @Test(arguments: [(1.2, 1.0, 0.9...1.3), (1.9, 2.0, 1.5...2.0), (1.55, 2.0, 1.4...2.3)])
    func itBeginsAtTheKeyFrame(_ start: Double, _ key: Double, _ room: ClosedRange<Double>) async throws {
        try await Bench.run { bench in
            let (report, numbers, asked) = try await cut(start..<4.3, room: room, bench)
            #expect(asked == 1 && encodedBefore(report) == 0)
            #expect(abs((report.startMoved ?? 0) - (key - start)) < 1e-6 && abs(report.start - key) < 1e-6)
            #expect(numbers == Array(Int(key * 30)..<129) && report.frames == report.framesExpected)
            #expect(abs(report.lengthDifference) < 1 / 30)
        }
    }

    /// Elsewhere it begins with the frame that was asked for.
    @Test(
        arguments: [
            // No pause, the key frame outside it, too far away.
            (1.2, nil, 1), (1.2, 1.1...1.4, 1), (1.2, 1.1...1.9, 1), (1.5, 1.45...1.55, 1),
            // A key frame already.
            (2.0, 1.5...2.5, 0),
        ] as [(Double, ClosedRange<Double>?, Int)]
    )
    func elsewhereItBeginsWhereItWasAsked(_ start: Double, _ room: ClosedRange<Double>?, _ questions: Int) async throws
    {
        try await Bench.run { bench in
            let (report, numbers, asked) = try await cut(start..<4.3, room: room, bench)
            #expect(report.startMoved == nil && encodedBefore(report) != nil && asked == questions)
            #expect(numbers == Array(Int((start * 30).rounded())..<129))
        }
    }

    @Test func exactIsNotMoved() async throws {
        try await Bench.run { bench in
            let (report, numbers, asked) = try await cut(1.2..<4.3, room: 0.5...1.5, choice: .exact, bench)
            #expect(report.startMoved == nil && asked == 0 && numbers == Array(36..<129))
        }
    }

    @Test func aKeyFrameThatIsNoneIsNotTaken() async throws {
        try await Bench.run { bench in
            let (report, numbers, _) = try await cut(of: Self.open, 1.2..<4.3, room: 0.5...1.5, bench)
            #expect(report.startMoved == nil && numbers == Array(36..<129))
        }
    }

    // MARK: - What is said beforehand

    @Test func aForecastHolds() async throws {
        try await Bench.run { bench in
            let tools = try await tools()
            let out = try bench.outbox()
            for (fixture, choice) in [(Self.source, CutChoice.auto), (Self.open, .auto), (Self.source, .exact)] {
                let request = ClipRequest(start: 1.2, end: 4.3, preset: "veryfast", cut: choice)
                let (forecast, report) = try await bench.open(try await bench.make(fixture)) { input in
                    let probe = try await tools.probe(input)
                    let forecast = try await tools.forecast(request, from: input, probe: probe)
                    return (forecast, try await tools.cut(request, from: input, probe: probe, in: out))
                }
                switch report.cut {
                case .smart(let way):
                    let encoded = way.encodedBefore + way.encodedAfter
                    #expect(forecast == .smart(copied: way.copied, encoded: encoded) && fixture.name == "keys")
                case .exact(let reason):
                    #expect(forecast == .exact(reason: reason) && (reason == nil) == (choice == .exact))
                case nil: Issue.record("it is not told how it was made")
                }
            }
        }
    }

    @Test func whatStandsAgainstItIsSaidWithoutReading() async throws {
        try await Bench.run { bench in
            let source = try await bench.make(Self.source)
            let bare = bench.tools
            let full = try await tools()
            try await bench.open(source) { input in
                let probe = try await bare.probe(input)
                let request = ClipRequest(start: 1.2, end: 4.3)
                let without = try await bare.forecast(request, from: input, probe: probe)
                #expect(without == .exact(reason: "smartclip-cut is not beside smartclip"))
                var tight = request
                tight.tightening = Tightening(longestPause: 0.5, fillers: [], kept: [], captions: [])
                let tightened = try await full.forecast(tight, from: input, probe: probe)
                #expect(tightened == .exact(reason: "parts of it are taken out"))
                // Behind the end its last picture is held.
                let held = try await full.forecast(ClipRequest(start: 30, end: 40), from: input, probe: probe)
                #expect(held != .exact(reason: nil))
            }
        }
    }
}
