import StateFiles
public import SystemPackage

// File names are bytes. These helpers work on them, so that a name that is not UTF-8 is still found again.

extension FilePath {
    /// The path for a message or a manifest: on one line, with U+FFFD for what is not UTF-8.
    public var shown: String { String(decoding: bytes, as: UTF8.self).oneLine }

    /// The last name of the path for a message; the whole path where it has none.
    package var shownName: String { lastComponent?.shown.oneLine ?? shown }

    /// The path for a record: as it is, with U+FFFD for what is not UTF-8.
    package var recorded: String { String(decoding: bytes, as: UTF8.self) }

    /// A name below this folder; the name holds no separator.
    package func appending(bytes name: [UInt8]) -> FilePath {
        FilePath(bytes: bytes + [UInt8(ascii: "/")] + name)
    }

    /// The path from the root of the file system, a relative one below `folder`, with `.` and `..` worked out.
    public func absolute(in folder: FilePath) -> FilePath {
        (isAbsolute ? self : folder.appending(components)).lexicallyNormalized()
    }
}

extension FilePath.Component {
    /// How many bytes of the name stand before its last dot; all of them where there is none.
    package var stemLength: Int {
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return bytes.count }
        return dot
    }

    /// What follows the last dot, in lower case; empty where there is none.
    package var lowercasedExtension: String {
        let bytes = self.bytes
        guard let dot = bytes.lastIndex(of: UInt8(ascii: ".")), dot > 0 else { return "" }
        return String(decoding: bytes[(dot + 1)...], as: UTF8.self).lowercased()
    }
}
