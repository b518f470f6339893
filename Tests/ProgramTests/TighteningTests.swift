import FoundationEssentials
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Clips that long pauses and fillers were taken out of, as a user asks for them.
@Suite struct TighteningTests {
    /// A talk of 40 s with a time for each word: six words, a pause with an "um" in it, six words, a pause.
    private func make(in folder: FilePath) async throws {
        let said = "lt(mod(t,8),2.4)+between(mod(t,8),3.4,3.8)+between(mod(t,8),4.4,6.8)"
        let noise =
            "anoisesrc=amplitude=0.2:seed=3:duration=40:r=48000,asetnsamples=n=480,volume='0.002+\(said)':eval=frame"
        let made = try await Subprocess.run(
            .name("ffmpeg"),
            arguments: [
                "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=size=128x72:rate=25:duration=40",
                "-f", "lavfi", "-i", noise, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
                "-c:a", "aac", "talk.mp4",
            ],
            workingDirectory: folder,
            output: .discarded,
            error: .string(limit: 10_000)
        )
        try #require(made.terminationStatus.isSuccess, "\(made.standardError)")
        func clock(_ tenths: Int) -> String {
            "00:00:\(tenths < 100 ? "0" : "")\(tenths / 10).\(tenths % 10)00"
        }
        let words = "Nobody in our village had the courage to say what we wanted.".split(separator: " ")
        let cues = (0..<5).map { part in
            let start = part * 80
            var text = ""
            for (index, word) in words.enumerated() {
                if index == 6 { text += "<\(clock(start + 24))> <\(clock(start + 34))>um,<\(clock(start + 38))> " }
                text += "<\(clock(start + index * 4 + (index < 6 ? 0 : 20)))>\(word) "
            }
            return "\(clock(start)) --> \(clock(start + 68))\n\(text)\n"
        }
        let vtt = "WEBVTT\nLanguage: en\n\n\(cues.joined(separator: "\n"))"
        try AtomicFile.write(Data(vtt.utf8), to: folder.appending("talk.vtt"))
    }

    private func run(_ flags: [String], in folder: FilePath) async throws -> Program.Ending {
        let all =
            ["run", "talk.mp4", "--output", "outbox", "--clips", "1", "--min-length", "20", "--max-length", "40"]
            + ["--preset", "ultrafast", "--progress", "plain"] + flags
        return try await Program.smartclip.run(all, in: folder)
    }

    private func clip(in folder: FilePath) throws -> (
        entry: ClipEntry, moment: MomentEntry, vtt: String, digest: String
    ) {
        let outbox = folder.appending("outbox/talk")
        let manifest = try JSONText.decode(
            VideoManifest.self,
            from: Data(try Files.read(outbox.appending("manifest.json")))
        )
        let entry = try #require(manifest.clips.first)
        let moment = try #require(manifest.moments.first)
        let vtt = try Files.read(outbox.appending(try #require(entry.captions?.vtt)))
        let digest = try Digest.of(fileAt: outbox.appending(try #require(entry.file)))
        return (entry, moment, String(decoding: vtt, as: UTF8.self), digest)
    }

    /// The times in the texts of captions, in seconds.
    private func stamps(_ vtt: String) -> [Double] {
        vtt.split(separator: "<").dropFirst().compactMap { part in
            let numbers = part.prefix { $0 != ">" }.split { $0 == ":" || $0 == "." }.compactMap { Double($0) }
            return numbers.count == 4 ? numbers[0] * 3600 + numbers[1] * 60 + numbers[2] + numbers[3] / 1000 : nil
        }
    }

    @Test func pausesAndFillersGoAndCaptionsFollow() async throws {
        try await ScratchFolder.with { scratch in
            let folder = scratch.path
            try await make(in: folder)
            let first = try await run([], in: folder)
            #expect(first.code == 0, "\(first.errors)")
            let whole = try clip(in: folder)
            #expect(whole.entry.checks?.trimmed == nil && whole.vtt.contains("um,"))

            let flags = ["--trim-silence", "0.5", "--trim-fillers", "true", "--formats", "1x1"]
            let second = try await run(flags, in: folder)
            #expect(second.code == 0, "\(second.errors)")
            let short = try clip(in: folder)
            let (checks, length) = (try #require(short.entry.checks), try #require(short.entry.duration))
            let trimmed = try #require(checks.trimmed)
            let moment = short.moment.endTime - short.moment.startTime
            #expect(abs(length + trimmed.seconds - moment) < 0.05)
            // Every eight seconds a pause of two with a filler in it, and one of 1.2.
            #expect(trimmed.seconds > moment / 8 * 1.8 && !trimmed.cuts.isEmpty)
            #expect(checks.frames == checks.framesExpected && checks.captionsInBounds == true)
            #expect(short.entry.renditions?.first?.checks?.frames == checks.frames)

            // Each word but the fillers is there, earlier by what was taken out before it.
            #expect(!short.vtt.contains("um") && short.vtt.contains("courage"))
            let before = stamps(whole.vtt).filter { time in !trimmed.ranges.contains { $0.contains(time) } }
            let wanted = before.map { time in
                time - trimmed.ranges.filter { $0.upperBound <= time }.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
            }
            let after = stamps(short.vtt)
            for time in wanted { #expect(after.contains { abs($0 - time) < 0.0015 }, "\(time)") }

            let again = try await run(flags, in: folder)
            #expect(again.code == 0 && again.errors.contains("already were"), "\(again.errors)")
            let verified = try await Program.smartclip.run(["verify", "--output", "outbox"], in: folder)
            #expect(verified.code == 0, "\(verified.errors)")

            // Without them the clip is what it was.
            let back = try await run([], in: folder)
            #expect(back.code == 0, "\(back.errors)")
            let last = try clip(in: folder)
            #expect(last.digest == whole.digest && last.digest != short.digest && last.vtt == whole.vtt)
        }
    }
}
