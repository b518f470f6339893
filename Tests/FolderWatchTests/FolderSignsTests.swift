import FolderWatch
import Glibc
import StateFiles
import SystemPackage
import TestSupport
import Testing

@Suite(.serialized, .timeLimit(.minutes(2))) struct FolderSignsTests {
    @Test func theModeComesFirstAndThenALookAtEverything() async throws {
        try await Watching.with { watching in
            try await watching.start()
            #expect(watching.log.signs == [.mode(.events(folders: 1)), .everything("start")])
        }
    }

    @Test func whatHappensToAFileIsTold() async throws {
        try await Watching.with { watching in
            let (root, log) = (watching.root, watching.log)
            func sign(_ name: FilePath.Component, movedIn: Bool = false) -> FolderSign {
                .changed(folder: root, name: name, movedIn: movedIn)
            }
            var seen = try await watching.start()
            try watching.write("talk.part")
            seen = try await log.wait(for: sign("talk.part"), after: seen)
            try Files.rename(watching.path("talk.part"), to: watching.path("talk.mp4"))
            seen = try await log.wait(for: sign("talk.mp4", movedIn: true), after: seen)
            try Files.link(watching.path("talk.mp4"), to: watching.path("second.mp4"))
            seen = try await log.wait(for: sign("second.mp4"), after: seen)
            try Files.rename(watching.path("second.mp4"), to: root.removingLastComponent().appending("out.mp4"))
            seen = try await log.wait(for: sign("second.mp4"), after: seen)
            try Files.removeFile(watching.path("talk.mp4"))
            seen = try await log.wait(for: sign("talk.mp4"), after: seen)
            try watching.write("now.mp4")
            seen = try await log.wait(for: sign("now.mp4"), after: seen)
            #expect(watching.path("now.mp4").withPlatformString { chmod($0, 0o600) } == 0)
            try await log.wait(for: sign("now.mp4"), after: seen)
            try await watching.settle()
        }
    }

    @Test(arguments: [
        Array("a b".utf8), Array("quote\"back\\slash".utf8), Array("line\nfeed\rtab\t\u{1}\u{7f}".utf8),
        Array("separators \u{2028}\u{2029}\u{85}".utf8), Array("caf\u{e9} caf\u{65}\u{301} 🎬".utf8),
        [0x62, 0xff, 0xfe, 0x0a], [0xc0, 0xaf], [0xed, 0xa0, 0x80], Array("--except".utf8), Array("-".utf8),
        [UInt8](repeating: UInt8(ascii: "n"), count: 255), [UInt8](repeating: 0xff, count: 255),
    ])
    func anyNameOfAFileAndOfAFolderIsToldAsItIs(_ name: [UInt8]) async throws {
        let component = try #require(name.withUnsafeBytes { FilePath(platformString: chars($0)) }.lastComponent)
        try await Watching.with { watching in
            let folder = watching.root.appending(component)
            var seen = try await watching.start()
            try Files.makeDirectory(folder)
            seen = try await watching.log.wait(for: .folder(folder), after: seen)
            try TinyVideos.write("x", to: folder.appending(component))
            seen = try await watching.log.wait(
                for: .changed(folder: folder, name: component, movedIn: false),
                after: seen
            )
            try Files.removeTree(folder)
            try await watching.log.wait(for: .gone(folder), after: seen)
        }
    }

    @Test func aRootMayHaveAnyName() async throws {
        let name = try #require(FilePath(platformString: [CChar(bitPattern: 0xff), 0x22, 0x0a, 0]).lastComponent)
        try await Watching.with(roots: { root in
            try Files.makeDirectory(root.appending(name))
            return [WatchedRoot(root.appending(name))]
        }) { watching in
            try await watching.start()
            let folder = watching.root.appending(name)
            try TinyVideos.write("x", to: folder.appending("talk.mp4"))
            try await watching.log.wait(for: .changed(folder: folder, name: "talk.mp4", movedIn: false))
        }
    }

    @Test func foldersMadeAndFilledInOneBreathAreSeenWhole() async throws {
        try await Watching.with { watching in
            try await watching.start()
            for round in 0..<200 {
                let deep = watching.path("r\(round)/a/b/c")
                try Files.makeDirectory(deep)
                try TinyVideos.write("x", to: deep.appending("talk.mp4"))
                try TinyVideos.write("x", to: watching.path("r\(round)/a/note.txt"))
                if round % 40 == 0 { try await watching.settle() }
            }
            try await watching.settle()
            #expect(watching.picture.count == 400)
            // All of it by events: a look at everything would hide what they miss.
            #expect(watching.log.signs.filter(\.isEverything) == [.everything("start")])
        }
    }

    @Test func aFolderThatIsMovedInIsSeenWithAllBelowIt() async throws {
        try await Watching.with { watching in
            let outside = watching.root.removingLastComponent().appending("outside")
            try Files.makeDirectory(outside.appending("x").appending("y"))
            try TinyVideos.write("x", to: outside.appending("x").appending("y").appending("talk.mp4"))
            try await watching.start()
            try Files.rename(outside, to: watching.path("moved"))
            try await watching.log.wait(for: .folder(watching.path("moved/x/y")))
            try await watching.settle()
            try watching.write("moved/x/y/later.mp4")
            try await watching.settle()
        }
    }

    @Test func aStormOfFilesIsFollowed() async throws {
        try await Watching.with { watching in
            try await watching.start()
            var numbers = RandomNumbers(seed: 7)
            for step in 0..<3000 {
                let name = "\(Int.random(in: 0..<40, using: &numbers))"
                let other = "\(Int.random(in: 0..<40, using: &numbers))"
                switch Int.random(in: 0..<4, using: &numbers) {
                case 0, 1: try watching.write(name)
                case 2: try Files.removeFile(watching.path(name))
                default:
                    // It may not be there.
                    try? Files.rename(watching.path(name), to: watching.path(other))
                }
                if step % 500 == 0 { try await watching.settle() }
            }
            try await watching.settle()
        }
    }

    @Test func aLookAtEverythingComesNowAndThenAlthoughEventsDo() async throws {
        try await Watching.with(plan: .init(fullLook: .milliseconds(50))) { watching in
            let seen = try await watching.start()
            let second = try await watching.log.wait(for: .everything("regular look"), after: seen)
            try await watching.log.wait(for: .everything("regular look"), after: second)
        }
    }

    @Test func signsAreTakenOneAtATime() async throws {
        try await Watching.with(plan: .init(fullLook: .milliseconds(20))) { watching in
            try await watching.start()
            watching.log.hold()
            await watching.log.waitForHeld()
            let seen = watching.log.count
            for number in 0..<50 { try watching.write("\(number)") }
            #expect(watching.log.count == seen)
            watching.log.release()
            try await watching.settle()
        }
    }

    private func chars(_ bytes: UnsafeRawBufferPointer) -> [CChar] {
        bytes.map { CChar(bitPattern: $0) } + [0]
    }
}

extension FolderSign {
    var isEverything: Bool {
        guard case .everything = self else { return false }
        return true
    }
}
