extension CaptionStyle {
    /// The styles of ours, the default first.
    public static let names = ["bold", "box", "quiet"]

    /// A style of ours.
    public static func named(_ name: String) throws(BurnedCaptionsError) -> CaptionStyle {
        guard let file = file(name) else { throw .noSuchStyle(name) }
        return try CaptionStyle(parsing: file, name: name)
    }

    /// The file of a style of ours, for a user to begin one with; nil where there is none of that name.
    public static func file(_ name: String) -> String? {
        switch name {
        case "bold": String(decoding: PackageResources.bold_ass, as: UTF8.self)
        case "box": String(decoding: PackageResources.box_ass, as: UTF8.self)
        case "quiet": String(decoding: PackageResources.quiet_ass, as: UTF8.self)
        default: nil
        }
    }
}
