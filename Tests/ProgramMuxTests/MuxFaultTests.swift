import EmulatorKit
import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// Every fifth request fails, in every way there is, and everything is made once. Set `SMARTCLIP_MUX_VIDEOS=200` for more
/// videos, and `SMARTCLIP_SEED` for other faults.
@Suite struct MuxFaultTests {
    @Test(.timeLimit(.minutes(60))) func whateverFailsEachVideoAndEachClipIsMadeOnce() async throws {
        let count = Surrounding.number("SMARTCLIP_MUX_VIDEOS", 10)
        let seed = Surrounding.number("SMARTCLIP_SEED", 7)
        try await MuxInbox.with(["--faults", "0.2", "--seed", "\(seed)", "--stale", "1", "--slow", "1"]) { inbox in
            let videos = (0..<count).map { "video-\($0)" }
            for (number, video) in videos.enumerated() { try await inbox.addShort(video, number: number) }
            for _ in 0..<3 {
                let ending = try await inbox.run(MuxInbox.short, "-j", "8")
                if ending.code == 0 { break }
                // What remains may pass by itself, and nothing else does.
                #expect(ending.code == 75, "\(ending.errors)")
            }
            let stats = try await inbox.mux.stats()
            #expect((stats.json["faults"]?.members ?? [:]).count >= min(12, count), "\(stats.json)")
            try await inbox.mux.setFaults(["rate": 0])
            try await inbox.expectReady(videos, clips: 1)
        }
    }

    /// Where, and what goes wrong there. Each case waits most of the time, so they wait together.
    @Test(.timeLimit(.minutes(3))) func anUploadAmidAFaultIsMadeOnce() async throws {
        let cases: [(path: String, faults: [String])] = [
            ("/video/v1/uploads", ["reset-after"]),
            ("/video/v1/uploads", ["html-200"]),
            ("/video/v1/uploads", ["refuse"]),
            // A page in place of what an upload session says is no answer.
            ("/upload/", ["html-200", "html-200"]),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (path, faults) in cases {
                group.addTask {
                    try await MuxInbox.with { inbox in
                        try await inbox.addShort("one")
                        let next = faults.map { JSON.string($0) }
                        try await inbox.mux.setFaults(["paths": [.string(path)], "next": .array(next)])
                        let ending = try await inbox.run()
                        #expect(ending.code == 0, "\(path) \(faults): \(ending.errors)")
                        #expect(try await inbox.mux.stats().faults(faults[0]) == faults.count)
                        try await inbox.expectReady(["one"], clips: 1)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// What is not JSON, and is fetched when all else has gone well.
    @Test(.timeLimit(.minutes(3))) func pagesInPlaceOfCaptionsAndOfAClipAreAskedForAgain() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            try await inbox.mux.setFaults(["paths": ["/stream/"], "next": ["html-200", .null, "html-200"]])
            let ending = try await inbox.run()
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try await inbox.mux.stats().faults("html-200") == 2)
            try await inbox.expectReady(["one"], clips: 1)
        }
    }
}
