import FolderWatch
import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Which folders are entered, and which are not.
@Suite(.serialized, .timeLimit(.minutes(2))) struct FolderRulesTests {
    @Test(arguments: [".hidden", "~backup", "skipped", "deep/skipped", "outbox"])
    func whatIsLeftOutSaysNothing(_ name: String) async throws {
        try await Watching.with(
            roots: { root in
                for folder in [".hidden", "~backup", "skipped", "deep/skipped", "outbox/.smartclip", "outbox/talks"] {
                    try Files.makeDirectory(root.appending(FilePath(folder).components))
                }
                try Self.makeOutbox(of: root.appending("outbox"))
                return [WatchedRoot(root, skipped: ["skipped"])]
            },
            { watching in
                var seen = try await watching.start()
                #expect(watching.log.signs.first == .mode(.events(folders: 2)))
                try watching.write("\(name)/talk.mp4")
                try Files.makeDirectory(watching.path("\(name)/below"))
                seen = try await Self.nothingButTheMark(watching, after: seen)
                // Nor does one that comes later, or goes.
                let again = watching.path(name)
                if name != "outbox" {
                    try Files.removeTree(again)
                    seen = try await Self.nothingButTheMark(watching, after: seen)
                    try Files.makeDirectory(again)
                    try watching.write("\(name)/talk.mp4")
                    try await Self.nothingButTheMark(watching, after: seen)
                }
            }
        )
    }

    /// What makes a folder an outbox in which something was made.
    private static func makeOutbox(of folder: FilePath) throws {
        try Files.makeDirectory(folder.appending(".smartclip/videos"))
        try TinyVideos.write("{}", to: folder.appending(".smartclip/videos/0.json"))
    }

    /// A mere file or an empty folder of the mark's name hides nothing.
    @Test(arguments: [true, false]) func aMereMarkMakesNoOutbox(isFile: Bool) async throws {
        try await Watching.with(
            roots: { root in
                try Files.makeDirectory(root.appending("talks"))
                let mark = root.appending("talks/.smartclip")
                if isFile { try TinyVideos.write("", to: mark) } else { try Files.makeDirectory(mark) }
                return [WatchedRoot(root)]
            },
            { watching in
                let seen = try await watching.start()
                #expect(watching.log.signs.first == .mode(.events(folders: 2)))
                try watching.write("talks/talk.mp4")
                try await watching.log.wait(
                    for: .changed(folder: watching.path("talks"), name: "talk.mp4", movedIn: false),
                    after: seen
                )
            }
        )
    }

    @discardableResult
    private static func nothingButTheMark(_ watching: Watching, after start: Int) async throws -> Int {
        let name = try #require(FilePath("mark-\(UInt32.random(in: 0 ... .max))").lastComponent)
        try TinyVideos.write("x", to: watching.root.appending(name))
        let sign = FolderSign.changed(folder: watching.root, name: name, movedIn: false)
        // The file is created, and then closed.
        let first = try await watching.log.wait(for: sign, after: start)
        let end = try await watching.log.wait(for: sign, after: first)
        #expect(watching.log.signs[start..<end].allSatisfy { $0 == sign })
        return end
    }

    @Test func anOutboxInsideAnInboxIsWatchedAsARootOfItsOwn() async throws {
        try await Watching.with(
            roots: { root in
                try Files.makeDirectory(root.appending("outbox").appending(".smartclip"))
                try Files.makeDirectory(root.appending("outbox").appending("talk"))
                return [WatchedRoot(root), WatchedRoot(root.appending("outbox"))]
            },
            { watching in
                let seen = try await watching.start()
                #expect(watching.log.signs.first == .mode(.events(folders: 3)))
                try watching.write("outbox/talk/moments.json")
                let outbox = watching.path("outbox/talk")
                let first = try await watching.log.wait(
                    for: .changed(folder: outbox, name: "moments.json", movedIn: false),
                    after: seen
                )
                try watching.write("talk.mp4")
                try await watching.log.wait(
                    for: .changed(folder: watching.root, name: "talk.mp4", movedIn: false),
                    after: first
                )
            }
        )
    }

    @Test func rootsThatAreTheSameOrOverlapTellOnce() async throws {
        try await Watching.with(
            roots: { root in
                try Files.makeDirectory(root.appending("sub"))
                return [WatchedRoot(root), WatchedRoot(root.appending("sub")), WatchedRoot(root)]
            },
            { watching in
                let start = try await watching.start()
                #expect(watching.log.signs.first == .mode(.events(folders: 2)))
                try Files.makeDirectory(watching.path("sub/new"))
                let seen = try await watching.log.wait(for: .folder(watching.path("sub/new")), after: start)
                try watching.write("sub/talk.mp4")
                try watching.write("end")
                let end = try await watching.log.wait(
                    for: .changed(folder: watching.root, name: "end", movedIn: false),
                    after: seen
                )
                let talk = FolderSign.changed(folder: watching.path("sub"), name: "talk.mp4", movedIn: false)
                #expect(watching.log.signs[seen..<end].count { $0 == talk } == 2)
            }
        )
    }

    @Test func aLinkToAFolderIsFollowedAndALoopEnds() async throws {
        try await Watching.with(
            roots: { root in
                let outside = root.removingLastComponent().appending("outside")
                try Files.makeDirectory(outside.appending("below"))
                try Files.makeDirectory(root.appending("sub"))
                try link(root.appending("link"), to: outside)
                try link(root.appending("sub").appending("loop"), to: root)
                try link(outside.appending("back"), to: outside)
                try link(root.appending("nowhere"), to: "/nowhere/at/all")
                return [WatchedRoot(root)]
            },
            { watching in
                var seen = try await watching.start()
                #expect(watching.log.signs.first == .mode(.events(folders: 4)))
                try watching.write("link/below/talk.mp4")
                seen = try await watching.log.wait(
                    for: .changed(folder: watching.path("link/below"), name: "talk.mp4", movedIn: false),
                    after: seen
                )
                // One that comes later is followed too; if it goes, the folder may be known by no other way.
                let other = watching.root.removingLastComponent().appending("other")
                try Files.makeDirectory(other.appending("x"))
                try link(watching.path("later"), to: other)
                seen = try await watching.log.wait(for: .folder(watching.path("later/x")), after: seen)
                try Files.removeFile(watching.path("later"))
                try await watching.log.waitForEverything("later, a link to a folder, was removed", after: seen)
            }
        )
    }

    @Test func aFolderThatBecomesAnOutboxIsLeft() async throws {
        try await Watching.with { watching in
            try Files.makeDirectory(watching.path("results"))
            var seen = try await watching.start()
            try Self.makeOutbox(of: watching.path("results"))
            try Files.makeDirectory(watching.path("results/talk"))
            seen = try await watching.log.waitForEverything("has become an outbox", after: seen)
            try watching.write("results/clip.mp4")
            try await Self.nothingButTheMark(watching, after: seen)
        }
    }
}

private func link(_ path: FilePath, to target: FilePath) throws {
    let result = path.withPlatformString { name in target.withPlatformString { symlink($0, name) } }
    if result != 0 { throw Errno(rawValue: errno) }
}
