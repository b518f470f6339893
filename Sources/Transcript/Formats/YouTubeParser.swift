/// YouTube's json3: events with the pieces of a line, each with its own time where speech was recognised.
enum YouTubeParser {
    /// Takes UTF-8 text; throws where it is damaged or holds no cue.
    static func captions(_ bytes: [UInt8]) throws(CaptionError) -> Captions {
        guard let json = LooseJSON(bytes) else { throw .damaged(.youTube, "it ends early or is no JSON") }
        var captions = Captions(format: .youTube)
        for event in json["events"]?.items ?? [] {
            guard let milliseconds = event["tStartMs"]?.seconds, let pieces = event["segs"]?.items else { continue }
            let start = ClockTime.rounded(milliseconds / 1000)
            let end = ClockTime.rounded((milliseconds + max(0, event["dDurationMs"]?.seconds ?? 0)) / 1000)
            var writer = CueTextWriter()
            var latest = start
            var isWordTimed = false
            for piece in pieces {
                let time = ClockTime.rounded((milliseconds + (piece["tOffsetMs"]?.seconds ?? 0)) / 1000)
                if time > latest {
                    writer.write(CueTextNode(depth: 0, content: .timestamp(time)))
                    latest = time
                    isWordTimed = true
                }
                writer.write(CueTextNode(depth: 0, content: .text(piece["utf8"]?.string ?? "")))
            }
            let text = CueMarkup.tidy(writer.finished())
            guard !text.isEmpty else { continue }
            // Lines of speech are shown until they have rolled out of sight, under those that follow.
            if let last = captions.cues.indices.last, captions.cues[last].end > start,
                captions.cues[last].start < start,
                isWordTimed || captions.cues[last].text.contains("<0")
            {
                captions.cues[last].end = start
            }
            captions.cues.append(Cue(start: start, end: end, text: text))
        }
        if captions.cues.isEmpty { throw .damaged(.youTube, "it holds no event with a text") }
        return captions
    }
}
