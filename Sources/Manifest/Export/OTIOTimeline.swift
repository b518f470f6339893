extension VideoManifest {
    /// An OpenTimelineIO timeline (Timeline.1): the moments one after another in the order of their clips, each a
    /// Clip.2 of the source, on a video track and, where there is sound, an audio track. Times are frames at the
    /// source's rate, from its own timecode on, exactly those that a clip holds; milliseconds where the source has no picture. On its first
    /// track each clip carries a marker over its span, and what else is known of its moment as metadata, `smartclip`.
    func otio() throws(ExportError) -> String {
        try OTIOTimeline(manifest: self).timeline.text()
    }
}

/// Builds the document. Linear in the number of moments.
private struct OTIOTimeline {
    let manifest: VideoManifest
    let rate: FrameRate
    /// The number of the source's first frame by its own timecode.
    let first: Int
    let clips: [String: ClipEntry]

    init(manifest: VideoManifest) throws(ExportError) {
        self.manifest = manifest
        clips = Dictionary(manifest.clips.map { ($0.momentId, $0) }) { first, _ in first }
        if manifest.source.hasPicture {
            guard let nominal = manifest.source.frameRate else { throw .noFrameRate(.otio) }
            guard let rate = FrameRate(nominal) else { throw .unsupportedFrameRate(.otio, nominal) }
            self.rate = rate
            first = Timecode.numbering(rate, from: manifest.source.timecode)?.start ?? 0
        } else {
            rate = .milliseconds
            first = 0
        }
    }

    var timeline: JSONValue {
        var kinds = manifest.source.hasPicture ? ["Video"] : []
        if manifest.source.hasSound {
            kinds.append("Audio")
        }
        let tracks = kinds.enumerated().map { track($1, isFirst: $0 == 0) }
        return [
            "OTIO_SCHEMA": "Timeline.1",
            "name": .string(manifest.source.stem),
            "global_start_time": .null,
            "metadata": [
                "smartclip": [
                    "schema_version": .number(Double(manifest.schemaVersion)),
                    "video_id": .line(manifest.id),
                    "source_sha256": .line(manifest.source.sha256),
                ]
            ],
            "tracks": ["OTIO_SCHEMA": "Stack.1", "name": "tracks", "children": .array(tracks)],
        ]
    }

    private func track(_ kind: String, isFirst: Bool) -> JSONValue {
        [
            "OTIO_SCHEMA": "Track.1",
            "kind": .string(kind),
            "name": .string(kind),
            "children": .array(manifest.moments.indices.map { clip(at: $0, onFirstTrack: isFirst) }),
        ]
    }

    private func clip(at index: Int, onFirstTrack: Bool) -> JSONValue {
        let moment = manifest.moments[index]
        let title = JSONValue.string(manifest.title(ofMomentAt: index))
        let span = timeRange(rate.frames(from: moment.startTime, to: moment.endTime))
        let marker: JSONValue = [
            "OTIO_SCHEMA": "Marker.2",
            "name": title,
            "color": "GREEN",
            "comment": .line(moment.reason),
            "marked_range": span,
        ]
        return [
            "OTIO_SCHEMA": "Clip.2",
            "name": title,
            "source_range": span,
            "active_media_reference_key": "DEFAULT_MEDIA",
            "media_references": ["DEFAULT_MEDIA": mediaReference],
            "markers": onFirstTrack ? [marker] : [],
            "metadata": onFirstTrack ? ["smartclip": metadata(of: moment)] : [:],
        ]
    }

    private var mediaReference: JSONValue {
        let source = manifest.source
        let frames = manifest.knownDuration.map { rate.frames(from: 0, to: $0) }
        let scheme = source.path.hasPrefix("/") ? "file://" : ""
        return [
            "OTIO_SCHEMA": "ExternalReference.1",
            "name": .string(source.name),
            "target_url": .string(scheme + source.path.percentEncodedPath),
            "available_range": frames.map(timeRange) ?? .null,
        ]
    }

    private func metadata(of moment: MomentEntry) -> JSONValue {
        let clip = clips[moment.id]
        return [
            "moment_id": .line(moment.id),
            "start_time": .number(moment.startTime),
            "end_time": .number(moment.endTime),
            "description": .line(moment.description),
            "reason": .line(moment.reason),
            "quote": .line(moment.quote),
            "score": .number(moment.score),
            "boundary": .string(moment.boundary.rawValue),
            "file": clip?.file.map(JSONValue.line) ?? .null,
            "caption": clip?.caption.map(JSONValue.line) ?? .null,
            "hashtags": .array((clip?.hashtags ?? []).map(JSONValue.line)),
        ]
    }

    private func timeRange(_ frames: Range<Int>) -> JSONValue {
        [
            "OTIO_SCHEMA": "TimeRange.1",
            "start_time": rationalTime(first + frames.lowerBound),
            "duration": rationalTime(frames.count),
        ]
    }

    private func rationalTime(_ frames: Int) -> JSONValue {
        ["OTIO_SCHEMA": "RationalTime.1", "value": .number(Double(frames)), "rate": .number(rate.value)]
    }
}
