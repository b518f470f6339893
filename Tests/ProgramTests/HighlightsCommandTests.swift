import FoundationEssentials
import Manifest
import ProgramSupport
import StateFiles
import SystemPackage
import TestSupport
import Testing

/// `smartclip highlights`: the choice without a video.
@Suite struct HighlightsCommandTests {
    private struct Report: Decodable {
        let moments: [RejectedEntry]
        let rejected: [RejectedEntry]
        let notes: [String]
    }

    /// Eight thoughts of five sentences, 26 s each.
    private static let captions =
        "WEBVTT\n\n"
        + (0..<40).map { index in
            let start = Double(index) * 5 + Double(index / 5) * 1.5
            let times = "\(clock(start)) --> \(clock(start + 4.6))"
            return "\(times)\nIn year \(index) we built a bridge for town \(index).\n\n"
        }.joined()

    private static func clock(_ seconds: Double) -> String {
        let tenths = Int((seconds * 10).rounded())
        let (minute, second) = (tenths / 600, tenths / 10 % 60)
        func padded(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
        return "00:\(padded(minute)):\(padded(second)).\(tenths % 10)00"
    }

    @Test func theWordsOfACaptionFileAreEnough() async throws {
        try await ScratchFolder.with { scratch in
            try AtomicFile.write(Data(Self.captions.utf8), to: scratch.path.appending("talk.vtt"))
            func highlights(_ flags: String...) async throws -> Program.Ending {
                try await Program.smartclip.run(["highlights", "talk.vtt"] + flags, in: scratch.path)
            }
            let text = try await highlights()
            #expect(text.code == 0 && text.output.hasPrefix("TIMES"), "\(text)")
            let json = try await highlights("--json", "--count", "2")
            let report = try JSONText.decode(Report.self, from: Data(json.output.utf8))
            #expect(report.moments.count == 2 && !report.rejected.isEmpty)
            #expect(report.moments.allSatisfy { $0.boundary == .thought && $0.passedOver == nil && $0.title != nil })
            #expect(report.rejected.allSatisfy { $0.passedOver != nil && $0.title?.isEmpty == false })
            #expect(zip(report.moments, report.moments.dropFirst()).allSatisfy { $0.score >= $1.score })
            let candidates = try await highlights("--candidates", "--json")
            #expect(candidates.output.contains("\"clear_beginning\""))
            let refused = try await highlights("--count", "0")
            #expect(refused.code == 2)
            let folder = try await Program.smartclip.run(["highlights", "."], in: scratch.path)
            #expect(folder.code == 1 && folder.errors.contains("is a folder; name a caption file"), "\(folder)")
        }
    }
}
