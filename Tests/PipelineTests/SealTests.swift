import Glibc
import Intake
import Outbox
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline
@testable import Recognisers

@Suite struct SealTests {
    /// What may happen to a file that a seal names.
    enum Change: CaseIterable, Sendable {
        case truncated, deleted, rewritten, replaced, touched

        func make(_ path: FilePath) throws {
            switch self {
            case .truncated: try path.withPlatformString { try #require(truncate($0, 1) == 0) }
            case .deleted: try Files.removeFile(path)
            case .rewritten:
                let file = try FileDescriptor.open(path, .writeOnly)
                try file.closeAfter { _ = try file.writeAll("CLIP".utf8) }
            case .replaced: try AtomicFile.write("clip".utf8, to: path)
            case .touched: try path.withPlatformString { try #require(utimes($0, nil) == 0) }
            }
        }
    }

    @Test(arguments: Change.allCases)
    func noChangeOfAFileEscapes(_ change: Change) async throws {
        try await ScratchFolder.with { scratch in
            let files = ["manifest.json", "clips/01-a.mp4"]
            try Files.makeDirectory(scratch.path.appending("clips"))
            for file in files { try AtomicFile.write("clip".utf8, to: scratch.path.appending(file)) }
            let state = try #require(Seal.state(of: files, in: Place(scratch.path)))
            // The clock of file times may stand still between two writes; the seal's is long past when a user comes.
            try await outlast(FileFacts(of: scratch.path.appending("clips/01-a.mp4")).changed, in: scratch.path)
            try change.make(scratch.path.appending("clips/01-a.mp4"))
            #expect(Seal.state(of: files, in: Place(scratch.path)) != state)
        }
    }

    /// Writes until the file system's clock has gone on.
    private func outlast(_ time: Int, in folder: FilePath) async throws {
        let mark = folder.appending("mark")
        repeat { try AtomicFile.write([], to: mark) } while try FileFacts(of: mark).changed <= time
    }

    @Test func aFolderThatIsGoneHasNoState() async throws {
        try await ScratchFolder.with { scratch in
            #expect(Seal.state(of: [], in: Place(scratch.path.appending("gone"))) == nil)
            #expect(Seal.state(of: ["a"], in: Place(scratch.path)) == nil)
        }
    }

    @Test func aKeyDependsOnTheVideoAndNotOnTheVideosBefore() async throws {
        try await ScratchFolder.with { scratch in
            for name in ["talk.mp4", "talk.vtt"] { try AtomicFile.write([1], to: scratch.path.appending(name)) }
            let facts = try FileFacts(of: scratch.path.appending("talk.mp4"))
            func found(_ captions: [String]) -> FoundVideo {
                FoundVideo(
                    path: scratch.path.appending("talk.mp4"),
                    root: scratch.path,
                    preferredFolder: "talk",
                    captions: captions.map { scratch.path.appending($0) },
                    facts: facts
                )
            }
            var other = Settings()
            other.crf = 30
            let cases = [
                (found([]), Settings()), (found(["talk.vtt"]), Settings()), (found([]), other),
                (found(["talk.vtt"]), other), (found(["gone.vtt"]), other),
            ]
            func fresh(_ found: FoundVideo, _ settings: Settings) -> String {
                var keys = SealKeys(Services(of: [:]))
                return keys.begun(settings).key(found)
            }
            let expected = cases.map { fresh($0, $1) }
            #expect(Set(expected).count == cases.count)
            var keys = SealKeys(Services(of: [:]))
            for (index, (found, settings)) in (cases + cases.reversed()).enumerated() {
                #expect(keys.begun(settings).key(found) == (expected + expected.reversed())[index])
            }
            // Captions that change make another key.
            try AtomicFile.write([1, 2], to: scratch.path.appending("talk.vtt"))
            #expect(keys.begun(Settings()).key(found(["talk.vtt"])) != expected[1])
        }
    }
}
