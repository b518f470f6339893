import Intake
import SystemPackage
import Testing

@testable import Pipeline

@Suite struct ForeignNamesTests {
    @Test(arguments: [
        "#recycle", "#Recycle", "$RECYCLE.BIN", ".Trash-1000", ".Trashes", "@eaDir", "lost+found", "._talk.mp4",
        "talk.f137.mp4", "talk.f251-drc.webm", "talk.fhls-1080.mp4", "talk.temp.mp4", "talk.mp4.filepart",
        "talk.mp4.lftp-pget-status", "talk.mp4.st", "Adobe Premiere Pro Video Previews", ".syncthing.talk.mp4.tmp",
        "~syncthing~talk.mp4.tmp", "talk.mp4.partial", ".talk.mp4.3d0b8ab4.partial",
        ".talk.mp4.XyZ123", "talk.mp4.download", "talk.mp4.aria2", "talk.mp4.!qB", "@Recycle", ".Spotlight-V100",
        "System Volume Information", ".fseventsd", ".TemporaryItems", "talk.mp4.crdownload", ".talk.mp4.~7c2e",
    ])
    func whatOthersWriteIsLeftOut(_ name: String) throws {
        #expect(ForeignNames.contain(try #require(FilePath.Component(name))))
    }

    @Test(arguments: [
        "talk.mp4", "recycle", "talk.part2.mp4", "f137.mp4", "talk.f1.mp4", "talk.f16x.mp4", "temp.mp4",
        "talk.final.mp4",
        "download.mp4", "#1 talk.mp4", "@home", "lost and found", "part.mp4", "$100 talk.mp4", "talk.2024.mp4",
    ])
    func whatPeopleNameStays(_ name: String) throws {
        #expect(!ForeignNames.contain(try #require(FilePath.Component(name))))
    }

    @Test(arguments: [
        ("a.mp4.aria2", "a.mp4"), ("a.mp4.part", "a.mp4"), ("a.mp4.tmp", nil), ("a.mp4", nil), ("a.mp4.ytdl", "a.mp4"),
        ("a.mp4.lftp-pget-status", "a.mp4"), ("a.mp4.st", "a.mp4"),
    ])
    func aMarkBesideAFileSaysThatItIsOnItsWay(_ name: String, _ file: String?) throws {
        let unfinished = ForeignNames.unfinished(by: try #require(FilePath.Component(name)))
        #expect(unfinished == file.map { Array($0.utf8) })
    }
}
