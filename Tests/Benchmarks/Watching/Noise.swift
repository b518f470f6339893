import StateFiles
import SystemPackage
import TestSupport

/// Files with names of videos and of other things that come, are renamed and go, none of which is a video.
struct Noise {
    let inbox: FilePath
    let limit: Int
    /// How many have come.
    private(set) var count = 0
    private var there: [FilePath] = []
    private var random = RandomNumbers(seed: 1)
    private static let endings = ["mp4", "mov", "mkv", "mp4.part", "crdownload", "txt", "jpg", "tmp", "webm", "vtt"]

    init(inbox: FilePath, limit: Int) {
        self.inbox = inbox
        self.limit = limit
    }

    /// One more file comes; others are renamed or go, so that few are there at any time.
    mutating func act() throws {
        count += 1
        let path = newName("new")
        try path.write(
            (0..<Int.random(in: 0...64, using: &random)).map { _ in UInt8.random(in: 0...255, using: &random) }
        )
        there.append(path)
        if Bool.random(using: &random), let index = there.indices.randomElement(using: &random) {
            let name = newName("renamed-\(index)")
            try Files.rename(there[index], to: name)
            there[index] = name
        }
        while there.count > 300 { try removeOne() }
        if Int.random(in: 0..<3, using: &random) == 0 { try removeOne() }
    }

    /// All go that are still there.
    mutating func end() throws {
        while !there.isEmpty { try removeOne() }
    }

    private mutating func removeOne() throws {
        guard let index = there.indices.randomElement(using: &random) else { return }
        there.swapAt(index, there.count - 1)
        try Files.removeFile(there.removeLast())
    }

    private mutating func newName(_ word: String) -> FilePath {
        inbox.appending("\(word)-\(count).\(Self.endings.randomElement(using: &random) ?? "mp4")")
    }
}
