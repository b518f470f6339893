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
            let signs = watching.log.signs
            #expect(signs == [.mode(.events(folders: 1)), .everything("start")])
        }
    }

    @Test func aFileThatIsMadeAndOneThatIsRenamedIntoPlaceAreTold() async throws {
        try await Watching.with { watching in
            let root = watching.root
            try await watching.start()
            try watching.write("talk.part")
            try await watching.log.wait(for: .changed(folder: root, name: "talk.part", movedIn: false))
            try Files.rename(watching.path("talk.part"), to: watching.path("talk.mp4"))
            try await watching.log.wait(for: .changed(folder: root, name: "talk.part", movedIn: false))
            try await watching.log.wait(for: .changed(folder: root, name: "talk.mp4", movedIn: true))
            try Files.link(watching.path("talk.mp4"), to: watching.path("second.mp4"))
            try await watching.log.wait(for: .changed(folder: root, name: "second.mp4", movedIn: false))
            let before = watching.log.count
            try Files.removeFile(watching.path("talk.mp4"))
            try await watching.log.wait(for: .changed(folder: root, name: "talk.mp4", movedIn: false), after: before)
        }
    }

    @Test func aFileThatIsMovedOutIsTold() async throws {
        try await Watching.with { watching in
            try watching.write("talk.mp4")
            try await watching.start()
            try Files.rename(watching.path("talk.mp4"), to: watching.root.removingLastComponent().appending("talk.mp4"))
            try await watching.log.wait(for: .changed(folder: watching.root, name: "talk.mp4", movedIn: false))
        }
    }
}
