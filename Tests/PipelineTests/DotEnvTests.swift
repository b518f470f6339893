import Glibc
import Intake
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import Pipeline

@Suite struct DotEnvTests {
    private static func with(_ text: String, _ body: (FilePath) throws -> Void) async throws {
        try await ScratchFolder.with { scratch in
            let file = scratch.path.appending(".env")
            try AtomicFile.write(text.utf8, to: file)
            _ = file.withPlatformString { chmod($0, 0o600) }
            try body(file)
        }
    }

    @Test func assignmentsAreRead() async throws {
        let text = "# a comment\n\nexport MUX_TOKEN_ID=1\nOPENAI_API_KEY = \"two words\"\nSMARTCLIP_LOOKING_FOR='x=y'\n"
        try await Self.with(text) { file in
            let read = try DotEnv(at: file)
            let expected = [
                "MUX_TOKEN_ID": "1", "OPENAI_API_KEY": "two words", "SMARTCLIP_LOOKING_FOR": "x=y",
            ]
            #expect(read.variables == expected)
            #expect(read.notes.isEmpty)
        }
    }

    @Test func aBrokenLineIsNamedWithoutItsValue() async throws {
        try await Self.with("TOKEN secret-value\n") { file in
            let error = #expect(throws: SettingsError.self) { try DotEnv(at: file) }
            #expect(error?.description.contains("secret-value") == false)
            #expect(error?.place.hasSuffix(".env:1") == true)
        }
    }

    @Test(arguments: [
        "SMARTCLIP_ON_READY", "SMARTCLIP_ON_ERROR", "SMARTCLIP_METRICS_FILE", "SMARTCLIP_CONFIG", "SMARTCLIP_OUTPUT",
        "SMARTCLIP_HOST", "SMARTCLIP_ANALYST", "SMARTCLIP_RECOGNISER", "SMARTCLIP_WHISPER_MODEL", "SMARTCLIP_PROMPTS",
        "SMARTCLIP_PRICES", "SMARTCLIP_FOLDERS_MAY", "SMARTCLIP_FOLLOW_LINKS", "SMARTCLIP_MUX_POLICY", "WHISPER_MODEL",
        "OPENAI_BASE_URL", "MUX_BASE_URL", "MUX_STREAM_BASE_URL", "MUX_IMAGE_BASE_URL", "CURL_CA_BUNDLE",
        "SSL_CERT_FILE", "HTTPS_PROXY", "https_proxy", "ALL_PROXY", "NO_PROXY", "PATH",
    ])
    func whatRunsProgramsOrSendsThingsElsewhereDoesNotCount(_ name: String) async throws {
        try await Self.with("\(name)=hidden\nOPENAI_MODEL=m\n") { file in
            let read = try DotEnv(at: file, more: ["SMARTCLIP_QUIET"])
            #expect(read.variables == ["OPENAI_MODEL": "m"])
            #expect(read.notes.count == 1 && read.notes.first?.contains(name) == true)
            #expect(read.notes.first?.contains("hidden") == false)
        }
    }

    @Test func whatIsForOtherProgramsIsNobodysBusiness() async throws {
        try await Self.with("DATABASE_URL=x\nLD_PRELOAD=/x.so\n") { file in
            let read = try DotEnv(at: file)
            #expect(read.variables.isEmpty && read.notes.isEmpty)
        }
    }

    @Test(arguments: [(mode_t(0o620), false), (0o602, false), (0o644, true), (0o400, true)])
    func onlyItsUserMayWriteIt(_ mode: mode_t, _ isRead: Bool) async throws {
        try await Self.with("OPENAI_MODEL=m\n") { file in
            _ = file.withPlatformString { chmod($0, mode) }
            let read = try DotEnv(at: file)
            #expect(read.variables.isEmpty != isRead)
            #expect(read.notes.isEmpty == isRead)
        }
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func anotherUsersIsNotRead() async throws {
        try await Self.with("OPENAI_MODEL=m\n") { file in
            _ = file.withPlatformString { chown($0, 65534, 65534) }
            let read = try DotEnv(at: file)
            #expect(read.variables.isEmpty)
            #expect(read.notes.first?.contains("belongs to another user") == true)
        }
    }

    @Test func aLinkAndAPipeAreNotRead() async throws {
        try await Self.with("OPENAI_MODEL=m\n") { file in
            let link = file.removingLastComponent().appending("link")
            _ = link.withPlatformString { symlink(".env", $0) }
            let throughLink = try DotEnv(at: link)
            #expect(throughLink.variables.isEmpty)
            #expect(throughLink.notes.first?.contains("is a link") == true)
            let pipe = file.removingLastComponent().appending("pipe")
            _ = pipe.withPlatformString { mkfifo($0, 0o600) }
            let fromPipe = try DotEnv(at: pipe)
            #expect(fromPipe.notes.first?.contains("is not a file") == true)
        }
    }

    @Test func noneIsReadInAFolderOfVideos() async throws {
        try await Self.with("OPENAI_MODEL=m\n") { file in
            let folder = file.removingLastComponent()
            let (video, other) = (folder.appending("talk.mp4"), folder.appending("other"))
            try AtomicFile.write([], to: video)
            try Files.makeDirectory(other)
            for inbox in [folder, folder.removingLastComponent(), video] {
                let read = try DotEnv(at: file, inboxes: [other, inbox])
                #expect(read.variables.isEmpty)
                #expect(read.notes.first?.contains("folder of videos") == true)
            }
            let outside = try DotEnv(at: file, inboxes: [other])
            #expect(!outside.variables.isEmpty)
            let link = other.appending("to")
            _ = link.withPlatformString { symlink("..", $0) }
            let throughLink = try DotEnv(at: file, inboxes: [link])
            #expect(throughLink.variables.isEmpty)
        }
    }

    @Test func anEndlessOneIsNamed() async throws {
        try await Self.with("") { file in
            _ = file.withPlatformString { truncate($0, 2 << 20) }
            let error = #expect(throws: SettingsError.self) { try DotEnv(at: file) }
            #expect(error?.description.contains(".env") == true)
            #expect(error?.description.contains("more than 1 MiB") == true)
        }
    }
}
