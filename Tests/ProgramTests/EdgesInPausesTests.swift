import FoundationEssentials
import Manifest
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

/// Captions that come early and touch each other: the cuts are where the sound pauses, and no clip shows its neighbour's words.
@Suite struct EdgesInPausesTests {
    private static let sentences = [
        "The harbour of our town was built by ninety fishermen in a single winter.",
        "Nobody believed that a bridge of wood could carry forty wagons of stone.",
        "Every engineer makes the same terrible mistake about the price of steel.",
        "My teacher counted each nail in the church, and she never missed one.",
        "The cheapest repair in the world is a broom and an hour of your time.",
        "Why do we love the ruins of a castle more than the castle itself?",
    ]

    private func clock(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        return "00:00:\(tenths < 100 ? "0" : "")\(tenths / 10).\(tenths % 10)00"
    }

    @Test func cutsAreInPausesAndCaptionsAreOnesOwn() async throws {
        try await ScratchFolder.with { scratch in
            // Each sentence is said for nine seconds from a multiple of ten on.
            let noise = "anoisesrc=amplitude=0.2:seed=3:duration=59,volume='if(lt(mod(t,10),9),1,0.002)':eval=frame"
            let made = try await Subprocess.run(
                .name("ffmpeg"),
                arguments: [
                    "-nostdin", "-loglevel", "error", "-f", "lavfi", "-i", "testsrc2=size=128x72:rate=25:duration=59",
                    "-f", "lavfi", "-i", noise, "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p",
                    "-c:a", "aac", "talk.mp4",
                ],
                workingDirectory: scratch.path,
                output: .discarded,
                error: .string(limit: 10_000)
            )
            try #require(made.terminationStatus.isSuccess, "\(made.standardError)")
            let cues = Self.sentences.enumerated().map { index, text in
                let start = max(0, Double(index) * 10 - 0.6)
                return "\(clock(start)) --> \(clock(min(59, Double(index) * 10 + 9.4)))\n\(text)\n"
            }
            try AtomicFile.write(
                Data("WEBVTT\n\n\(cues.joined(separator: "\n"))".utf8),
                to: scratch.path.appending("talk.vtt")
            )
            let ending = try await Program.smartclip.run(
                [
                    "run", "talk.mp4", "-o", "outbox", "--min-length", "8", "--max-length", "11", "--preset",
                    "ultrafast",
                ],
                in: scratch.path
            )
            #expect(ending.code == 0, "\(ending.errors)")
            let folder = scratch.path.appending("outbox/talk")
            let manifest = try JSONText.decode(
                VideoManifest.self,
                from: Data(Files.read(folder.appending("manifest.json")))
            )
            try #require(manifest.moments.count >= 2)
            for (moment, clip) in zip(manifest.moments, manifest.clips) {
                let said = Int((moment.startTime / 10).rounded())
                let starts = said == 0 ? 0 : Double(said) * 10 - 0.3
                #expect(abs(moment.startTime - starts) < 0.06, "\(moment.startTime)")
                let ends = said == 5 ? 59 : Double(said) * 10 + 9.45
                #expect(abs(moment.endTime - ends) < 0.06, "\(moment.endTime)")
                let path = try #require(clip.captions?.vtt)
                let captions = String(decoding: try Files.read(folder.appending(path)), as: UTF8.self)
                let shown = captions.split { $0.isWhitespace }.joined(separator: " ")
                for (index, sentence) in Self.sentences.enumerated() {
                    let words = sentence.split(separator: " ").suffix(4).joined(separator: " ")
                    #expect(shown.contains(words) == (index == said), "\(moment.startTime): \(captions)")
                }
            }
        }
    }
}
