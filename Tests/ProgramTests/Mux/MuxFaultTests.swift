import EmulatorKit
import FoundationEssentials
import SystemPackage
import TestSupport
import Testing

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

    @Test(
        .timeLimit(.minutes(3)),
        arguments: ["reset-after", "html-200", "refuse"]
    )
    func anUploadThatIsAskedForAmidAFaultIsMadeOnce(fault: String) async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            try await inbox.mux.setFaults(["paths": ["/video/v1/uploads"], "next": [.string(fault)]])
            let ending = try await inbox.run()
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try await inbox.mux.stats().faults(fault) == 1)
            try await inbox.expectReady(["one"], clips: 1)
        }
    }
}

extension MuxFaultTests {
    @Test(.timeLimit(.minutes(3))) func aPageInPlaceOfTheSessionsAnswerIsNoAnswer() async throws {
        try await MuxInbox.with { inbox in
            try await inbox.addShort("one")
            try await inbox.mux.setFaults(["paths": ["/upload/"], "next": ["html-200", "html-200"]])
            let ending = try await inbox.run()
            #expect(ending.code == 0, "\(ending.errors)")
            #expect(try await inbox.mux.stats().faults("html-200") == 2)
            try await inbox.expectReady(["one"], clips: 1)
        }
    }
}

/// Numbers that the environment of the tests sets.
enum Surrounding {
    static func number(_ name: String, _ usual: Int) -> Int {
        ProcessInfo.processInfo.environment[name].flatMap(Int.init) ?? usual
    }
}
