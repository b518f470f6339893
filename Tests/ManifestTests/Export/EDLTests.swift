import Testing

@testable import Manifest

@Suite struct EDLTests {
    @Test(
        "The reel is the name's letters and digits, or the video's id",
        arguments: [
            ("/in/keynote-2026_final.mp4", "KEYNOTE2"), ("/in/bl.mp4", "01234567"), ("/in/a.x.mp4", "01234567"),
            ("/in/доклад.mp4", "01234567"), ("/in/.mp4", "MP4"), ("/in/é1.mp4", "1"),
        ]
    )
    func namesReel(_ path: String, _ reel: String) throws {
        var manifest = ExportSample.manifest()
        manifest.source.path = path
        let events = try manifest.export(.edl).split(separator: "\n").filter { $0.first?.isNumber == true }
        #expect(events.count == 3)
        for event in events {
            #expect(event.dropFirst(5).prefix(8).split(separator: " ").first.map(String.init) == reel)
            #expect(event.count == 76)
        }
    }

    @Test(
        "Times are the source's own timecode",
        arguments: [
            (25, "10:00:00:00", "10:00:10:00 10:00:20:00"), (29.97, "10:00:00;00", "10:00:10;00 10:00:20;00"),
            (29.97, "00:59:50:00", "01:00:00:00 01:00:10:00"), (59.94, "01:00:00;00", "01:00:10;00 01:00:19;59"),
            (25, "23:59:45:00", "23:59:55:00 00:00:05:00"), (25, "nonsense", "00:00:10:00 00:00:20:00"),
        ] as [(Double, String, String)]
    )
    func countsFromTimecode(_ rate: Double, _ first: String, _ times: String) throws {
        var manifest = ExportSample.manifest(frameRate: rate, spans: [(10, 20)], titles: ["one"])
        manifest.source.timecode = first
        let list = try manifest.export(.edl)
        #expect(list.contains(times), "\(list)")
        #expect(list.contains("FCM: DROP FRAME") == first.contains(";"))
    }

    @Test("Sources that timecode cannot number are refused")
    func refuses() throws {
        #expect(throws: ExportError.noFrameRate(.edl)) {
            try ExportSample.manifest(frameRate: nil, hasPicture: false).export(.edl)
        }
        #expect(throws: ExportError.unsupportedFrameRate(.edl, 120)) {
            try ExportSample.manifest(frameRate: 120).export(.edl)
        }
        #expect(throws: ExportError.beyondADay(.edl)) {
            try ExportSample.manifest(spans: [(86_390, 86_400)], titles: ["late"]).export(.edl)
        }
    }

    @Test(
        "The EDL reader of OpenTimelineIO finds the same frames",
        .timeLimit(.minutes(3)),
        .enabled("python3 with otio_cmx3600_adapter is not installed") { await Python.has("otio_cmx3600_adapter") },
        arguments: [23.976, 24, 25, 29.97, 30, 50, 59.94, 60]
    )
    func isRead(_ rate: Double) async throws {
        let exact = try #require(FrameRate(rate))
        let script = """
            import opentimelineio as otio, sys
            timeline = otio.adapters.read_from_string(sys.stdin.read(), "cmx_3600", rate=\(exact.value))
            for track in timeline.tracks:
                if track.kind == "Video":
                    for clip in track:
                        span = clip.source_range
                        print(span.start_time.to_frames(), span.duration.to_frames(), clip.name)
            """
        let manifest = ExportSample.manifest(frameRate: rate, duration: 4000, spans: [(3599, 3661), (58, 662)])
        let output = try await Python.output(of: script, input: manifest.export(.edl))
        let spans = manifest.moments.map { exact.frames(from: $0.startTime, to: $0.endTime) }
        #expect(output == spans.map { "\($0.lowerBound) \($0.count) key note.mp4\n" }.joined())
    }
}
