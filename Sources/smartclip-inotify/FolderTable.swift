// SPDX-License-Identifier: GPL-2.0-only

/// Which watch stands for which folders: the table that the library cannot be trusted with.
struct FolderTable {
    /// How many watches may be dead before the process is worth less than a new one: the library frees none.
    static let deadLimit = 10_000

    private struct Folder {
        /// Where it was entered, once a root.
        var entered: [Place] = []
        /// All the ways to it, links that were not entered too.
        var ways: [Place] = []
    }

    private var folders: [Int32: Folder] = [:]
    private var watches: [Place: Int32] = [:]
    private var identities: [Place: FolderListing.Identity] = [:]
    private var pathsEver: Set<[UInt8]> = []
    private(set) var dead = 0

    /// How many folders are watched.
    var count: Int { folders.count }

    /// Whether the library was ever asked for this path: if it is asked again, it gives a watch that may be dead.
    func everWatched(_ path: [UInt8]) -> Bool { pathsEver.contains(path) }

    /// The watch under which a place is known.
    func watch(of place: Place) -> Int32? { watches[place] }

    /// The watch under which a path is known below any root.
    func watch(ofPath path: [UInt8], roots: Int) -> Int32? {
        for root in 0..<roots {
            if let watch = watches[Place(root: root, path: path)] { return watch }
        }
        return nil
    }

    /// Which folder a place was when it was entered.
    func identity(of place: Place) -> FolderListing.Identity? { identities[place] }

    /// Where the folder of a watch was entered, once a root.
    func places(of watch: Int32) -> [Place] { folders[watch]?.entered ?? [] }

    /// Notes a place; false where its folder was entered from the same root before.
    mutating func enter(_ place: Place, _ watch: Int32, _ identity: FolderListing.Identity?) -> Bool {
        pathsEver.insert(place.path)
        watches[place] = watch
        identities[place] = identity
        folders[watch, default: Folder()].ways.append(place)
        if folders[watch]?.entered.contains(where: { $0.root == place.root }) == true { return false }
        folders[watch]?.entered.append(place)
        return true
    }

    /// Forgets a place; what its watch still says of other places goes on.
    mutating func forget(_ place: Place) {
        identities[place] = nil
        guard let watch = watches.removeValue(forKey: place) else { return }
        folders[watch]?.entered.removeAll { $0 == place }
        folders[watch]?.ways.removeAll { $0 == place }
    }

    /// Forgets a watch that the kernel has ended, and returns the places that were still known under it.
    mutating func bury(_ watch: Int32) -> [Place] {
        guard let folder = folders.removeValue(forKey: watch) else { return [] }
        dead += 1
        for place in folder.ways {
            watches[place] = nil
            identities[place] = nil
        }
        return folder.ways
    }
}
