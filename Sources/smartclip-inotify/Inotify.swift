// SPDX-License-Identifier: GPL-2.0-only

import CInotifyTools
import Glibc

/// libinotifytools, as far as it can be relied on: it is asked for new watches and for events, and never about names.
enum Inotify {
    /// What folders are watched for.
    private static let mask =
        IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_CREATE | IN_DELETE | IN_ATTRIB | IN_DELETE_SELF
        | IN_MOVE_SELF | IN_ONLYDIR

    /// Begins; once a process.
    static func start() throws(Ending) {
        if inotifytools_initialize() == 1 { return }
        let code = inotifytools_error()
        // The limit on instances is told as the limit on open files is (inotify_init(2)).
        if code == EMFILE { throw KernelLimit.instances.ending }
        throw .failed("inotify cannot be started: \(text(code))")
    }

    /// Watches a folder that was not watched under this path before, and returns the number of the watch, the same for
    /// the same folder under another path.
    static func watch(_ folder: [UInt8]) throws(Refusal) -> Int32 {
        // With a separator at its end: so the library names folders, links to folders not excepted.
        let path = (folder + [UInt8(ascii: "/"), 0]).map { CChar(bitPattern: $0) }
        guard unsafe inotifytools_watch_file(path, mask) == 1 else { throw Refusal(errno: inotifytools_error()) }
        let watch = unsafe inotifytools_wd_from_filename(path)
        guard watch >= 0 else { throw Refusal(errno: EINVAL) }
        return watch
    }

    /// The next event that is there; nil where there is none. It does not wait: see `Wakeup`.
    static func next() throws(Ending) -> InotifyEvent? {
        // One event: for more the library would turn in circles until they are there.
        guard let raw = unsafe inotifytools_next_events(0, 1) else {
            let code = inotifytools_error()
            if code == 0 || code == EINTR { return nil }
            throw .failed("events cannot be read: \(text(code))")
        }
        let head = unsafe raw.pointee
        // The name follows the structure, filled with zeros to a round length.
        let start = unsafe UnsafeRawPointer(raw) + MemoryLayout<inotify_event>.size
        let padded = unsafe [UInt8](UnsafeRawBufferPointer(start: start, count: Int(head.len)))
        let name = Array(padded.prefix { $0 != 0 })
        return InotifyEvent(watch: head.wd, mask: head.mask, name: name.isEmpty ? nil : name)
    }

    /// What an error number means.
    static func text(_ code: Int32) -> String {
        guard let text = unsafe strerror(code) else { return "error \(code)" }
        return unsafe String(cString: text)
    }
}

/// Why a folder cannot be watched or listed: an error number of the system.
struct Refusal: Error {
    let errno: Int32
}
