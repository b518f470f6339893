/// Why a file could not be read as captions.
public enum CaptionError: Error, Sendable, Equatable, CustomStringConvertible {
    /// The file has no bytes, or nothing but white space.
    case empty
    /// WebVTT was required and the file does not begin with its signature; the payload is the first line, shortened.
    case noSignature(firstLine: String)
    /// There is no cue and no sign of a caption format; the payload is the first line that holds text, from 1.
    case notCaptions(line: Int)
    /// Lines with `-->` were found, the first at `line`, and none of them is a time range.
    case noTimes(line: Int)

    /// What failed and what to do, in a line.
    public var description: String {
        switch self {
        case .empty:
            "the caption file is empty; remove it or put captions in it"
        case .noSignature(let firstLine):
            "the file does not begin with WEBVTT but with \"\(firstLine)\"; make that its first line"
        case .notCaptions(let line):
            "the file holds no cue (its text begins in line \(line)); give a WebVTT or SubRip file"
        case .noTimes(let line):
            "no time range can be read, the first that was tried is in line \(line); "
                + "times are written 00:00:01.000 --> 00:00:02.000"
        }
    }
}
