import Testing

@testable import Manifest

@Suite struct OTIOTests {
    @Test("The moments stand in the order of the clips, in exact frames of the source")
    func writesClips() throws {
        let timeline = try JSONTree(text: ExportSample.manifest(frameRate: 29.97).export(.otio))
        let tracks = timeline["tracks"]?["children"]?.items ?? []
        #expect(tracks.compactMap { $0["kind"]?.string } == ["Video", "Audio"])
        for track in tracks {
            let clips = track["children"]?.items ?? []
            #expect(clips.compactMap { $0["name"]?.string } == ["Why <it> works", "The surprising truth", "Moment 3"])
            let ranges = clips.compactMap { $0["source_range"] }
            #expect(ranges.compactMap { $0["start_time"]?["value"]?.number } == [1814, 370, 2998])
            #expect(ranges.compactMap { $0["duration"]?["value"]?.number } == [884, 829, 1199])
            #expect(ranges.allSatisfy { $0["start_time"]?["rate"] == .number(30_000.0 / 1001) })
        }
        let clip = tracks.first?["children"]?[0]
        #expect(clip?["markers"]?[0]?["comment"] == .string("A turn in the story."))
        #expect(clip?["metadata"]?["smartclip"]?["file"] == .string("clips/01.mp4"))
        let media = clip?["media_references"]?["DEFAULT_MEDIA"]
        #expect(media?["target_url"] == .string("file:///inbox/key%20note.mp4"))
        #expect(media?["available_range"]?["duration"]?["value"] == .number(4496))
        #expect(tracks.last?["children"]?[0]?["markers"] == .array([]))
    }

    @Test("Sound alone is counted in milliseconds, on an audio track that carries the markers")
    func writesSoundAlone() throws {
        let timeline = try JSONTree(text: ExportSample.manifest(frameRate: nil, hasPicture: false).export(.otio))
        let tracks = timeline["tracks"]?["children"]?.items ?? []
        #expect(tracks.compactMap { $0["kind"]?.string } == ["Audio"])
        let clip = tracks.first?["children"]?[1]
        #expect(clip?["source_range"]?["start_time"]?["value"] == .number(12_345))
        #expect(clip?["markers"]?.items.count == 1)
    }

    @Test(
        "OpenTimelineIO itself reads what was written",
        .timeLimit(.minutes(3)),
        .enabled("python3 with opentimelineio is not installed") { await Python.has("opentimelineio") },
        arguments: [23.976, 24, 25, 29.97, 30, 50, 59.94, 60, 12.5]
    )
    func isRead(_ rate: Double) async throws {
        let script = """
            import opentimelineio as otio, sys
            timeline = otio.adapters.read_from_string(sys.stdin.read(), "otio_json")
            assert type(timeline) is otio.schema.Timeline
            for track in timeline.tracks:
                print(track.kind, track.duration().to_frames())
                for clip in track:
                    span, whole = clip.source_range, clip.available_range()
                    assert whole.contains(span), (whole, span)
                    assert type(clip.media_reference) is otio.schema.ExternalReference
                    print(span.start_time.to_frames(), span.duration.to_frames(), len(clip.markers))
            """
        let manifest = ExportSample.manifest(frameRate: rate)
        let output = try await Python.output(of: script, input: manifest.export(.otio))
        let exact = try #require(FrameRate(rate))
        let spans = manifest.moments.map { exact.frames(from: $0.startTime, to: $0.endTime) }
        let total = spans.map(\.count).reduce(0, +)
        var expected = ""
        for (kind, markers) in [("Video", 1), ("Audio", 0)] {
            expected += "\(kind) \(total)\n"
            expected += spans.map { "\($0.lowerBound) \($0.count) \(markers)\n" }.joined()
        }
        #expect(output == expected)
    }
}
