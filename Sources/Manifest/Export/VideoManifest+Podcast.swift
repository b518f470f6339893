extension VideoManifest {
    /// Chapters of the whole video by Podcasting 2.0 (JSON chapters 1.2.0): start, end and title, in seconds.
    func podcastChapters() throws(ExportError) -> String {
        let chapters = chapters().map { chapter -> JSONValue in
            [
                "startTime": .number(chapter.start.seconds),
                "endTime": .number(chapter.end.seconds),
                "title": .string(chapter.title),
            ]
        }
        return try JSONValue.object(["version": "1.2.0", "chapters": .array(chapters)]).text()
    }
}
