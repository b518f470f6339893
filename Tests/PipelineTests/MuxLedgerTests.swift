import Concurrency
import FoundationEssentials
import Manifest
import MuxVideo
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import HostMux
@testable import Pipeline

@Suite struct MuxLedgerTests {
    private let id = VideoID(sha256: String(repeating: "a", count: 64))

    private func moment(_ id: String, _ start: Double, _ end: Double) -> MomentEntry {
        MomentEntry(
            id: id,
            videoId: self.id.short,
            startTime: start,
            endTime: end,
            title: id,
            description: "",
            reason: "",
            score: 0,
            scoreParts: [:],
            quote: "",
            boundary: .edited
        )
    }

    private func state(_ outbox: Outbox, _ settings: Settings) throws -> VideoState {
        try VideoState(
            id: id,
            folder: outbox.folder("a"),
            source: "/inbox/a.mp4",
            settings: settings
        )
    }

    @Test func momentsOfTheSameTimesAreMadeOneAfterTheOther() async throws {
        try await ScratchFolder.with { scratch in
            let state = try state(Outbox(writing: scratch.path), Settings())
            let moments = [moment("a", 1, 5), moment("b", 2, 5), moment("c", 1, 5), moment("d", 1, 5)]
            #expect(try Clip.turns(of: moments, state) == [[0, 2, 3], [1]])
        }
    }

    @Test func onlyTheTimesDecideWhatAClipAtMuxIs() {
        let clip = MuxClip.fingerprint(moment("a", 1, 5), of: id)
        #expect(MuxClip.fingerprint(moment("b", 1, 5), of: id) == clip)
        #expect(MuxClip.fingerprint(moment("a", 1, 5.001), of: id) != clip)
        #expect(MuxClip.fingerprint(moment("a", 1, 5), of: VideoID(sha256: String(repeating: "b", count: 64))) != clip)
    }

    @Test(arguments: [
        (-3600.0, 10.0), (0, 10), (9, 10), (60, 10), (65, 5), (70, 0), (1e6, 0),
    ])
    func whatMayHaveJustBeenMadeIsLookedForWhateverTheClockSays(_ age: Double, _ seconds: Double) {
        #expect(MuxMaker.patience(age: age) == .seconds(seconds))
    }

    @Test func whatWasJustMadeIsNotTakenForDeleted() {
        var object = RemoteObject(key: "k", host: "mux", purpose: .clip, variant: "public default")
        #expect(!MuxMaker.isFresh(object))
        let made = Timestamp.now
        object.madeAt = made
        #expect(MuxMaker.isFresh(object, now: made.date.addingTimeInterval(59)))
        #expect(!MuxMaker.isFresh(object, now: made.date.addingTimeInterval(61)))
    }

    @Test func aLedgerThatCannotBeWrittenKeepsNothingInMind() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let ledger = try Ledger(of: id, outbox.folder("a"), in: outbox)
            // A file in the place of the folder: nothing can be written below it, whoever runs the test.
            let folder = outbox.ledger(of: id).parent
            try folder.write("".utf8)
            let object = await ledger.new(.source, variant: "public default")
            await #expect(throws: FileError.self) { try await ledger.set(object) }
            try folder.removeFile()
            try await ledger.set(object)
            #expect(try outbox.readLedger(at: outbox.ledger(of: id))?.objects == [object])
        }
    }

    /// Who may write to the outbox may put any id into a ledger: only what Mux has under this video's key is the video's.
    @Test func whatWasMadeForSomethingElseIsNotOwned() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let ledger = try Ledger(of: id, outbox.folder("a"), in: outbox)
            let own = await ledger.new(.source, variant: "public default")
            func asset(_ key: String) throws -> MuxVideo.Asset {
                let text = #"{"id": "x", "status": "ready", "created_at": "1", "passthrough": "\#(key)"}"#
                return try JSONText.decode(MuxVideo.Asset.self, from: Data(text.utf8))
            }
            #expect(ledger.owns(try asset(own.key), as: own))
            #expect(!ledger.owns(try asset("somebody-else"), as: own))
            // The key of somebody else's, written into the ledger together with the id.
            let forged = RemoteObject(key: "somebody-else", host: "mux", purpose: .clip, variant: "public default")
            #expect(!ledger.owns(try asset("somebody-else"), as: forged))
        }
    }

    @Test func aBrokenLedgerDoesNotHideTheOthers() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            let ledger = try Ledger(of: id, outbox.folder("a"), in: outbox)
            try await ledger.set(await ledger.new(.source, variant: "public default"))
            let broken = outbox.ledger(of: VideoID(sha256: String(repeating: "0", count: 64)))
            try broken.write("{".utf8)
            let ledgers = try outbox.allLedgers()
            #expect(ledgers.read.map(\.video) == [id.short])
            #expect(ledgers.broken.map(\.class) == [.config])
        }
    }

    @Test func aLedgerThatWasLostIsMissed() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            var upload = StageRecord(stage: .upload, attempt: 1, startedAt: .now, fingerprint: "")
            func ledger() throws -> Ledger {
                try Ledger(of: id, outbox.folder("a"), in: outbox, records: [.upload: upload])
            }
            // A video that Mux has never seen is not looked for there.
            #expect(try !ledger().misses(.source))
            upload.remoteIds["asset_id"] = "A"
            let lost = try ledger()
            #expect(lost.misses(.source) && !lost.misses(.clip))
            try await lost.set(await lost.new(.source, variant: "public default"))
            #expect(try !ledger().misses(.source))
        }
    }

    @Test func lookingWhatIsAmissGivesAnOutboxNoName() async throws {
        try await ScratchFolder.with { scratch in
            let outbox = try Outbox(writing: scratch.path)
            #expect(try outbox.nameIfPresent() == nil)
            let name = try outbox.name()
            #expect(try outbox.nameIfPresent() == name)
        }
    }

    @Test func captionsThatNeverComeAreSilenceInTheEnd() {
        var record = StageRecord(stage: .fetchVTT, attempt: 1, startedAt: .now, fingerprint: "")
        #expect(!MuxTranscript.isSilence(after: nil))
        record.failure = Failure(.transient, "Mux lists no captions yet; they are looked for again later")
        record.failedTries = 1
        #expect(!MuxTranscript.isSilence(after: record))
        record.failedTries = 2
        #expect(MuxTranscript.isSilence(after: record))
        // Tries that failed of something else say nothing of the captions.
        record.failure = Failure(.transient, "Mux is in trouble")
        #expect(!MuxTranscript.isSilence(after: record))
    }

    @Test(.timeLimit(.minutes(3))) func anEndingCallsOffAWaitAtOnce() async throws {
        let ending = Ending()
        await #expect(throws: CancellationError.self) {
            try await withThrowingTaskGroup(of: Void.self) { group in
                group.addTask {
                    try await Ending.$current.withValue(ending) {
                        let _: Int = try await MuxWait.until("nothing", pace: PollPace()) {
                            ending.begin()
                            return nil
                        }
                    }
                }
                try await group.waitForAll()
            }
        }
        #expect(ending.hasBegun)
        await #expect(throws: CancellationError.self) {
            try await Ending.$current.withValue(ending) { try await Ending.sleep(for: .seconds(3600)) }
        }
    }

    @Test func signedPlaybackWithoutAKeyIsRefusedBeforeAnythingIsPaidFor() throws {
        var settings = Settings()
        settings.muxPolicy = .signed
        var variables = [
            "MUX_TOKEN_ID": "id", "MUX_TOKEN_SECRET": "secret", "MUX_SIGNING_KEY": "", "MUX_PRIVATE_KEY": "",
        ]
        let account = try MuxAccess(environment: variables).open()
        #expect(throws: Failure.self) { try account.require(settings) }
        settings.muxPolicy = .public
        try account.require(settings)
        variables["MUX_TOKEN_SECRET"] = ""
        #expect(!MuxAccess(environment: variables).hasCredentials)
    }
}
