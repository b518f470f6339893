// SPDX-License-Identifier: GPL-2.0-only

/// What the kernel says, copied out of the library's only buffer.
struct InotifyEvent {
    /// The watch that it is about; -1 for the queue itself.
    let watch: Int32
    /// What happened: the flags of inotify(7).
    let mask: UInt32
    /// The name in the watched folder; nil where it is about the folder itself.
    let name: [UInt8]?

    /// Whether one of these happened.
    func says(_ flags: Int32...) -> Bool {
        flags.contains { mask & UInt32(bitPattern: $0) != 0 }
    }
}
