// SPDX-License-Identifier: GPL-2.0-only

import Glibc

/// What the file system says of folders.
enum FolderListing {
    /// Which folder a path stands for: its file system and its number there.
    struct Identity: Equatable {
        let device: UInt
        let inode: UInt
    }

    /// Follows links; nil where there is no folder of that name.
    static func identity(_ path: [UInt8]) -> Identity? {
        var facts = stat()
        guard unsafe stat(terminated(path), &facts) == 0, facts.st_mode & S_IFMT == S_IFDIR else { return nil }
        return Identity(device: facts.st_dev, inode: facts.st_ino)
    }

    /// Whether a folder is an outbox in which something was made: nobody drops videos there. A mere file or an empty folder of
    /// the mark's name makes none. It is the rule by which SmartClip itself looks for videos.
    static func isOutbox(_ folder: [UInt8]) -> Bool {
        ["videos", "ledger"].contains { part in
            guard let stream = unsafe opendir(terminated(folder + Array("/.smartclip/\(part)".utf8))) else {
                if errno == ENOENT || errno == ENOTDIR { return false }
                // Somebody else's, who lets nobody look into it, is one all the same; a folder that is itself closed is not.
                return identity(folder + Array("/.smartclip".utf8)) != nil
            }
            defer { unsafe closedir(stream) }
            while let entry = unsafe readdir(stream) {
                let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
                if name.count > 5, String(decoding: name.suffix(5), as: UTF8.self).lowercased() == ".json" {
                    return true
                }
            }
            return false
        }
    }

    /// Whether a path is a link to a folder.
    static func isLinkToFolder(_ path: [UInt8]) -> Bool {
        var facts = stat()
        guard unsafe lstat(terminated(path), &facts) == 0, facts.st_mode & S_IFMT == S_IFLNK else {
            return false
        }
        return identity(path) != nil
    }

    /// The names in a folder that are folders or links to folders, in the order of their bytes.
    static func folders(in folder: [UInt8]) throws(Refusal) -> [[UInt8]] {
        guard let stream = unsafe opendir(terminated(folder + [UInt8(ascii: "/")])) else {
            throw Refusal(errno: errno)
        }
        defer { unsafe closedir(stream) }
        var names: [[UInt8]] = []
        errno = 0
        while let entry = unsafe readdir(stream) {
            let name = unsafe withUnsafeBytes(of: &entry.pointee.d_name) { unsafe Array($0.prefix { $0 != 0 }) }
            if name != [UInt8(ascii: ".")], name != Array("..".utf8) {
                switch unsafe Int(entry.pointee.d_type) {
                case Int(DT_DIR): names.append(name)
                case Int(DT_LNK), Int(DT_UNKNOWN):
                    if identity(folder + [UInt8(ascii: "/")] + name) != nil { names.append(name) }
                default: break
                }
            }
            errno = 0
        }
        if errno != 0 { throw Refusal(errno: errno) }
        return names.sorted { $0.lexicographicallyPrecedes($1) }
    }

    private static func terminated(_ path: [UInt8]) -> [CChar] {
        (path.isEmpty ? [UInt8(ascii: "/")] : path).map { CChar(bitPattern: $0) } + [0]
    }
}
