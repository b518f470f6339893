import FoundationEssentials
import Glibc
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// Where the recogniser of the tests is set up; nil where it is not.
private enum SpeechData {
    static let folder = getenv("SPEECH_DATA").map { String(cString: $0) }
}

/// A talk without captions gets its words from Whisper. `Tests/run` sets that up where the package index can be reached, and
/// names its folder in `SPEECH_DATA`; elsewhere this is skipped.
@Suite(
    .serialized,
    .enabled(if: SpeechData.folder != nil, "speech recognition is not set up"),
    .timeLimit(.minutes(20))
)
struct HearingTests {
    private static let samples = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent().appending("samples")
    private static let name = "harbour-before-light"
    private static let environment: [String: String?] = ["SMARTCLIP_DATA": SpeechData.folder]

    private func run(_ folder: FilePath, into outbox: String) async throws -> Program.Ending {
        try await Program(try Program.smartclip.path, environment: Self.environment).run(
            ["run", "inbox", "--output", outbox, "--progress", "plain", "--preset", "ultrafast"],
            in: folder
        )
    }

    /// The words of a text in small letters.
    private func words(_ text: String) -> [String] {
        text.lowercased().split { !$0.isLetter && $0 != "'" }.map(String.init)
    }

    /// What is said in the sample, as its script has it.
    private func script() throws -> [String] {
        let text = String(decoding: try Files.read(Self.samples.appending("scripts/\(Self.name).txt")), as: UTF8.self)
        let body = text.split(separator: "\n\n", maxSplits: 1).last ?? ""
        let lines = body.split(separator: "\n").filter { line in
            line.first.map { !"#-@[;".contains($0) } ?? false
        }
        return words(lines.joined(separator: " "))
    }

    @Test func aTalkWithoutCaptionsGetsWordsAndAKillCostsNone() async throws {
        try await ScratchFolder.with { scratch in
            let inbox = scratch.path.appending("inbox")
            try Files.makeDirectory(inbox)
            let source = Self.samples.appending("inbox/\(Self.name).mkv")
            try Program.place(source, at: inbox.appending("\(Self.name).mkv"))
            let ending = try await run(scratch.path, into: "outbox")
            #expect(ending.code == 0, "\(ending.errors)")
            let video = scratch.path.appending("outbox/\(Self.name)")
            let transcript = try Files.read(video.appending("transcript.vtt"))
            try checkWords(video)
            try checkCaptions(String(decoding: transcript, as: UTF8.self))
            let manifest = String(decoding: try Files.read(video.appending("manifest.json")), as: UTF8.self)
            #expect(manifest.contains("\"whisper\"") && manifest.contains("\"recogniser\""))
            #expect(!manifest.contains("moment at"), "titles are words")

            // Struck while it hears, the next run ends with the same words.
            try await killed(scratch.path, into: "struck")
            let again = try await run(scratch.path, into: "struck")
            #expect(again.code == 0, "\(again.errors)")
            let second = try Files.read(scratch.path.appending("struck/\(Self.name)/transcript.vtt"))
            #expect(second == transcript)
        }
    }

    /// The voice is a machine's, so some words are misheard; most are not.
    private func checkWords(_ video: FilePath) throws {
        let heard = words(String(decoding: try Files.read(video.appending("transcript.txt")), as: UTF8.self))
        let said = try script()
        let missing = said.difference(from: heard).insertions.count
        #expect(said.count > 100)
        #expect(missing * 3 < said.count, "\(missing) of \(said.count): \(heard.joined(separator: " "))")
        #expect(heard.count < said.count * 5 / 4, "nothing is invented")
    }

    /// At most two lines of 42 characters, seven seconds, and times that go up.
    private func checkCaptions(_ text: String) throws {
        var latest = 0.0
        for cue in text.split(separator: "\n\n").dropFirst() {
            let lines = cue.split(separator: "\n")
            let times = try #require(lines.first).split(separator: " ").compactMap { seconds($0) }
            try #require(times.count == 2, "\(cue)")
            #expect(times[0] >= latest && times[1] > times[0] && times[1] - times[0] <= 7.001, "\(cue)")
            latest = times[1]
            let shown = lines.dropFirst().map { line in
                line.split(separator: "<").map { $0.split(separator: ">").last ?? "" }.joined()
            }
            #expect(shown.count <= 2 && shown.allSatisfy { $0.count <= 42 }, "\(cue)")
        }
        #expect(latest > 60)
    }

    private func seconds(_ text: Substring) -> Double? {
        let parts = text.split(separator: ":").compactMap { Double($0) }
        return parts.count == 3 ? parts[0] * 3600 + parts[1] * 60 + parts[2] : nil
    }

    /// Starts a run and kills it once the first words are on disk, or it is over.
    private func killed(_ folder: FilePath, into outbox: String) async throws {
        _ = try await Subprocess.run(
            .path(try Program.smartclip.path),
            arguments: ["run", "inbox", "--output", outbox, "--progress", "json", "--preset", "ultrafast"],
            environment: .inherit.updating(["SMARTCLIP_DATA": SpeechData.folder]),
            workingDirectory: folder,
            input: .none,
            output: .discarded,
            error: .sequence
        ) { execution in
            // The sound is read by then, and the helper is at work.
            for try await line in execution.standardError.strings() where line.contains("\"progress\"") {
                guard line.contains("fetch-vtt"), try hasWords(folder.appending(outbox)) else { continue }
                break
            }
            // It may have ended by itself.
            try? execution.send(signal: .kill)
        }
    }

    /// Whether an answer of the helper is on disk.
    private func hasWords(_ outbox: FilePath) throws -> Bool {
        let attempts = outbox.appending(".smartclip/attempts")
        guard try FileFacts.ifPresent(attempts) != nil else { return false }
        let names = try FileManager.default.subpathsOfDirectory(atPath: attempts.string)
        return names.contains { $0.contains("windows-") || $0.contains("language.json") }
    }
}
