extension VideoManifest {
    /// The moments in another tool's format, as UTF-8 text with a line feed at its end.
    ///
    /// All moments are written, whether or not their clips were made: a timeline and a list of chapters speak of the
    /// source. `otio`, `edl` and `csv` keep the order of the clips, the others are in the order of the video.
    /// All text is reduced to one line without control characters or controls of writing direction.
    ///
    /// - Parameter pageURL: the page that shows the video, for `jsonld`, which links its moments to times on it;
    ///   without it the links are relative to the page that they stand on. The other formats do not name it.
    public func export(_ format: ExportFormat, pageURL: String? = nil) throws(ExportError) -> String {
        try checkSpans()
        return switch format {
        case .otio: try otio()
        case .edl: try edl()
        case .csv: losslessCutCSV()
        case .chapters: webVTTChapters()
        case .youtube: try youTubeChapters()
        case .podcast: try podcastChapters()
        case .jsonld: try jsonLD(pageURL: pageURL)
        }
    }

    /// Seconds that no video reaches (11 days) and whose frames and milliseconds are far from overflow.
    private static let longest = 1_000_000.0

    /// Seconds, where they are known and can be.
    var knownDuration: Double? {
        duration.flatMap { $0 > 0 && $0 <= Self.longest ? $0 : nil }
    }

    private func checkSpans() throws(ExportError) {
        guard !moments.isEmpty else { throw .noMoments(video: id) }
        for moment in moments {
            // Written so that a NaN fails as well.
            guard moment.startTime >= 0, moment.endTime > moment.startTime, moment.endTime <= Self.longest else {
                throw .badSpan(moment: moment.id, start: moment.startTime, end: moment.endTime)
            }
        }
    }

    /// The title of a moment, or its number where it has none; the number is that of its clip, from 1.
    func title(ofMomentAt index: Int) -> String {
        let title = moments[index].title.singleLine
        return title.isEmpty ? "Moment \(index + 1)" : title
    }
}
