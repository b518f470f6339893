import HTTPTransfer
import Testing

@testable import MuxVideo

/// What goes over the wire, and what is made of what comes back.
struct CallTests {
    @Test func anUploadIsOpenedAsTheServiceReadsIt() async throws {
        let client = StandIn { _, _ in .json(201, Recorded.upload) }
        let settings = AssetSettings(
            subtitles: [GeneratedSubtitles(language: "en", name: "English")],
            renditions: [.highest],
            quality: .basic,
            maxResolution: .p2160,
            passthrough: "key",
            meta: AssetMeta(title: "A talk", externalID: "key"),
            isTest: true
        )
        let upload = try await MuxClient.with(client).createUpload(NewUpload(timeout: 10, settings: settings))
        #expect(upload.status == .waiting)
        #expect(upload.url?.reveal == "https://storage.test/x?upload_id=1")
        #expect("\(upload)".contains("upload_id") == false)
        let request = try #require(client.requests.first)
        #expect(request.method == .post)
        #expect(request.address == "https://api.mux.com/video/v1/uploads")
        guard case .basic(let user, let password) = request.authorization else {
            Issue.record("no authorization")
            return
        }
        #expect(user.reveal == "id" && password.reveal == "s3cret")
        #expect(
            request.text
                == #"{"cors_origin":"*","new_asset_settings":{"inputs":[{"generated_subtitles":"#
                + #"[{"language_code":"en","name":"English"}]}],"max_resolution_tier":"2160p","#
                + #""meta":{"external_id":"key","title":"A talk"},"#
                + #""passthrough":"key","playback_policies":["public"],"static_renditions":[{"resolution":"highest"}],"#
                + #""video_quality":"basic"},"test":true,"timeout":60}"#
        )
    }

    @Test func aClipNamesItsSourceAndItsSpan() async throws {
        let client = StandIn { _, _ in .json(201, Recorded.asset) }
        let clip = NewAsset.clip(of: "SRC1", start: 12.5, end: 40, settings: AssetSettings(renditions: [.highest]))
        _ = try await MuxClient.with(client).createAsset(clip)
        #expect(
            client.requests.first?.text
                == #"{"inputs":[{"end_time":40,"start_time":12.5,"url":"mux://assets/SRC1"}],"#
                + #""playback_policies":["public"],"static_renditions":[{"resolution":"highest"}]}"#
        )
    }

    @Test func aTimeThatIsNoNumberIsNotSent() async throws {
        let client = StandIn { _, _ in .json(201, Recorded.asset) }
        let clip = NewAsset.clip(of: "SRC1", start: .nan, end: 40, settings: AssetSettings())
        let error = await #expect(throws: MuxError.self) { try await MuxClient.with(client).createAsset(clip) }
        #expect(error?.kind == .invalid && error?.reach == .notSent)
        #expect(client.requests.isEmpty)
    }

    @Test func textsAreCutBetweenCharacters() {
        #expect(String(repeating: "é", count: 300).cut(toBytes: 255) == String(repeating: "é", count: 127))
        #expect("ab👩‍🚀".cut(toBytes: 6) == "ab👩")
        #expect("abc".cut(toBytes: 3) == "abc")
        #expect("👩".cut(toBytes: 3) == "")
        let long = AssetMeta(title: String(repeating: "x", count: 600), externalID: String(repeating: "k", count: 200))
        #expect(long.fitted?.title?.utf8.count == 512)
        #expect(long.fitted?.externalID?.utf8.count == 128)
    }

    @Test func anUploadWithoutItsAddressIsABadAnswer() async throws {
        let client = StandIn { _, _ in .json(201, #"{"data":{"id":"u1","status":"waiting"}}"#) }
        let error = await #expect(throws: MuxError.self) { try await MuxClient.with(client).createUpload(NewUpload()) }
        #expect(error?.kind == .badAnswer("answer.data.url: missing"))
        #expect(error?.reach == .unknown && error?.isTransient == true)
    }

    @Test func anIdLeadsNowhereElse() async throws {
        let client = StandIn { _, _ in .json(404, "{}") }
        await #expect(throws: MuxError.self) { try await MuxClient.with(client).asset("../uploads?x=1") }
        #expect(client.requests.first?.address == "https://api.mux.com/video/v1/assets/..%2Fuploads%3Fx%3D1")
    }

    @Test func deletingWhatIsGoneIsDone() async throws {
        try await MuxClient.with(StandIn { _, _ in .json(404, Recorded.notFound) }).deleteAsset("A1")
        try await MuxClient.with(StandIn { _, _ in HTTPResponse(status: 204) }).deleteAsset("A1")
        await #expect(throws: MuxError.self) {
            try await MuxClient.with(StandIn { _, _ in .json(401, Recorded.unauthorized) }).deleteAsset("A1")
        }
    }

    @Test func cancellingWhatIsDoneTellsWhatItBecame() async throws {
        let client = StandIn { request, _ in
            if request.method == .put { return .json(403, "{}") }
            return .json(200, #"{"data":{"id":"u1","status":"asset_created","asset_id":"A1"}}"#)
        }
        let upload = try await MuxClient.with(client).cancelUpload("u1")
        #expect(upload.assetID == "A1")
    }

    @Test func cancellingWithoutPermissionIsAnError() async throws {
        let client = StandIn { request, _ in request.method == .put ? .json(403, "{}") : .json(200, Recorded.upload) }
        let error = await #expect(throws: MuxError.self) { try await MuxClient.with(client).cancelUpload("u1") }
        #expect(error?.kind == .forbidden)
    }

    @Test func subtitlesAreAskedOfASoundTrack() async throws {
        let client = StandIn { _, _ in
            .json(201, #"{"data":[{"id":"T9","type":"text","status":"preparing","text_source":"generated_vod"}]}"#)
        }
        let tracks = try await MuxClient.with(client).generateSubtitles(
            asset: "A1",
            audioTrack: "T1",
            language: "en",
            name: "English"
        )
        #expect(tracks.map(\.id) == ["T9"])
        let request = try #require(client.requests.first)
        #expect(request.address == "https://api.mux.com/video/v1/assets/A1/tracks/T1/generate-subtitles")
        #expect(request.text == #"{"generated_subtitles":[{"language_code":"en","name":"English"}]}"#)
    }

    @Test func aTranscriptMustLookLikeOne() async throws {
        let playback = PlaybackID(id: "P1")
        for text in ["WEBVTT\n\n", "\u{FEFF}WEBVTT - a title\n", "WEBVTT"] {
            let client = StandIn { _, _ in .json(200, text) }
            let bytes = try await MuxClient.with(client).transcript(playback: playback, track: "T1")
            #expect(bytes == Array(text.utf8))
            #expect(client.requests.first?.address == "https://stream.mux.com/P1/text/T1.vtt")
            #expect(client.requests.first?.authorization == nil)
        }
        for text in ["", "<html>", "WEBVTTX\n", "{}"] {
            let client = StandIn { _, _ in .json(200, text) }
            let error = await #expect(throws: MuxError.self) {
                try await MuxClient.with(client).transcript(playback: playback, track: "T1")
            }
            #expect(error?.kind == .badAnswer("not WebVTT"))
        }
    }

    /// What comes from somebody between: a page, JSON that is no answer, half of one.
    @Test(arguments: ["<html>", #"{"error":"gateway"}"#, #"{"data":{"id":"A1","#])
    func whatIsNoAnswerIsAskedForAgainWhereThatIsFree(text: String) async throws {
        let client = StandIn { _, number in .json(200, number < 2 ? text : Recorded.asset) }
        _ = try await MuxClient.with(client, attempts: 6).asset("A1")
        #expect(client.requests.count == 3)
        let making = StandIn { _, number in .json(201, number < 2 ? text : Recorded.asset) }
        let clip = NewAsset.clip(of: "SRC1", start: 1, end: 4, settings: AssetSettings())
        let error = await #expect(throws: MuxError.self) {
            try await MuxClient.with(making, attempts: 6).createAsset(clip)
        }
        #expect(error?.reach == .unknown && making.requests.count == 1)
    }

    @Test func aPageInPlaceOfATranscriptIsAskedForAgain() async throws {
        let client = StandIn { _, number in .json(200, number < 2 ? "<html>" : "WEBVTT\n") }
        let bytes = try await MuxClient.with(client, attempts: 6).transcript(playback: PlaybackID(id: "P"), track: "T")
        #expect(bytes == Array("WEBVTT\n".utf8))
        #expect(client.requests.count == 3)
    }
}

/// Paging through all assets.
struct FindAssetsTests {
    private func asset(_ id: Int) -> String { #"{"id":"A\#(id)","status":"ready","passthrough":"p\#(id)"}"# }

    private func page(_ ids: [Int], _ rest: String = "") -> HTTPResponse {
        .json(200, #"{"data":[\#(ids.map(asset).joined(separator: ","))]\#(rest)}"#)
    }

    @Test func cursorsAreFollowedToTheirEnd() async throws {
        let client = StandIn { request, number in
            switch number {
            case 0: page([1, 2], #","next_cursor":"c1""#)
            case 1:
                request.address.contains("cursor=c1")
                    ? page([2, 3], #","next_cursor":"c2""#) : HTTPResponse(status: 500)
            default: page([4], #","next_cursor":null"#)
            }
        }
        let all = try await MuxClient.with(client).findAssets { _ in true }
        #expect(all.map(\.id) == ["A1", "A2", "A3", "A4"])
        #expect(client.requests.count == 3)
    }

    /// What pages and cursors do together is documented nowhere.
    @Test func pagesAreNeverAskedFor() async throws {
        let client = StandIn { _, number in page([number], number < 2 ? #","next_cursor":"c\#(number)""# : "") }
        let all = try await MuxClient.with(client).findAssets { _ in true }
        #expect(all.map(\.id) == ["A0", "A1", "A2"])
        #expect(client.requests.allSatisfy { $0.address.contains("limit=100") && !$0.address.contains("page=") })
    }

    @Test func aFullPartWithoutACursorIsABadAnswer() async throws {
        let client = StandIn { _, _ in page(Array(0..<100)) }
        let error = await #expect(throws: MuxError.self) {
            try await MuxClient.with(client).findAsset { _ in false }
        }
        #expect(error?.kind == .badAnswer("answer.next_cursor: missing"))
    }

    @Test func aServerThatRepeatsItselfEnds() async throws {
        let same = StandIn { _, _ in page([1, 2]) }
        let found = try await MuxClient.with(same).findAssets { _ in true }
        #expect(found.count == 2)
        let cursor = StandIn { _, _ in page([1, 2], #","next_cursor":"c1""#) }
        let again = try await MuxClient.with(cursor).findAssets { _ in true }
        #expect(again.count == 2)
    }

    @Test func aListWithoutEndIsABadAnswer() async throws {
        let client = StandIn { _, number in page([number], #","next_cursor":"c\#(number)""#) }
        let error = await #expect(throws: MuxError.self) {
            try await MuxClient.with(client).findAsset { _ in false }
        }
        #expect(error?.kind == .badAnswer("the list of assets has no end"))
    }

    @Test func anUploadIsFoundByTheCallersKey() async throws {
        let client = StandIn { request, _ in
            if request.address.hasSuffix("page=1") {
                return .json(200, #"{"data":[{"id":"u0","status":"timed_out"}]}"#)
            }
            if request.address.hasSuffix("page=2") {
                return .json(200, #"{"data":[{"id":"u1","new_asset_settings":{"meta":{"external_id":"key"}}}]}"#)
            }
            return .json(200, #"{"data":[]}"#)
        }
        let found = try await MuxClient.with(client).findUpload { $0.meta.externalID == "key" }
        #expect(found?.id == "u1")
        let none = try await MuxClient.with(client).findUpload { $0.passthrough == "other" }
        #expect(none == nil)
    }

    @Test func theFirstMatchEndsTheSearch() async throws {
        let client = StandIn { _, _ in page([1, 2, 3], #","next_cursor":"c1""#) }
        let found = try await MuxClient.with(client).findAsset { $0.passthrough == "p2" }
        #expect(found?.id == "A2")
        #expect(client.requests.count == 1)
    }
}
