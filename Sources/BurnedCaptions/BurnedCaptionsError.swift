/// Why captions cannot be drawn on a picture.
public enum BurnedCaptionsError: Error, Equatable, CustomStringConvertible {
    /// No style of ours has this name.
    case noSuchStyle(String)
    /// A style file cannot be read: its name, the line (from 1, or 0 for the file as a whole), and what is wanted
    /// there.
    case badStyle(file: String, line: Int, wanted: String)
    /// No installed font has some letters: a few of them, their script, and the Debian package of a font that has them.
    case noFont(letters: String, script: String, package: String)
    /// The picture's size, frame rate or length is not above 0.
    case badPicture

    /// What failed and what to do, in a line.
    public var description: String {
        switch self {
        case .noSuchStyle(let name):
            "there is no caption style \"\(name)\"; there are \(CaptionStyle.names.joined(separator: ", ")), "
                + "and a style of your own is named by its file, which ends in .ass"
        case .badStyle(let file, 0, let wanted):
            "the caption style \(file) cannot be read: \(wanted)"
        case .badStyle(let file, let line, let wanted):
            "the caption style \(file) cannot be read, line \(line): \(wanted)"
        case .noFont(let letters, let script, let package):
            "no installed font has the letters \(letters) (\(script)), so they cannot be drawn on the picture; "
                + "install the package \(package), or keep captions beside the video only"
        case .badPicture:
            "captions need a picture whose size, frame rate and length are above 0"
        }
    }
}
