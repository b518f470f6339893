import HTTPTransfer
import SystemPackage
import Testing

@testable import MuxVideo

/// The client with the real engine over sockets.
@Suite(
    .enabled(if: EmulatedMux.program != nil, "no mux-emulator beside the tests nor in MUX_EMULATOR"),
    .timeLimit(.minutes(3)),
    .serialized
)
struct EmulatorTests {
    private static let captions = "WEBVTT\n\n00:00:00.500 --> 00:00:02.000\nHello there.\n"

    private let settings = AssetSettings(
        subtitles: [GeneratedSubtitles(language: "en", name: "English")],
        renditions: [.highest],
        passthrough: "key",
        meta: AssetMeta(title: "A talk", externalID: "key")
    )

    /// `faults` are arguments: the same way must lead through all of them.
    @Test(arguments: [
        [],
        [
            "--faults", "0.2", "--seed", "7", "--fault-kinds", "429,503-retry-after,reset-before,cut,502", "--slow",
            "0.1",
        ],
    ])
    func aVideoGoesAllTheWay(faults: [String]) async throws {
        let bytes = try await EmulatedMux.sample()
        // Only what may be repeated fails: a lost POST is the caller's to look after.
        let only = faults.isEmpty ? [] : ["/stream", "/upload/", "/video/v1/assets/"].flatMap { ["--fault-path", $0] }
        try await EmulatedMux.run(faults + only, captions: Self.captions) { mux in
            var asset = try await mux.asset(of: bytes, settings: settings)
            #expect(asset.passthrough == "key" && asset.meta.externalID == "key")
            let found = try await mux.video.findAsset { $0.meta.externalID == "key" }
            #expect(found?.id == asset.id)
            asset = try await mux.asset(asset.id) {
                if case .ready = $0.transcriptReadiness(language: "en") { true } else { false }
            }
            let playback = try #require(asset.playback)
            let track = try #require(asset.textTrack(language: "en"))
            let transcript = try await mux.patiently { () throws(MuxError) in
                try await mux.video.transcript(playback: playback, track: track.id)
            }
            #expect(String(decoding: transcript, as: UTF8.self).contains("Hello there."))

            let made = try await mux.video.createAsset(
                .clip(of: asset.id, start: 1, end: 3, settings: AssetSettings(renditions: [.highest]))
            )
            let clip = try await mux.asset(made.id) {
                if case .ready = $0.renditionReadiness(named: "highest.mp4") { true } else { false }
            }
            #expect(clip.sourceAssetID == asset.id)
            let size = try #require(clip.rendition(named: "highest.mp4")?.filesize)
            let file = try ScratchFile()
            let count = try await mux.video.download(
                playback: try #require(clip.playback),
                rendition: "highest.mp4",
                to: file.descriptor
            )
            let content = try file.bytes()
            #expect(count == size && content.count == Int(size))
            #expect(content.dropFirst(4).prefix(4).elementsEqual("ftyp".utf8))
            for _ in 0..<2 {
                try await mux.patiently { () throws(MuxError) in try await mux.video.deleteAsset(clip.id) }
            }
        }
    }

    @Test func theEmulatorsWordsAreUnderstood() async throws {
        try await EmulatedMux.run(["--max-assets", "0"]) { mux in
            let unknown = await #expect(throws: MuxError.self) { try await mux.video.asset("NOSUCHASSET") }
            #expect(unknown?.kind == .notFound || unknown?.kind == .invalid)
            let full = await #expect(throws: MuxError.self) { try await mux.video.createUpload(NewUpload()) }
            #expect(full?.kind == .planLimit(.assets), "\(String(describing: full))")
            #expect(full?.reach == .answered)
            let stranger = MuxClient(
                credentials: MuxCredentials(tokenID: Secret("id"), tokenSecret: Secret("wrong")),
                hosts: mux.video.hosts,
                client: RetryingClient(mux.http)
            )
            let refused = await #expect(throws: MuxError.self) { try await stranger.assets() }
            #expect(refused?.kind == .unauthorized)
        }
    }

    @Test func anUploadIsTakenUpAgainAndItsSessionEnds() async throws {
        try await EmulatedMux.run { mux in
            let bytes = try await EmulatedMux.sample()
            let upload = try await mux.video.createUpload(NewUpload(settings: settings))
            let session = try #require(upload.url)
            // As a run before this one that was killed: the session has the first unit.
            let file = try ScratchFile(bytes)
            var first = HTTPRequest(.put, .secret(session), headers: ["Content-Range": "bytes 0-262143/\(bytes.count)"])
            first.body = .file(file.descriptor, offset: 0, length: 262_144, type: nil)
            let answer = try await mux.http.send(first)
            #expect(answer.status == 308 && answer.headers["range"] == "bytes=0-262143")
            try await ResumableUpload(client: mux.http).send(
                file: file.descriptor,
                length: Int64(bytes.count),
                to: session,
                progress: { _ in },
                unchanged: {}
            )
            // Once more: it is there.
            try await ResumableUpload(client: mux.http).send(
                file: file.descriptor,
                length: Int64(bytes.count),
                to: session,
                progress: { _ in },
                unchanged: {}
            )
            let other = try await mux.video.createUpload(NewUpload(settings: settings))
            let cancelled = try await mux.video.cancelUpload(other.id)
            #expect(cancelled.status == .cancelled)
            let lost = await #expect(throws: UploadError.self) {
                try await ResumableUpload(client: mux.http).send(
                    file: file.descriptor,
                    length: Int64(bytes.count),
                    to: try #require(other.url),
                    progress: { _ in },
                    unchanged: {}
                )
            }
            #expect(lost?.needsNewSession == true, "\(String(describing: lost))")
        }
    }
}
