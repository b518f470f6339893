// SPDX-License-Identifier: GPL-2.0-only

/// A folder that is watched with all below it.
struct Root {
    /// Its path from the root of the file system, without a separator at its end: empty for `/`.
    let path: [UInt8]
    /// Names of folders that are not entered, wherever they are below it.
    var except: Set<[UInt8]> = []

    /// Whether a folder of that name is left out below this root.
    func leavesOut(_ name: [UInt8]) -> Bool {
        name.first == UInt8(ascii: ".") || name.first == UInt8(ascii: "~") || except.contains(name)
    }

    /// Reads the command line: each root, and after it what is excepted below it.
    static func list(in words: [[UInt8]]) throws(Ending) -> [Root] {
        let slash = UInt8(ascii: "/")
        var roots: [Root] = []
        var rest = words[...]
        while let word = rest.popFirst() {
            if word == Array("--except".utf8) {
                guard let name = rest.popFirst(), !name.isEmpty, !name.contains(slash), !roots.isEmpty else {
                    throw .failed("--except takes the name of a folder, after the root that it is for")
                }
                roots[roots.count - 1].except.insert(name)
            } else if word.first == slash {
                let end = word.lastIndex { $0 != slash } ?? -1
                roots.append(Root(path: Array(word[...end])))
            } else {
                throw .failed("a root is a path that begins with /; after each may follow --except NAME")
            }
        }
        if roots.isEmpty { throw .failed("name at least one folder to watch") }
        return roots
    }
}
