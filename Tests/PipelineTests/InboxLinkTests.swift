import Glibc
import Intake
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

/// Links in an inbox, into which others drop videos.
@Suite struct InboxLinkTests {
    /// An inbox `in` with `sub/own.mp4`, and beside it `private` with a video, a folder and captions.
    private func with(_ body: (FilePath) throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            for name in ["in/sub/own.mp4", "in/sub/own.vtt", "private/diary.mp4", "private/films/a.mp4", "in2/b.mp4"] {
                let path = scratch.path.appending(name)
                try Files.makeDirectory(path.removingLastComponent())
                try AtomicFile.write("secret: \(name)".utf8, to: path)
            }
            try body(scratch.path)
        }
    }

    private func link(_ path: FilePath, to target: String) { _ = path.withPlatformString { symlink(target, $0) } }

    private func scan(_ path: FilePath, followsLinks: Bool = false) throws -> FolderScan {
        let rules = try OperatorRules(
            flags: followsLinks ? [.followLinks: "true"] : [:],
            environment: [:],
            configuration: nil
        )
        var scan = FolderScan(.all, outbox: "/out", try SettingsResolver(flags: [:], environment: [:], rules: rules))
        scan.look(at: path)
        return scan
    }

    @Test func theyAreFollowedWithinItAlone() async throws {
        try await with { root in
            let inbox = root.appending("in")
            link(inbox.appending("near.mp4"), to: "sub/own.mp4")
            link(inbox.appending("out.mp4"), to: "../private/diary.mp4")
            link(inbox.appending("absolute.mp4"), to: root.appending("private/diary.mp4").string)
            link(inbox.appending("folder"), to: "../private/films")
            link(inbox.appending("neighbour"), to: "../in2")
            link(inbox.appending("notes.txt"), to: "../private/diary.mp4")
            let strict = try scan(inbox)
            #expect(strict.found.map(\.preferredFolder) == ["near", "sub/own"])
            #expect(
                strict.skipped.map { $0.path.lastComponent?.string } == [
                    "absolute.mp4", "folder", "neighbour", "out.mp4",
                ]
            )
            #expect(strict.skipped.allSatisfy { $0.reason.contains("leads out of the inbox") })
            #expect(strict.refused.isEmpty)
            let following = try scan(inbox, followsLinks: true)
            #expect(
                Set(following.found.map(\.preferredFolder)) == [
                    "absolute", "near", "out", "folder/a", "neighbour/b", "sub/own",
                ]
            )
            #expect(following.skipped.isEmpty)
        }
    }

    @Test func theInboxItselfMayBeALink() async throws {
        try await with { root in
            link(root.appending("inbox"), to: "in")
            link(root.appending("in/near.mp4"), to: root.appending("in/sub/own.mp4").string)
            let found = try scan(root.appending("inbox")).found
            #expect(found.map(\.preferredFolder) == ["near", "sub/own"])
        }
    }

    @Test func aVideoThatIsNamedOutrightIsFollowed() async throws {
        try await with { root in
            let path = root.appending("in/out.mp4")
            link(path, to: "../private/diary.mp4")
            link(root.appending("in/out.vtt"), to: "../private/diary.mp4")
            let found = try #require(try scan(path).found.first)
            let file = try found.open()
            #expect(try Files.read(file, name: path) == Array("secret: private/diary.mp4".utf8))
            try file.close()
            // What stands beside it was named by nobody.
            let captions = try #require(found.captions.first)
            let opened = try found.inbox.open(captions)
            #expect(opened == nil)
        }
    }

    /// What was a file when it was found, and is a link when it is opened.
    @Test func whatIsOpenedIsAskedWhereItIs() async throws {
        try await with { root in
            let path = root.appending("in/sub/own.mp4")
            let found = try #require(try scan(root.appending("in")).found.first)
            try found.open().close()
            try Files.removeFile(path)
            link(path, to: "../../private/diary.mp4")
            let error = #expect(throws: (any Error).self) { try found.open() }
            #expect("\(try #require(error))".contains("leads out of the inbox"))
            // The same by the folder.
            try Files.rename(root.appending("in/sub"), to: root.appending("in/old"))
            link(root.appending("in/sub"), to: "../private/films")
            try AtomicFile.write([1], to: root.appending("private/films/own.mp4"))
            #expect(throws: (any Error).self) { try found.open() }
        }
    }

    @Test func captionsElsewhereSayNothing() async throws {
        try await with { root in
            let path = root.appending("in/own.vtt")
            link(path, to: "../private/diary.mp4")
            let inbox = InboxFiles(root: root.appending("in"))
            let error = #expect(throws: CaptionTrouble.self) {
                try CaptionTrial(inbox: inbox, duration: nil, encoding: nil).bytes(of: path)
            }
            #expect(error?.problem == InboxFiles.refusal)
            // A key tells nothing of the file, and changes when captions take its place.
            let signature = inbox.signature(of: path)
            try AtomicFile.write("changed".utf8, to: root.appending("private/diary.mp4"))
            #expect(inbox.signature(of: path) == signature)
            try AtomicFile.write("WEBVTT\n".utf8, to: path)
            #expect(inbox.signature(of: path) != signature)
            let facts = try FileFacts(of: path)
            #expect(inbox.signature(of: path) == facts.signature)
        }
    }

    @Test func settingsElsewhereAreAnErrorThatQuotesNothing() async throws {
        try await with { root in
            let inbox = root.appending("in")
            link(inbox.appending(".smartclip.yaml"), to: "../private/diary.mp4")
            var strict = try SettingsResolver(flags: [:], environment: [:])
            let error = #expect(throws: SettingsError.self) {
                _ = try strict.settings(of: inbox.appending("sub/own.mp4"), below: inbox)
            }
            #expect(error?.description == "\(inbox)/.smartclip.yaml: \(InboxFiles.refusal)")
            try AtomicFile.write("crf: 33\n".utf8, to: root.appending("private/diary.mp4"))
            let rules = try OperatorRules(flags: [.followLinks: "true"], environment: [:], configuration: nil)
            var following = try SettingsResolver(flags: [:], environment: [:], rules: rules)
            let settings = try following.settings(of: inbox.appending("sub/own.mp4"), below: inbox)
            #expect(settings.crf == 33)
        }
    }

    @Test func followLinksIsReadFromEachPlace() async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending("o.yaml")
            try AtomicFile.write("follow_links: true\n".utf8, to: file)
            let configuration = try Configuration(at: file, keys: [])
            func follows(_ flag: String?, _ variable: String?, _ file: Configuration?) throws -> Bool {
                var flags: [OperatorRules.Key: String] = [:]
                flags[.followLinks] = flag
                var environment: [String: String] = [:]
                environment["SMARTCLIP_FOLLOW_LINKS"] = variable
                return try OperatorRules(flags: flags, environment: environment, configuration: file).followsLinks
            }
            #expect(try follows(nil, nil, nil) == false)
            #expect(try follows(nil, nil, configuration))
            #expect(try follows(nil, "false", configuration) == false)
            #expect(try follows("true", "false", nil))
            #expect(throws: SettingsError.self) { try follows(nil, "perhaps", nil) }
        }
    }
}
