import Glibc
public import SystemPackage

/// A file whose content counts as the word of the user who runs this program: it is theirs, or root's, nobody else may write
/// to it or to the folders that it is in, up to the place's root, and its name is no link.
public enum OwnFile {
    /// What became of reading one.
    public enum Reading: Sendable, Equatable {
        case absent
        /// Its content is not looked at.
        case refused(Doubt)
        case content([UInt8])
    }

    /// Why a file's word does not count.
    public enum Doubt: Sendable, Equatable, CustomStringConvertible {
        case link
        /// A pipe, a device or a folder.
        case noFile
        case othersOwn
        case othersWrite
        /// Somebody else may put another file, or an older one of the user's, under its name.
        case othersFolder

        /// What is the matter, to follow the file's name.
        public var description: String {
            switch self {
            case .link: "is a link"
            case .noFile: "is not a file"
            case .othersOwn: "belongs to another user"
            case .othersWrite: "can be written to by others"
            case .othersFolder: "is in a folder that others can write to"
            }
        }
    }

    /// Reads a file of at most `limit` bytes. What is asked about it is asked of the file that is read, whatever happens to its name.
    public static func read(_ path: FilePath, atMost limit: Int) throws(FileError) -> Reading {
        try read(Place(file: path), atMost: limit)
    }

    /// The same below a folder that others may write to.
    public static func read(_ place: Place, atMost limit: Int) throws(FileError) -> Reading {
        let file: FileDescriptor
        do {
            file = try place.open()
        } catch {
            switch error.errno {
            case _ where error.isMissing: return .absent
            case .tooManySymbolicLinkLevels: return .refused(.link)
            // Sockets and devices without a driver.
            case .noSuchAddressOrDevice, .operationNotSupportedByDevice: return .refused(.noFile)
            default: throw error
            }
        }
        defer { Files.closeQuietly(file) }
        var facts = stat()
        guard fstat(file.rawValue, &facts) == 0 else { throw .last("stat", place.path) }
        if let doubt = doubt(about: facts) { return .refused(doubt) }
        if try place.isInFolderOfOthers() { return .refused(.othersFolder) }
        return .content(try Files.read(file, name: place.path, atMost: limit))
    }

    /// Whether a file is there whose content only the user, or root, can have written, whoever may write to its folder. Somebody may
    /// have put it there under its name.
    public static func isOwn(_ place: Place) throws(FileError) -> Bool {
        let file: FileDescriptor
        do {
            file = try place.open()
        } catch {
            if error.isMissing || error.isLink { return false }
            throw error
        }
        defer { Files.closeQuietly(file) }
        var facts = stat()
        guard fstat(file.rawValue, &facts) == 0 else { throw .last("stat", place.path) }
        return doubt(about: facts) == nil
    }

    private static func doubt(about facts: stat) -> Doubt? {
        if facts.st_mode & S_IFMT != S_IFREG { return .noFile }
        if !isOwn(facts) { return .othersOwn }
        return isWritableByOthers(facts) ? .othersWrite : nil
    }

    /// It belongs to the user, or to root.
    static func isOwn(_ facts: stat) -> Bool { facts.st_uid == geteuid() || facts.st_uid == 0 }

    /// Others may write to it. Where there is an access list, the bits of the group are the most that it gives to anybody.
    static func isWritableByOthers(_ facts: stat) -> Bool { facts.st_mode & (S_IWGRP | S_IWOTH) != 0 }
}
