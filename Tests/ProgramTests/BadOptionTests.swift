import Intake
import Manifest
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// Settings files and command lines that cannot be obeyed.
@Suite(.timeLimit(.minutes(5))) struct BadOptionTests {
    @Test func aBrokenSettingsFileStopsOnlyTheVideosUnderIt() async throws {
        try await BadInbox.with { bad in
            let presets: [(folder: String, text: [UInt8], problem: String)] = [
                ("unknown", Array("clips: 1\nclip_count: 3\n".utf8), ":2: unknown key clip_count"),
                ("wrong", Array("clips: many\n".utf8), ":1: clips"),
                ("list", Array("- clips\n".utf8), ": is not a list of \"key: value\" lines"),
                ("torn", Array("clips: [1\n".utf8), ": is not YAML"),
                ("binary", [0xFF, 0xFE, 0x00], ": is not UTF-8 text"),
                ("deep/er", Array("clips: {a: 1}\n".utf8), ":1: clips is one value"),
            ]
            var complaints: [Complaint] = []
            for (number, preset) in presets.enumerated() {
                try Files.makeDirectory(bad.inbox.appending(preset.folder))
                try await bad.addTalk("\(preset.folder)/talk", number: number + 1)
                try bad.add("\(preset.folder)/.smartclip.yaml", preset.text)
                let file = "\(bad.inbox)/\(preset.folder)/.smartclip.yaml"
                complaints.append(.failed("\(preset.folder)/talk", .upload, file + preset.problem))
            }
            try await bad.addTalk("own", number: 20)
            try bad.add("own.smartclip.yaml", "crf: 99\n".utf8)
            complaints.append(.failed("own", .upload, "\(bad.inbox)/own.smartclip.yaml:1: crf"))
            // Options that a person must put right: exit code 3, and looked at again on each run.
            try await bad.expectForGood(complaints, code: 3)
            try Files.removeFile(bad.inbox.appending("deep/er/.smartclip.yaml"))
            let others = complaints.filter { $0.start != "deep/er/talk: failed in upload: " }
            try bad.expect(try await bad.run(), code: 3, others)
            #expect(try bad.manifest("deep/er/talk").status == .ready)
        }
    }

    /// A command line, and words of the line that says what is wrong with it.
    @Test(arguments: [
        ("run inbox --frobnicate", "--frobnicate"),
        ("run", "paths"),
        ("run inbox --clips", "--clips"),
        ("run inbox --clips none", "--clips"),
        ("run inbox --clips 0", "--clips"),
        ("run inbox --clips -1", "--clips"),
        ("run inbox --min-length 3", "--min-length"),
        ("run inbox --min-length nan", "--min-length"),
        ("run inbox --max-length inf", "--max-length"),
        ("run inbox --max-length 1e9", "--max-length"),
        ("run inbox --min-length 90 --max-length 30", "min_length"),
        ("run inbox --crf 52", "--crf"),
        ("run inbox --crf 0", "--crf"),
        ("run inbox --preset quick", "--preset"),
        ("run inbox --loudness loud", "--loudness"),
        ("run inbox --audio-track 0", "--audio-track"),
        ("run inbox --language x", "--language"),
        ("run inbox --host elsewhere", "--host"),
        ("run inbox --analyst nobody", "--analyst"),
        ("run inbox --require-transcript maybe", "--require-transcript"),
        ("run inbox --recogniser ear", "--recogniser"),
        ("run inbox --jobs 0", "--jobs"),
        ("run inbox --stall-limit 0", "--stall-limit"),
        ("run inbox --stall-limit nan", "--stall-limit"),
        ("run inbox --settle soon", "--settle"),
        ("run inbox --settle -5", "--settle"),
        ("run inbox --progress loud", "--progress"),
        ("stage polish good", "polish"),
        ("retry good --from nowhere", "nowhere"),
        ("export good --format betamax", "betamax"),
        ("frobnicate", "frobnicate"),
        ("status", "there is no outbox"),
        ("verify", "there is no outbox"),
    ])
    func aCommandLineThatCannotBeObeyed(_ line: String, _ phrase: String) async throws {
        try await ScratchFolder.with { scratch in
            try Files.makeDirectory(scratch.path.appending("inbox"))
            let words = line.split(separator: " ").map(String.init)
            let ending = try await Program.smartclip.run(words, in: scratch.path)
            #expect(ending.code == 2, "\(ending.errors)")
            #expect(ending.output.isEmpty)
            #expect(ending.errors.split(separator: "\n").first?.contains(phrase) ?? false, "\(ending.errors)")
            #expect(try Files.list(scratch.path).map(\.string) == ["inbox"], "nothing is made")
        }
    }

    @Test(arguments: [
        ("SMARTCLIP_CLIPS", "many"), ("SMARTCLIP_CRF", "-1"), ("SMARTCLIP_MAX_LENGTH", "long"),
    ])
    func aVariableThatCannotBeObeyed(_ name: String, _ value: String) async throws {
        try await BadInbox.with { bad in
            var program = try Program.smartclip
            program.environment = [name: value]
            let ending = try await program.run(["run", "inbox", "--output", "outbox"], in: bad.folder)
            #expect(ending.code == 2)
            #expect(ending.errors.hasPrefix("smartclip: \(name): "), "\(ending.errors)")
            #expect(ending.errors.split(separator: "\n").count == 1)
        }
    }
}
