import HTTPTransfer
import Testing

@testable import MuxVideo

struct ReadinessTests {
    private func asset(_ fields: String) throws -> Asset {
        try MuxClient.read(MuxClient.Envelope<Asset>.self, .json(200, #"{"data":{"id":"A1",\#(fields)}}"#), "GET /x")
            .data
    }

    private func text(_ id: String, _ status: String, _ language: String = "en", _ source: String = "generated_vod")
        -> String
    {
        #"{"id":"\#(id)","type":"text","status":"\#(status)","language_code":"\#(language)","text_source":"\#(source)"}"#
    }

    private func tracks(_ all: String...) throws -> Asset { try asset(#""tracks":[\#(all.joined(separator: ","))]"#) }

    @Test func captionsAreAWaitOfTheirOwn() throws {
        #expect(try asset(#""status":"ready""#).transcriptReadiness() == .none)
        let waiting = try tracks(text("t", "preparing"))
        #expect(try waiting.transcriptReadiness() == .preparing(#require(waiting.tracks.first)))
        let done = try tracks(text("t", "ready"))
        #expect(try done.transcriptReadiness(language: "EN") == .ready(#require(done.tracks.first)))
        #expect(done.transcriptReadiness(language: "de") == .none)
        #expect(try tracks(text("t", "deleted")).transcriptReadiness() == .deleted)
        let words = #"{"id":"t","type":"text","status":"errored","error":{"type":"x","messages":["no speech"]}}"#
        #expect(try tracks(words).transcriptReadiness() == .errored("no speech"))
    }

    @Test func theBestTrackIsTaken() throws {
        let asset = try tracks(
            text("old", "errored"),
            text("up", "ready", "en", "uploaded"),
            text("gen", "ready", "en-US"),
            text("fr", "ready", "fr")
        )
        #expect(asset.textTrack(language: "en")?.id == "gen")
        #expect(asset.textTrack(language: "fr")?.id == "fr")
        #expect(asset.generatedTrack?.id == "gen")
        #expect(try tracks(text("a", "preparing", "auto")).textTrack(language: "pl")?.id == "a")
        // "e" is not the beginning of "en".
        #expect(asset.textTrack(language: "e") == nil)
    }

    @Test(arguments: [
        ("preparing", RenditionReadiness.preparing), ("skipped", .skipped), ("errored", .errored("no reason given")),
        ("brand_new", .preparing),
    ])
    func filesAreAWaitOfTheirOwn(status: String, readiness: RenditionReadiness) throws {
        let asset = try asset(#""static_renditions":{"files":[{"name":"highest.mp4","status":"\#(status)"}]}"#)
        #expect(asset.renditionReadiness(named: "highest.mp4") == readiness)
        #expect(asset.renditionReadiness(named: "audio.m4a") == .missing)
    }

    @Test func aFileWithoutANameIsNamedByItsResolution() throws {
        let asset = try asset(#""static_renditions":[{"resolution":"audio-only","status":"ready"}]"#)
        #expect(asset.rendition(named: "audio.m4a")?.resolution == .audioOnly)
    }

    @Test func looksAreNeverMoreThanOneASecond() {
        let usual = MuxPace.usual.looks
        let lengths = [3600, 1, .infinity]
        for pace in [usual] + lengths.map({ usual.captions(ofSeconds: $0) }) {
            var elapsed = Duration.zero
            for look in 0..<200 {
                let wait = pace.wait(afterLook: look, elapsed: elapsed)
                #expect(wait >= .seconds(1) && wait <= .seconds(15))
                elapsed += wait
            }
        }
    }

    @Test func whoMayAskMoreOftenMayLookMoreOften() {
        #expect(MuxPace(posts: 1, others: 10).looks.least == .milliseconds(500))
        #expect(MuxPace(posts: 1, others: 1000).looks.least == .milliseconds(250))
        #expect(MuxPace(posts: 1, others: 1).looks.least == .seconds(1))
        #expect(MuxPace(posts: 1, others: 10).looks.wait(afterLook: 50, elapsed: .zero) == .seconds(15))
    }

    @Test func looksGrowRareAndQuickenNearTheExpectedEnd() {
        #expect(PollPace().wait(afterLook: 0, elapsed: .zero) == .seconds(1))
        #expect(PollPace().wait(afterLook: 50, elapsed: .seconds(500)) == .seconds(15))
        let hour = PollPace().captions(ofSeconds: 1200)
        #expect(hour.expected == .seconds(120))
        #expect(hour.wait(afterLook: 50, elapsed: .seconds(80)) == .seconds(10))
        #expect(hour.wait(afterLook: 50, elapsed: .seconds(110)) <= .seconds(5))
        #expect(hour.wait(afterLook: 50, elapsed: .seconds(500)) == .seconds(15))
    }
}
