import SystemPackage
import Testing

@testable import Media

/// Clips that pauses were taken out of: the right frames are left, and sound stays with them.
@Suite(.timeLimit(.minutes(5)))
struct TighteningTests {
    /// A tone for 1.2 s of each three, and in between a room that hums: its pauses are 1.8 s long.
    private static let sound =
        "aevalsrc='0.3*sin(2*PI*1000*t)*lt(mod(t\\,3)\\,1.2)+0.002*sin(2*PI*150*t)+0.002*(random(0)-0.5)':s=48000:d=14"

    private func source(_ rate: String) -> Fixture {
        Fixture(
            name: rate,
            file: "talk.mkv",
            rate: rate,
            duration: 14,
            sound: Self.sound,
            coding: ["-c:v", "libx264", "-preset", "ultrafast", "-c:a", "flac"]
        )
    }

    private func cut(_ bench: Bench, _ path: FilePath, _ request: ClipRequest) async throws -> ClipReport {
        try await bench.open(path) { input in
            let probe = try await bench.tools.probe(input)
            return try await bench.tools.cut(request, from: input, probe: probe, in: bench.outbox())
        }
    }

    private func request(_ start: Double, _ end: Double, _ wish: Tightening?) -> ClipRequest {
        ClipRequest(start: start, end: end, preset: "ultrafast", tightening: wish)
    }

    @Test(arguments: ["30", "25", "30000/1001"])
    func framesAndToneStayTogether(_ rate: String) async throws {
        try await Bench.run { bench in
            let path = try await bench.make(source(rate))
            let report = try await cut(bench, path, request(0.4, 13, Tightening(longestPause: 0.5)))
            let clip = try bench.outbox().appending("clip.mp4")
            let cuts = try #require(report.takenOut)
            #expect(cuts.count == 4, "\(cuts)")
            let value = report.frameRate
            let removed = cuts.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
            // Each border of a pause is found to two hundredths of a second.
            #expect(removed <= 4 * 1.3 && removed > 4 * (1.3 - 0.04 - 1 / value))
            #expect(report.frames == report.framesExpected)
            #expect(abs(report.duration + removed - 12.6) <= 2 / value)

            // Each frame that is left, once, in order.
            let first = Int((report.firstFrameTime * value).rounded())
            let all = first..<first + Int((removed * value).rounded()) + report.frames
            let gone = cuts.map {
                first + Int(($0.lowerBound * value).rounded())..<first + Int(($0.upperBound * value).rounded())
            }
            let shown = try await bench.frames(in: clip, upright: "null").map(\.number)
            #expect(shown == all.filter { number in !gone.contains { $0.contains(number) } })

            // Each tone begins as much earlier as was taken out before it.
            let samples = try await bench.samples(of: clip)
            var found: [Double] = []
            var lastLoud = -1.0
            for (index, sample) in samples.enumerated() where Int(sample).magnitude > 4000 {
                let time = Double(index) / 48000
                if lastLoud < 0 || time - lastLoud > 0.2 { found.append(time) }
                lastLoud = time
            }
            let onsets = [3.0, 6, 9, 12].map { onset in
                let before = onset - report.start
                return before - cuts.filter { $0.upperBound <= before }.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
            }
            #expect(found.count == 5)
            for (found, onset) in zip(found.dropFirst(), onsets) {
                #expect(abs(found - onset) < 0.001, "\(found) \(onset)")
            }

            // Nothing clicks where two stretches were joined: no step is larger than those of the room's own sound.
            func step(_ range: Range<Double>) -> Int {
                let part = samples[Int(range.lowerBound * 48000)..<Int(range.upperBound * 48000)]
                return zip(part.dropFirst(), part).map { abs(Int($0) - Int($1)) }.max() ?? 0
            }
            for (index, cut) in cuts.enumerated() {
                let joint = cut.lowerBound - cuts[..<index].reduce(0) { $0 + $1.upperBound - $1.lowerBound }
                let own = max(step(joint - 0.15..<joint - 0.02), step(joint + 0.02..<joint + 0.15))
                #expect(step(joint - 0.01..<joint + 0.01) <= own * 5 / 4)
            }
            #expect(abs(try #require(report.loudness) + 14) <= 0.5 && (report.truePeak ?? 0) <= -1)
            #expect(try #require(report.audioVideoGap) <= 0.021)
        }
    }

    @Test func soundIsJoinedToTheSample() async throws {
        try await Bench.run { bench in
            let rate = try #require(Rational(30000, 1001))
            let tight = TightCut(frames: 300, rate: rate, cuts: [40..<70, 100..<117, 200..<290])
            let samples = ClipSound.samples(for: tight.seconds(tight.count))
            let counter = "aevalsrc=mod(n\\,50000)/50000:s=48000:d=11:c=mono"
            let bytes = try await bench.ffmpeg(
                ["-f", "lavfi", "-i", counter, "-filter_complex", tight.soundFilters(samples: samples)]
                    + ["-map", "[tight]", "-c:a", "pcm_u16le", "-f", "u16le", "-"]
            )
            #expect(bytes.count == 2 * samples)
            let values = stride(from: 0, to: bytes.count - 1, by: 2).map {
                (Double(bytes[$0]) + 256 * Double(bytes[$0 + 1]) - 32768) / 32768 * 50000
            }
            var place = 0
            for (index, stretch) in tight.soundStretches(samples: samples).enumerated() {
                let half = TightCut.fade / 2
                for offset in (index > 0 ? half : 0)..<stretch.count - half {
                    let wanted = Double((stretch.lowerBound + offset) % 50000)
                    try #require(abs(values[place + offset] - wanted) < 2, "\(index) \(offset)")
                }
                place += stretch.count
            }
        }
    }

    @Test func aClipWithoutPausesIsWhole() async throws {
        try await Bench.run { bench in
            let path = try await bench.make(
                "music.mp4",
                [
                    ["-f", "lavfi", "-i", "testsrc2=s=320x180:r=25:d=6", "-f", "lavfi", "-i", "sine=440:d=6"]
                        + Fixture.h264 + ["music.mp4"]
                ]
            )
            let report = try await cut(bench, path, request(0, 5, Tightening(longestPause: 0.3)))
            #expect(report.takenOut == [] && report.frames == 125)
            #expect(report.notes.contains { $0.contains("quieter") })
            let plain = try await cut(bench, path, request(0, 5, nil))
            #expect(plain.takenOut == nil && plain.frames == 125)
        }
    }

    @Test func withoutSoundThereAreNoPauses() async throws {
        try await Bench.run { bench in
            var fixture = source("25")
            (fixture.sound, fixture.file) = (nil, "mute.mkv")
            let report = try await cut(
                bench,
                try await bench.make(fixture),
                request(1, 4, Tightening(longestPause: 0.3))
            )
            #expect(report.takenOut == [] && report.frames == 75)
            #expect(report.notes.contains { $0.contains("without sound") })
        }
    }

    @Test func aFillerGoesWithAllItsSound() async throws {
        try await Bench.run { bench in
            let path = try await bench.make(source("30"))
            // The second tone counts as a filler.
            let wish = Tightening(longestPause: nil, fillers: [3..<4.2], kept: [0..<1.2, 6..<7.2])
            let report = try await cut(bench, path, request(0, 9, wish))
            let cuts = try #require(report.takenOut)
            #expect(cuts.count == 1 && cuts[0].lowerBound <= 3 && cuts[0].upperBound >= 4.2)
            // Of 1.8 s of pause before it and as much behind it, one is left.
            #expect(abs(report.duration - 6) <= 0.034)
            let left = Tightening(longestPause: nil, fillers: [0.5..<0.9])
            let notes = try await cut(bench, path, request(0, 5, left)).notes
            #expect(notes.contains { $0.hasPrefix("1 of 1 filler words") })
        }
    }
}
