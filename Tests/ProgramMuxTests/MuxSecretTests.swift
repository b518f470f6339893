import EmulatorKit
import FoundationEssentials
import Glibc
import HTTPTransfer
import Intake
import Manifest
import MuxEmulator
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// No byte that the program writes, and no argument of it or its children, holds what opens an account.
@Suite(.timeLimit(.minutes(5))) struct MuxSecretTests {
    /// Texts that must stand nowhere, by what they are.
    private func secrets(_ inbox: MuxInbox, _ more: [String: String]) -> [String: [UInt8]] {
        let basic = Data("\(MuxServer.tokenID):\(MuxServer.tokenSecret)".utf8).base64EncodedString()
        let texts = [
            "the token's secret": MuxServer.tokenSecret, "the header of it": basic,
            "an upload's address": "\(inbox.mux.base)/upload", "an upload's path": "/upload/", "a token": "?token=",
        ]
        return texts.merging(more) { $1 }.mapValues { Array($0.utf8) }
    }

    /// Runs the program, what it says going to files in `said`, and looks at its command lines all the while.
    private func run(
        _ inbox: MuxInbox,
        _ name: String,
        _ arguments: [String],
        _ environment: [String: String?]
    ) async throws -> [[UInt8]] {
        var changes: [Environment.Key: String?] = [:]
        for (name, value) in environment { changes[Environment.Key(stringLiteral: name)] = value }
        try Files.makeDirectory(inbox.folder.appending("said"))
        let file = try FileDescriptor.open(
            inbox.folder.appending("said").appending(name),
            .writeOnly,
            options: [.create, .append],
            permissions: .ownerReadWrite
        )
        let result = try await Subprocess.run(
            .path(try Program.smartclip.path),
            arguments: Arguments(arguments),
            environment: .inherit.updating(changes),
            workingDirectory: inbox.folder,
            input: .none,
            output: .fileDescriptor(try file.duplicate(), closeAfterSpawningProcess: true),
            error: .fileDescriptor(file, closeAfterSpawningProcess: true)
        ) { execution in
            var seen: Set<[UInt8]> = []
            while try Self.isAlive(execution.processIdentifier.value) {
                for line in try Self.commandLines(in: inbox.folder) { seen.insert(line) }
                try await Task.sleep(for: .milliseconds(10))
            }
            return seen
        }
        return Array(result.closureResult)
    }

    private static func isAlive(_ process: pid_t) throws -> Bool {
        // Processes end while they are looked at.
        guard let bytes = try? Files.read(FilePath("/proc/\(process)/stat")) else { return false }
        let state = String(decoding: bytes, as: UTF8.self).split(separator: ") ").last?.first
        return state != "Z" && state != "X"
    }

    /// The command lines of all processes that work in a folder or below it.
    private static func commandLines(in folder: FilePath) throws -> [[UInt8]] {
        try Files.list("/proc").compactMap { name in
            guard Int(name.string) != nil else { return nil }
            var buffer = [CChar](repeating: 0, count: 4096)
            guard readlink("/proc/\(name.string)/cwd", &buffer, buffer.count - 1) > 0,
                FilePath(platformString: buffer).starts(with: folder)
            else { return nil }
            return try? Files.read(FilePath("/proc/\(name.string)/cmdline"))
        }
    }

    /// Looks through every file below a folder.
    private func expectNone(of secrets: [String: [UInt8]], below folder: FilePath) throws -> Int {
        var count = 0
        for name in ScratchFolder.names(in: folder) {
            let path = folder.appending(name)
            switch try FileFacts(of: path).kind {
            case .directory: count += try expectNone(of: secrets, below: path)
            // A socket that a process of before left holds nothing.
            case .other: continue
            default:
                count += 1
                let bytes = try Files.read(path)
                for (what, secret) in secrets {
                    #expect(bytes.firstRange(of: secret) == nil, "\(path) holds \(what)")
                }
            }
        }
        return count
    }

    @Test func nothingThatIsWrittenAndNoArgumentHoldsASecret() async throws {
        try await MuxInbox.with(["--faults", "0.15", "--seed", "3", "--slow", "1"]) { inbox in
            try await inbox.addShort("one", "two")
            try await inbox.mux.setFaults(["rate": 0])
            let key = try await inbox.mux.ask(.post, "/system/v1/signing-keys").1["data"]
            let id = try #require(key?["id"]?.text)
            let privateKey = try #require(key?["private_key"]?.text)
            let pem = String(decoding: try #require(Data(base64Encoded: privateKey)), as: UTF8.self)
            let keyLine = String(pem.split(separator: "\n")[5])
            let secrets = secrets(
                inbox,
                [
                    "the signing key": privateKey, "a line of the signing key": keyLine,
                    "a wrong token": "wrong-secret-8261",
                ]
            )
            var environment = inbox.mux.environment
            environment["MUX_SIGNING_KEY"] = id
            environment["MUX_PRIVATE_KEY"] = privateKey
            var wrong = environment
            wrong["MUX_TOKEN_SECRET"] = "wrong-secret-8261"

            let arguments =
                ["run", "inbox", "--host", "mux", "--mux-policy", "signed", "--preset", "ultrafast"] + MuxInbox.short
            var lines = try await run(inbox, "wrong", arguments + ["--progress", "json", "--json"], wrong)
            // An upload that breaks off again and again: its address is what would be told.
            let breaks: JSON = ["reset-before", "500", "reset-before", "cut", "502"]
            try await inbox.mux.setFaults(["paths": ["/upload/"], "next": breaks])
            lines += try await run(inbox, "upload", arguments + ["--progress", "plain"], environment)
            try await inbox.mux.setFaults(["rate": 0.15, "paths": [], "kinds": ["refuse", "cut", "502", "html-200"]])
            lines += try await run(inbox, "faults", arguments + ["--progress", "json", "--json"], environment)
            try await inbox.mux.setFaults(["rate": 0])
            lines += try await run(inbox, "last", arguments + ["--progress", "plain"], environment)
            for command in [["doctor", "--remote"], ["status", "--json"], ["clean", "one", "--remote"]] {
                lines += try await run(inbox, "commands", command, environment)
            }
            #expect(try inbox.manifest("two").status == .ready)
            #expect(lines.contains { $0.firstRange(of: Array("ffmpeg".utf8)) != nil }, "no child was seen")
            for line in lines {
                for (what, secret) in secrets {
                    #expect(line.firstRange(of: secret) == nil, "an argument holds \(what)")
                }
            }
            for folder in ["outbox", "said"] {
                let count = try expectNone(of: secrets, below: inbox.folder.appending(folder))
                #expect(count >= 5)
            }
        }
    }

    @Test func theLogOfAWatcherHoldsNoSecret() async throws {
        try await MuxInbox.with(["--faults", "0.1", "--seed", "5"]) { inbox in
            try await inbox.addShort("one")
            let watched = WatchInbox(folder: inbox.folder)
            let ending = try await watched.watch(["--host", "mux"], environment: inbox.mux.environment) { watch in
                try await watch.waitUntilReady("one")
            }
            #expect(ending.code == 0, "\(ending.errors)")
            for (what, secret) in secrets(inbox, [:]) {
                #expect(Array(ending.errors.utf8).firstRange(of: secret) == nil, "the log holds \(what)")
            }
            _ = try expectNone(of: secrets(inbox, [:]), below: inbox.outbox)
        }
    }
}
