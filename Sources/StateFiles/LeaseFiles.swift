import Glibc
import SystemPackage

/// The few operations that leases are made of, each in one place: tests have them fail as network file systems do.
struct LeaseFiles: Sendable {
    enum Call: Sendable, Equatable {
        case read, link, rename, remove
    }

    /// Where half files stand; on the same file system.
    let workshop: Place
    /// Called before an operation, and after it succeeded: what it throws is what the caller sees.
    var fault: @Sendable (_ call: Call, _ place: Place, _ isDone: Bool) throws(FileError) -> Void = {
        (_, _, _) throws(FileError) in
    }

    init(workshop: Place) {
        self.workshop = workshop
    }

    /// Has the machine forget what it remembers of a folder's names: an NFS client asks the server when a folder is opened to be
    /// read (close-to-open, nfs(5)), and may believe for a minute what it saw before.
    func freshen(_ folder: Place) throws(FileError) {
        let open = try folder.open("list", O_RDONLY | O_DIRECTORY)
        defer { Files.closeQuietly(open) }
        _ = try FileFacts(of: open, name: folder.path)
    }

    /// The content of a small file; nil where there is none.
    func read(_ place: Place) throws(FileError) -> [UInt8]? {
        var tries = 0
        while true {
            do throws(FileError) {
                try fault(.read, place, false)
                let bytes = try place.readIfPresent(atMost: 1 << 16)
                try fault(.read, place, true)
                return bytes
            } catch {
                // It was replaced between being opened and being read.
                guard error.errno.rawValue == ESTALE, tries < 8 else { throw error }
                tries += 1
            }
        }
    }

    /// Puts a holder at a place where nothing stands; false where something does. Exclusive on every file system that has links,
    /// NFS too, where the answer to a success may be lost and the second try told that the name is taken.
    func put(_ holder: LeaseHolder, at place: Place) throws(FileError) -> Bool {
        guard let name = place.way.lastComponent else { throw FileError("link", place.path, .invalidArgument) }
        let own = workshop.appending(AtomicFile.temporaryName(of: name))
        try own.createWhole(Array(holder.text.utf8))
        defer { try? own.removeFile() }  // Swept up later.
        do throws(FileError) {
            try fault(.link, place, false)
            try own.linkOnly(to: place)
            try fault(.link, place, true)
            return true
        } catch {
            if let bytes = try read(place), LeaseHolder(parsing: bytes).token == holder.token { return true }
            if error.errno == .fileExists { return false }
            throw error
        }
    }

    func rename(_ place: Place, to target: Place) throws(FileError) {
        try fault(.rename, place, false)
        try place.rename(to: target)
        try fault(.rename, place, true)
    }

    func remove(_ place: Place) throws(FileError) {
        try fault(.remove, place, false)
        try place.removeFile()
        try fault(.remove, place, true)
    }
}
