extension Source {
    /// The file's name, in one line.
    var name: String {
        // By scalars: a slash before a combining mark is another character and still a slash.
        String(String.UnicodeScalarView(path.unicodeScalars.split(separator: "/").last ?? [])).singleLine
    }

    /// The file's name without its extension, in one line.
    var stem: String {
        let name = name
        guard let dot = name.lastIndex(of: "."), dot != name.startIndex else { return name }
        return String(name[..<dot])
    }

    /// Whether there is a picture; true as well where nothing is known.
    var hasPicture: Bool { codecs.map { $0.video != nil } ?? true }

    /// Whether there is sound; false where nothing is known.
    var hasSound: Bool { codecs?.audio != nil }
}
