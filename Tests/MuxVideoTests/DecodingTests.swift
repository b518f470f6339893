import HTTPTransfer
import Testing

@testable import MuxVideo

struct DecodingTests {
    private func asset(_ text: String) throws -> Asset {
        try MuxClient.read(MuxClient.Envelope<Asset>.self, .json(200, text), "GET /x").data
    }

    private func upload(_ text: String) throws -> DirectUpload {
        try MuxClient.read(MuxClient.Envelope<DirectUpload>.self, .json(200, text), "GET /x").data
    }

    @Test func aReadyAssetIsReadWhole() throws {
        let asset = try asset(Recorded.asset)
        #expect(asset.status == .ready)
        #expect(asset.createdAt == 1_609_869_152)
        #expect(asset.duration == 23.857167)
        #expect(asset.tracks.map(\.type) == [.video, .audio, .text])
        #expect(asset.tracks[2].textSource == .generatedVOD)
        #expect(asset.playbackIDs[1].policy == .other("something_new"))
        #expect(asset.playback == PlaybackID(id: "P1"))
        #expect(asset.staticRenditions.first?.filesize == 123_456_789)
        #expect(asset.sourceAssetID == "SRC1")
        #expect(asset.uploadID == nil)
        #expect(asset.meta.externalID == "key" && asset.meta.title == nil)
        #expect(asset.audioTrack?.id == "T1")
        #expect(asset.progress?.percent == 100)
    }

    @Test func anErroredAssetTellsWhy() throws {
        let asset = try asset(Recorded.erroredAsset)
        #expect(asset.status == .errored)
        #expect(asset.createdAt == 1_609_869_152)
        #expect(asset.errors?.words == "Failed to download file")
        #expect(asset.tracks.isEmpty && asset.duration == nil)
    }

    @Test func anUploadTellsItsErrorInTheSingular() throws {
        let failed = try upload(Recorded.failedUpload)
        #expect(failed.status == .errored)
        #expect(failed.error?.words == "The file is no video")
        #expect(try upload(Recorded.upload).meta.externalID == "key")
    }

    @Test(arguments: [
        (#"{"files":[{"name":"highest.mp4","status":"ready"}]}"#, 1),
        (#"[{"name":"highest.mp4","status":"ready"}]"#, 1),
        (#"{"status":"disabled"}"#, 0), ("null", 0), ("[]", 0), (#"{"files":null}"#, 0),
    ])
    func renditionsComeInSeveralShapes(text: String, count: Int) throws {
        let asset = try asset(#"{"data":{"id":"A1","static_renditions":\#(text)}}"#)
        #expect(asset.staticRenditions.count == count)
    }

    @Test(arguments: [
        ("", "not JSON"), ("<html><body>Bad gateway</body></html>", "not JSON"), ("null", "answer: null"),
        ("{}", "answer.data: missing"), (#"{"data":null}"#, "answer.data: null"),
        (#"{"data":{"id":7}}"#, "answer.data.id: not a String"),
        (#"{"data":{"id":""}}"#, "answer.data.id: not an id"),
        (#"{"data":{"id":"a/../b"}}"#, "answer.data.id: not an id"),
        (#"{"data":{"id":".."}}"#, "answer.data.id: not an id"),
        (#"{"data":{"id":"a","tracks":[{"id":"t"},{"id":[]}]}}"#, "answer.data.tracks[1].id: not a String"),
        (#"{"data":{"id":"a","created_at":"soon"}}"#, "answer.data.created_at: not a number"),
        (#"{"data":{"id":"a","created_at":1e300}}"#, "answer.data.created_at: not a whole number"),
    ])
    func aLieIsNamedByWhatAndWhere(text: String, what: String) throws {
        let error = #expect(throws: MuxError.self) { try asset(text) }
        guard case .badAnswer(let told) = error?.kind else {
            Issue.record("\(String(describing: error))")
            return
        }
        // A decoder may say null where another says missing.
        #expect(told == what || (what.hasSuffix("null") && told.hasPrefix("answer")), "\(told)")
        #expect(error?.isTransient == true)
    }

    /// Changes of bytes here and there, and cuts, in all that was recorded: read or refused, never a crash.
    @Test(arguments: UInt64(1)...40)
    func noAnswerCrashes(seed: UInt64) async throws {
        var random = RandomNumbers(seed: seed)
        let seeds = [
            Recorded.asset, Recorded.upload, Recorded.erroredAsset, Recorded.failedUpload, Recorded.tooMany,
            Recorded.unauthorized,
        ]
        let signs = Array(#"{}[]",:0-9eE.\u"#.utf8) + [0, 0xFF, 0xED, 0xA0]
        for _ in 0..<25 {
            var bytes = Array((seeds.randomElement(using: &random) ?? "").utf8)
            for _ in 0..<Int.random(in: 1...6, using: &random) {
                let place = Int.random(in: 0..<bytes.count, using: &random)
                switch Int.random(in: 0..<4, using: &random) {
                case 0: bytes[place] = signs.randomElement(using: &random) ?? 0
                case 1: bytes.removeSubrange(place..<min(bytes.count, place + Int.random(in: 1...20, using: &random)))
                case 2: bytes.insert(contentsOf: bytes[(place / 2)..<place], at: place)
                default: bytes[place] ^= 1 << UInt8.random(in: 0...7, using: &random)
                }
                if bytes.isEmpty { bytes = [0x7B] }
            }
            for status in [200, 400, 429] {
                let response = HTTPResponse(status: status, body: bytes)
                let video = MuxClient.with(StandIn { _, _ in response })
                do { _ = try await video.asset("A1") } catch { checkLine(error) }
                do { _ = try await video.upload("u1") } catch { checkLine(error) }
                do { _ = try await video.assets() } catch { checkLine(error) }
            }
        }
    }

    private func checkLine(_ error: MuxError) {
        let text = error.description
        #expect(text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control })
        #expect(text.unicodeScalars.count < 3000)
    }
}
