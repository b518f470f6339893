import FoundationEssentials
import Glibc
import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Who may write to the outbox plants links in it: nothing is read, written or removed through them, and once they are gone the work
/// goes on.
@Suite(.serialized, .timeLimit(.minutes(5))) struct PlantedLinkTests {
    @Test(
        arguments: LongTables.pairs(
            ["alpha", "alpha/clips", "alpha/state", ".smartclip/videos", ".smartclip/attempts", ".smartclip/locks"],
            ["run", "retry"]
        )
    )
    func aFolderThatIsALink(_ planted: String, _ command: String) async throws {
        try await Inbox.finished { inbox in
            // Of every name that the program may write or remove there is one behind the link, with other content.
            let place = inbox.file(planted)
            let victim = inbox.folder.appending("victim")
            let away = inbox.folder.appending("away")
            try Files.makeDirectory(victim)
            if try FileFacts.ifPresent(place) != nil {
                for name in try Files.list(place) where try FileFacts(of: place.appending(name)).kind == .regular {
                    try AtomicFile.write("theirs".utf8, to: victim.appending(name))
                }
                try Files.rename(place, to: away)
            }
            let before = try contents(victim)
            #expect(place.withPlatformString { symlink(victim.string, $0) } == 0)
            if planted != "alpha" {
                let moments = inbox.file("alpha/moments.json")
                var file = try JSONText.decode(MomentsFile.self, from: Data(try Files.read(moments)))
                file.moments[0].endTime -= 3
                file.moments[0].title = "Another title"
                try AtomicFile.write(JSONText.file(file), to: moments)
            }
            let ending =
                command == "run"
                ? try await inbox.run() : try await inbox.smartclip("retry", "alpha", "--from", "upload")
            #expect(ending.code != 0, "\(ending.errors)")
            #expect(ending.errors.contains("link"), "\(ending.errors)")
            for command in ["verify", "status", "show", "clean"] {
                let ending =
                    ["show", "clean"].contains(command)
                    ? try await inbox.smartclip(command, "alpha") : try await inbox.smartclip(command)
                #expect(!ending.output.contains("theirs") && !ending.errors.contains("theirs"))
            }
            #expect(try contents(victim) == before)
        }
    }

    /// A file that is a link is replaced by the file that belongs there.
    @Test func aFileThatIsALink() async throws {
        try await Inbox.finished { inbox in
            let victim = inbox.folder.appending("precious")
            try AtomicFile.write("precious".utf8, to: victim)
            for path in [
                "manifest.ndjson", "index.html", "alpha/manifest.json", "alpha/index.html", "alpha/transcript.vtt",
            ] {
                try Files.removeFile(inbox.file(path))
                #expect(inbox.file(path).withPlatformString { symlink(victim.string, $0) } == 0)
            }
            let ending = try await inbox.run()
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try Files.read(victim) == Array("precious".utf8))
            #expect(try await inbox.smartclip("verify").code == 0)
        }
    }

    private func contents(_ folder: FilePath) throws -> [String: [UInt8]] {
        try Dictionary(
            uniqueKeysWithValues: Files.list(folder).map { ($0.string, try Files.read(folder.appending($0))) }
        )
    }
}
