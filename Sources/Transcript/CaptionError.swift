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
    /// The bytes are text in an encoding that cannot be determined; `captions_encoding` would name it.
    case unknownEncoding
    /// The encoding that was named is not one of this system's.
    case noSuchEncoding(String)
    /// The bytes are not text in the encoding that was named.
    case otherEncoding(String)
    /// The file is of a format that is read, but damaged; the payload says where and how.
    case damaged(Captions.Format, String)

    /// What failed and what to do, in a line.
    public var description: String {
        switch self {
        case .empty:
            "the caption file is empty; remove it or put captions in it"
        case .noSignature(let firstLine):
            "the file does not begin with WEBVTT but with \"\(firstLine)\"; make that its first line"
        case .notCaptions(let line):
            "the file holds no cue (its text begins in line \(line)); give captions, as WebVTT, SubRip or the like"
        case .noTimes(let line):
            "no time range can be read, the first that was tried is in line \(line); "
                + "times are written 00:00:01.000 --> 00:00:02.000"
        case .unknownEncoding:
            "the encoding of its text cannot be determined; save it as UTF-8, or name its encoding by captions_encoding "
                + "(captions_encoding: windows-1251, say)"
        case .noSuchEncoding(let name):
            "captions_encoding: this system does not know \"\(name)\"; iconv --list names those it knows"
                + " (on Debian 13 most are in the package libc-gconv-modules-extra)"
        case .otherEncoding(let name):
            "it is not text in the encoding \"\(name)\", which captions_encoding names"
        case .damaged(let format, let problem):
            "the \(format.title) file is damaged: \(problem)"
        }
    }
}
