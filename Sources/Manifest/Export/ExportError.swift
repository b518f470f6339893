/// Why a video cannot be written in a format.
public enum ExportError: Error, Equatable, Sendable, CustomStringConvertible {
    /// No moment was chosen, or none yet.
    case noMoments(video: String)
    /// The times of a moment are not a span of a video: seconds.
    case badSpan(moment: String, start: Double, end: Double)
    /// The format counts frames and the source has none.
    case noFrameRate(ExportFormat)
    /// The format has no way to write this rate, in frames a second.
    case unsupportedFrameRate(ExportFormat, Double)
    /// A time is beyond what the format can write.
    case beyondADay(ExportFormat)
    /// How many chapters of 10 s or more can be made, where YouTube wants three.
    case tooFewChapters(Int)
    /// The address of the page is not an absolute http or https URL.
    case badPageURL(String)
    /// A value cannot stand in JSON.
    case notJSON(String)

    /// What failed, on what, and what to do.
    public var description: String {
        switch self {
        case .noMoments(let video):
            "Video \(video.singleLine) has no moments to export; let its analyze stage finish first."
        case .badSpan(let moment, let start, let end):
            "Moment \(moment.singleLine) runs from \(start) s to \(end) s, which is no span; correct it in moments.json."
        case .noFrameRate(let format):
            "The source has no picture, and so no frames for \(format.rawValue) to count; use otio or csv."
        case .unsupportedFrameRate(let format, let rate):
            "The source runs at \(rate) frames a second, which \(format.rawValue) cannot count; use otio or csv."
        case .beyondADay(let format):
            "The moments reach beyond 24 hours, where the timecode of \(format.rawValue) ends; use otio or csv."
        case .tooFewChapters(let count):
            """
            YouTube wants three chapters of 10 s or more, and these moments make \(count); \
            add moments to moments.json, or use the format chapters.
            """
        case .badPageURL(let url):
            "\"\(url.singleLine)\" is not the address of a page; give one that begins with https:// or http://."
        case .notJSON(let problem):
            "The moments cannot be written as JSON: \(problem.singleLine)."
        }
    }
}
