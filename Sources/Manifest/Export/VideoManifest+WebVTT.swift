extension VideoManifest {
    /// WebVTT chapters of the whole video, a cue a chapter. Gaps are left: WebVTT allows them in a chapters track, and
    /// players show no chapter there, which is the truth.
    func webVTTChapters() -> String {
        let cues = chapters().map { chapter in
            "\n\(chapter.start.clock) --> \(chapter.end.clock)\n\(Self.cueText(chapter.title))\n"
        }
        return "WEBVTT\n" + cues.joined()
    }

    /// Cue text with its three characters escaped (WebVTT, 4.2.2); with `>` none can end in an arrow.
    private static func cueText(_ text: String) -> String {
        text.unicodeScalars.reduce(into: "") { result, scalar in
            switch scalar {
            case "&": result += "&amp;"
            case "<": result += "&lt;"
            case ">": result += "&gt;"
            default: result.unicodeScalars.append(scalar)
            }
        }
    }
}
