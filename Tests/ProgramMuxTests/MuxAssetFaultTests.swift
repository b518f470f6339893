import EmulatorKit
import Manifest
import Outbox
import StateFiles
import Subprocess
import SystemPackage
import TestSupport
import Testing

@testable import ProgramSupport

/// An asset that is read from Mux amid faults and kills: what it takes is asked for once, and what came is whole.
@Suite struct MuxAssetFaultTests {
    private static let renditions = "POST /video/v1/assets/{id}/static-renditions"

    /// Checks that the video is ready, and that nothing was made twice.
    private func expectOne(_ inbox: MuxInbox, _ id: String, _ context: String) async throws {
        let manifest = try inbox.manifest("mux-\(id)")
        #expect(manifest.status == .ready, "\(context): \(manifest.error?.message ?? "")")
        for clip in manifest.clips { #expect(clip.checks?.frames == clip.checks?.framesExpected) }
        #expect(try await inbox.mux.files(of: id) == ["highest.mp4"], "\(context)")
        let stats = try await inbox.mux.stats()
        #expect(stats.uploads == 1 && stats.assets == 2 && stats.clips == [1], "\(context): \(stats.json)")
        // One file of the asset, one of the clip.
        #expect(stats.json["renditions"]?.integer == 2, "\(context): \(stats.json)")
        #expect(try OutboxTree(inbox.outbox).leftovers == [], "\(context)")
        #expect(try inbox.ledgers().count == 1, "\(context)")
    }

    /// Where, and what goes wrong there. Each case waits most of the time, so they wait together.
    @Test(.timeLimit(.minutes(4))) func whateverFailsItIsReadWhole() async throws {
        let cases: [(path: String, faults: [String])] = [
            ("/stream/", ["cut"]), ("/stream/", ["html-200", "reset-after"]), ("/stream/", ["503", "wrong-length"]),
            ("/video/v1/assets", ["429", "429-retry-after", "html-200"]),
            // The second request asks for the file: it is made, and its answer is lost.
            ("/video/v1/assets", ["", "reset-after"]), ("/video/v1/assets", ["", "refuse"]),
            ("/video/v1/assets", ["", "html-200"]),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (path, faults) in cases {
                group.addTask {
                    try await MuxInbox.with { inbox in
                        let id = try await inbox.mux.asset(of: try await WatchInbox.video(1))
                        let next = faults.map { $0.isEmpty ? JSON.null : JSON.string($0) }
                        try await inbox.mux.setFaults(["paths": [.string(path)], "next": .array(next)])
                        let ending = try await inbox.runNamed(["mux:\(id)"])
                        #expect(ending.code == 0, "\(path) \(faults): \(ending.errors)")
                        let struck = try await inbox.mux.stats().json["faults"]?.members ?? [:]
                        #expect(struck.count == Set(faults).subtracting([""]).count, "\(path) \(faults)")
                        try await expectOne(inbox, id, "\(path) \(faults)")
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// Every fifth request fails.
    @Test(.timeLimit(.minutes(10))) func amidManyFaultsAllIsMadeOnce() async throws {
        let seed = Surrounding.number("SMARTCLIP_SEED", 7)
        try await MuxInbox.with(["--slow", "1"]) { inbox in
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1))
            try await inbox.mux.setFaults(["rate": 0.2, "seed": .int(seed)])
            for _ in 0..<3 {
                let ending = try await inbox.runNamed(["mux:\(id)"])
                if ending.code == 0 { break }
                #expect(ending.code == 75, "\(ending.errors)")
            }
            try await inbox.mux.setFaults(["rate": 0])
            try await expectOne(inbox, id, "seed \(seed)")
        }
    }

    /// Before the file is asked for and after, amid its reading, and while the clip is asked for.
    @Test(.timeLimit(.minutes(5))) func aKillAnywhereMakesNothingTwice() async throws {
        let cases: [(name: String, path: String, faults: JSON, isMade: Bool)] = [
            ("before the file is made", "/video/v1/assets", [.null, "slow"], false),
            ("after the file is made", "/video/v1/assets", [.null, "slow"], true),
            ("amid the reading", "/stream/", ["slow"], false),
        ]
        try await withThrowingTaskGroup(of: Void.self) { group in
            for (name, path, faults, isMade) in cases {
                group.addTask {
                    try await MuxInbox.with(["--slow", "2"]) { inbox in
                        let id = try await inbox.mux.asset(of: try await WatchInbox.video(1))
                        try await inbox.mux.setFaults(["paths": [.string(path)], "next": faults])
                        let struck = try await kill(inbox, id) {
                            try await inbox.wait(name) { $0.faults("slow") == 1 }
                            if isMade {
                                try await inbox.mux.settled { () async throws -> Bool? in
                                    try await inbox.mux.files(of: id).isEmpty ? nil : true
                                }
                            }
                        }
                        #expect(struck, "\(name)")
                        // Never half a file under its name.
                        let copy = inbox.file(".smartclip/fetched/mux-\(id).mp4")
                        #expect(try FileFacts.ifPresent(copy) == nil, "\(name)")
                        let ending = try await inbox.runNamed(["mux:\(id)"])
                        #expect(ending.code == 0, "\(name): \(ending.errors)")
                        try await expectOne(inbox, id, name)
                    }
                }
            }
            try await group.waitForAll()
        }
    }

    /// At instants that nobody chose; `SMARTCLIP_KILLS` has more of them.
    @Test(.timeLimit(.minutes(30))) func aKillAtAnyInstantMakesNothingTwice() async throws {
        var random = RandomNumbers(seed: UInt64(Surrounding.number("SMARTCLIP_SEED", 7)))
        let delays = (0..<Surrounding.number("SMARTCLIP_KILLS", 6)).map { _ in
            Double.random(in: 0.05...3, using: &random)
        }
        for some in stride(from: 0, to: delays.count, by: 3).map({ delays[$0..<min($0 + 3, delays.count)] }) {
            try await MuxInbox.with { inbox in
                let id = try await inbox.mux.asset(of: try await WatchInbox.video(1))
                for delay in some {
                    if try await !kill(inbox, id, { try await Task.sleep(for: .seconds(delay)) }) { break }
                }
                let ending = try await inbox.runNamed(["mux:\(id)"])
                #expect(ending.code == 0, "\(some): \(ending.errors)")
                try await expectOne(inbox, id, "\(some)")
            }
        }
    }

    /// What had come before a kill is not read again.
    @Test(.timeLimit(.minutes(3))) func readingGoesOnWhereItWas() async throws {
        try await MuxInbox.with(["--slow", "5"]) { inbox in
            // Noise has many bytes.
            let noise = inbox.folder.appending("noise.mp4")
            let made = try await Subprocess.run(
                .name("ffmpeg"),
                arguments: [
                    "-v", "error", "-f", "lavfi", "-i", "testsrc=s=640x360:r=24,noise=alls=60:allf=t", "-f", "lavfi",
                    "-i", "sine", "-t", "6", "-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p", "-c:a",
                    "aac", noise.string,
                ],
                output: .discarded,
                error: .discarded
            )
            try #require(made.terminationStatus.isSuccess)
            let id = try await inbox.mux.asset(of: try Files.read(noise), MuxAssetTests.withFile)
            let size = try await inbox.mux.asset(id)["static_renditions"]?["files"]?.items?.first?["filesize"]?.text
            let bytes = try #require(size.flatMap { Int($0) })
            // The first request is for a part of a megabyte.
            try #require(bytes > 3 << 19, "\(bytes)")
            try await inbox.mux.setFaults(["paths": ["/stream/"], "next": [.null, "slow"]])
            let struck = try await kill(inbox, id) { try await inbox.wait("the rest") { $0.faults("slow") == 1 } }
            #expect(struck)
            let half = inbox.file(".smartclip/attempts/mux-\(id)/copy.mp4")
            #expect(try FileFacts.ifPresent(half)?.bytes == 1 << 20)
            let ending = try await inbox.runNamed(["mux:\(id)"], ["--host", "local"])
            #expect(ending.code == 0 && ending.errors.contains("goes on reading highest.mp4"), "\(ending.errors)")
            let copy = inbox.file(".smartclip/fetched/mux-\(id).mp4")
            #expect(try FileFacts.ifPresent(copy)?.bytes == bytes)
            #expect(try OutboxTree(inbox.outbox).leftovers == [])
        }
    }

    /// A half that nobody goes on from is cleaned away by the asset's name.
    @Test(.timeLimit(.minutes(3))) func aHalfIsCleanedAway() async throws {
        try await MuxInbox.with(["--slow", "5"]) { inbox in
            let id = try await inbox.mux.asset(of: try await WatchInbox.video(1), MuxAssetTests.withFile)
            try await inbox.mux.setFaults(["paths": ["/stream/"], "next": ["slow"]])
            try #require(try await kill(inbox, id) { try await inbox.wait("it") { $0.faults("slow") == 1 } })
            #expect(try OutboxTree(inbox.outbox).leftovers != [])
            let clean = try await inbox.smartclip("clean", "mux:\(id)")
            #expect(clean.code == 0 && clean.output.contains("attempts/mux-\(id)"), "\(clean.output)\(clean.errors)")
            #expect(try OutboxTree(inbox.outbox).leftovers == [])
            let again = try await inbox.smartclip("clean", "mux:\(id)")
            #expect(again.code != 0 && again.errors.contains("holds no video"), "\(again.errors)")
        }
    }

    private func kill(_ inbox: MuxInbox, _ id: String, _ body: () async throws -> Void) async throws -> Bool {
        try await inbox.program().runAndKill(
            ["run", "mux:\(id)", "--output", "outbox"] + MuxInbox.namedFlags + MuxInbox.short,
            in: inbox.folder
        ) { _ in try await body() }
    }
}
