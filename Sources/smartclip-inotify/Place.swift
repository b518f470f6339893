// SPDX-License-Identifier: GPL-2.0-only

/// A folder as it is reached from a root.
struct Place: Hashable {
    /// Which root, counted from 0.
    let root: Int
    /// The path from the root of the file system; empty for `/`.
    let path: [UInt8]

    /// A name in this folder.
    func appending(_ name: [UInt8]) -> Place {
        Place(root: root, path: path + [UInt8(ascii: "/")] + name)
    }

    /// The path for a message.
    var shown: String { path.isEmpty ? "/" : String(decoding: path, as: UTF8.self) }
}
