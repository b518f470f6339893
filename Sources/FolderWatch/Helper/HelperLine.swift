import FoundationEssentials
import StateFiles
import SystemPackage

/// A line that `smartclip-inotify` printed.
enum HelperLine: Equatable {
    /// A sign.
    case sign(FolderSign)
    /// All roots are watched, so many folders in all.
    case watching(folders: Int)
    /// Why it ends.
    case last(HelperEnding.Cause)

    /// Reads a line, without its end; nil where it is not what the helper prints.
    init?(_ line: [UInt8]) {
        guard let fields = try? JSONDecoder().decode(Fields.self, from: Data(line)) else {
            // Why it cannot be read makes no difference: the helper is started again.
            return nil
        }
        switch fields.event {
        case "watching":
            guard let folders = fields.folders, folders >= 0 else { return nil }
            self = .watching(folders: folders)
        case "changed":
            guard let folder = fields.folderPath, let name = fields.nameComponent, let how = fields.how else {
                return nil
            }
            self = .sign(.changed(folder: folder, name: name, movedIn: how == .movedIn))
        case "folder":
            guard let folder = fields.folderPath else { return nil }
            self = .sign(.folder(folder))
        case "gone":
            guard let folder = fields.folderPath else { return nil }
            self = .sign(.gone(folder))
        case "refused":
            guard let folder = fields.folderPath, let errno = fields.errno else { return nil }
            self = .sign(.refused(folder, Errno(rawValue: errno)))
        case "stale":
            guard let reason = fields.reason else { return nil }
            self = .last(.stale(reason))
        case "limit":
            guard let sysctl = fields.sysctl, let value = fields.value else { return nil }
            self = .last(.limit(sysctl: sysctl, value: value))
        case "failed":
            guard let message = fields.message else { return nil }
            self = .last(.unusable(message))
        default: return nil
        }
    }

    private struct Fields: Decodable {
        let event: String
        let folders: Int?
        let folder: String?
        let folderBytes: [UInt8]?
        let name: String?
        let nameBytes: [UInt8]?
        let how: How?
        let errno: CInt?
        let reason: String?
        let sysctl: String?
        let value: Int?
        let message: String?

        enum How: String, Decodable {
            case movedIn = "moved_in"
            case closed, created, removed, changed
        }

        enum CodingKeys: String, CodingKey {
            case event, folders, folder, name, how, errno, reason, sysctl, value, message
            case folderBytes = "folder_bytes"
            case nameBytes = "name_bytes"
        }

        /// The folder, where it is a path from the root of the file system.
        var folderPath: FilePath? {
            guard let bytes = folder.map({ Array($0.utf8) }) ?? folderBytes else { return nil }
            guard bytes.first == UInt8(ascii: "/"), !bytes.contains(0) else { return nil }
            return FilePath(bytes: bytes)
        }

        /// The name, where it is one.
        var nameComponent: FilePath.Component? {
            guard let bytes = name.map({ Array($0.utf8) }) ?? nameBytes else { return nil }
            guard !bytes.isEmpty, !bytes.contains(0), !bytes.contains(UInt8(ascii: "/")) else { return nil }
            guard let name = FilePath(bytes: bytes).lastComponent, name.kind == .regular else { return nil }
            return name
        }
    }
}

/// Cuts a stream of bytes into lines.
struct LineSplitter {
    /// Bytes that a line may have: names and paths as numbers are far shorter.
    static let limit = 65536

    private var open: [UInt8] = []

    /// A line is longer than the limit.
    struct TooLong: Error, Equatable {}

    /// The lines that end in these bytes, without their ends. What follows the last end waits for the next bytes.
    mutating func lines(in bytes: [UInt8]) throws(TooLong) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        var rest = bytes[...]
        while let end = rest.firstIndex(of: UInt8(ascii: "\n")) {
            try extend(by: rest[..<end])
            lines.append(open)
            open = []
            rest = rest[(end + 1)...]
        }
        try extend(by: rest)
        return lines
    }

    private mutating func extend(by more: ArraySlice<UInt8>) throws(TooLong) {
        if open.count + more.count > Self.limit { throw TooLong() }
        open.append(contentsOf: more)
    }
}
