import FoundationEssentials
import Manifest
import Outbox
import OutboxSupport
import StateFiles
import SystemPackage
import Testing

@testable import Desk

/// The built desk over a small outbox, asked over the wire.
@Suite(.serialized, .timeLimit(.minutes(2))) struct ServingTests {
    @Test func whatIsThereIsTold() async throws {
        try await TrialOutbox.with(3) { trial in
            try await DeskProcess.with(trial.outbox) { desk in
                let health = try desk.ask("GET", "/api/health", isKnown: false)
                #expect(health.status == 200 && health.text.contains("\"success\":true"))
                let list = try desk.json("GET", "/api/videos?limit=2")
                #expect(list["videos"]?.elements?.count == 2 && list["watcher"] == .bool(false))
                let cursor = try #require(list["next_cursor"]?.text)
                let rest = try desk.json("GET", "/api/videos?limit=2&cursor=\(cursor)")
                #expect(rest["videos"]?.elements?.count == 1 && rest["next_cursor"] == .null)
                let ids = ((list["videos"]?.elements ?? []) + (rest["videos"]?.elements ?? [])).compactMap {
                    $0["id"]?.text
                }
                #expect(Set(ids) == Set(trial.videos.map(\.id.short)))
                #expect(try desk.json("GET", "/api/videos?q=TALK-B")["total"] == .integer(1))

                let video = try desk.ask("GET", "/api/videos/\(trial.id)")
                let manifest = try JSONText.decode(JSONTree.self, from: Data(video.body))["video"]
                let file = try Files.read(trial.video.folder.path.appending("manifest.json"))
                #expect(try manifest == JSONText.decode(JSONTree.self, from: Data(file)))
                let tag = try #require(video.fields["etag"])
                let same = try desk.ask("GET", "/api/videos/\(trial.id)", nil, ["If-None-Match": tag])
                #expect(same.status == 304 && same.body.isEmpty)

                let status = try desk.json("GET", "/api/videos/\(trial.id)/status")
                #expect(status["status"]?.text == "captioning" && status["working"] == .bool(false))
                let clip = try #require(manifest?["clips"]?.elements?.first?["id"]?.text)
                #expect(try desk.json("GET", "/api/clips/\(trial.id).\(clip)")["clip"]?["id"]?.text == clip)
                let words = try desk.json("GET", "/api/videos/\(trial.id)/transcript")
                #expect(words["sentences"]?.elements?.first?["text"]?.text == "The first thing is simple.")
                #expect(words["cues"]?.elements?.first?["words"]?.elements?.count == 5)
                #expect(try desk.json("GET", "/api/videos/\(trial.id)/curve")["points"]?.elements?.count == 1)
                #expect(try desk.ask("GET", "/api/videos/ffffffffffffffff").status == 404)
                #expect(try desk.ask("DELETE", "/api/videos").fields["allow"] == "GET, HEAD, POST")
            }
        }
    }

    @Test func filesHaveRanges() async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox) { desk in
                let path = "/api/videos/\(trial.id)/files/clips/01-simple.mp4"
                let whole = try desk.ask("GET", path)
                #expect(whole.status == 200 && whole.body == TrialOutbox.clip)
                #expect(whole.fields["content-type"] == "video/mp4" && whole.fields["accept-ranges"] == "bytes")
                let head = try desk.ask("HEAD", path)
                #expect(head.status == 200 && head.fields["content-length"] == "\(TrialOutbox.clip.count)")
                let size = TrialOutbox.clip.count
                for (field, range) in [("bytes=0-1", 0..<2), ("bytes=-5", (size - 5)..<size), ("bytes=90-", 90..<size)]
                {
                    let part = try desk.ask("GET", path, nil, ["Range": field])
                    #expect(part.status == 206 && part.body == Array(TrialOutbox.clip[range]), "\(field)")
                    #expect(part.fields["content-range"] == "bytes \(range.lowerBound)-\(range.upperBound - 1)/\(size)")
                }
                let none = try desk.ask("GET", path, nil, ["Range": "bytes=\(size)-"])
                #expect(none.status == 416 && none.fields["content-range"] == "bytes */\(size)")
                let other = try desk.ask("GET", path, nil, ["Range": "bytes=0-1", "If-Range": "\"another\""])
                #expect(other.status == 200 && other.body.count == size)
            }
        }
    }

    /// Saving, as the page does it: the file is written as by hand, and who comes too late is told.
    @Test func momentsAreSaved() async throws {
        try await TrialOutbox.with { trial in
            // What would cut the clips is not there, which is told and hurts nobody.
            try await DeskProcess.with(trial.outbox, ["--program", "/nonexistent/smartclip"]) { desk in
                let path = "/api/videos/\(trial.id)/moments"
                let first = try desk.ask("GET", path)
                let tag = try #require(first.fields["etag"])
                var moments = try #require(JSONText.decode(JSONTree.self, from: Data(first.body))["moments"]?.elements)
                moments[0]["title"] = .string("A better title")
                let body = String(
                    decoding: try JSONText.line(JSONTree.object(["moments": .array(moments)])),
                    as: UTF8.self
                )
                #expect(try desk.ask("PUT", path, body).status == 428)
                let saved = try desk.ask("PUT", path, body, ["If-Match": tag])
                #expect(saved.status == 200 && saved.fields["etag"] != tag)
                #expect(try desk.ask("PUT", path, body, ["If-Match": tag]).status == 412)
                let change = try desk.ask("PATCH", "/api/moments/\(trial.id).m50000", #"{"start_time": 51}"#)
                #expect(change.status == 200)
                #expect(
                    try desk.ask("PATCH", "/api/moments/\(trial.id).m50000", #"{"start_time": 5100}"#).status == 422
                )
                #expect(try desk.ask("PATCH", "/api/moments/\(trial.id).m50000", #"{"id": "x"}"#).status == 422)
                let now = try desk.json("GET", path)["moments"]?.elements
                #expect(now?.map { $0["title"]?.text } == ["A better title", "Nobody"])
                #expect(now?.last?["start_time"] == .integer(51) && now?.last?["id"]?.text == "m50000")
            }
        }
    }

    @Test func changesAreHeard() async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox, ["--program", "/nonexistent/smartclip"]) { desk in
                let wire = try Wire(port: desk.port)
                try wire.send(
                    "GET /api/events HTTP/1.1\r\nHost: 127.0.0.1:\(desk.port)\r\nAuthorization: Bearer \(desk.token)\r\n\r\n"
                )
                var heard = String(decoding: try wire.receive(), as: UTF8.self)
                #expect(heard.contains("text/event-stream"))
                let change = try desk.ask("PATCH", "/api/moments/\(trial.id).m10000", #"{"title": "Heard"}"#)
                #expect(change.status == 200)
                while !heard.contains("event: moments") || !heard.contains("event: failed") {
                    let more = try wire.receive()
                    if more.isEmpty { break }
                    heard += String(decoding: more, as: UTF8.self)
                }
                #expect(heard.contains("event: moments") && heard.contains(trial.id))
                // An editor by hand is heard too, once somebody looks at the moments.
                _ = try desk.ask("GET", "/api/videos/\(trial.id)/moments")
                heard = ""
                try await Task.sleep(for: .milliseconds(1100))  // The desk must have seen the file as it was.
                let file = trial.video.folder.file(VideoFolder.moments)
                try file.write(try file.read() + [10])
                while !heard.contains("event: moments") {
                    let more = try wire.receive()
                    if more.isEmpty { break }
                    heard += String(decoding: more, as: UTF8.self)
                }
                #expect(heard.contains("event: moments"))
            }
        }
    }

    @Test func aBrowserSignsInByTheToken() async throws {
        try await TrialOutbox.with { trial in
            try await DeskProcess.with(trial.outbox) { desk in
                let page = try desk.ask("GET", "/", isKnown: false)
                #expect(page.status == 401 && page.fields["content-type"]?.hasPrefix("text/html") == true)
                let body = #"{"token": "\#(desk.token)"}"#
                let signed = try desk.ask("POST", "/api/session", body, isKnown: false)
                let field = try #require(signed.fields["set-cookie"])
                #expect(signed.status == 204)
                #expect(field.contains("HttpOnly") && field.contains("SameSite=Strict") && !field.contains(desk.token))
                let cookie = ["Cookie": String(field.prefix { $0 != ";" })]
                #expect(try desk.ask("GET", "/", nil, cookie, isKnown: false).status == 200)
                #expect(try desk.ask("GET", "/api/videos", nil, cookie, isKnown: false).status == 200)
                let change = "/api/moments/\(trial.id).m10000"
                #expect(try desk.ask("PATCH", change, "{}", cookie, isKnown: false).status == 403)
                let own = cookie.merging(["Origin": "http://127.0.0.1:\(desk.port)"]) { $1 }
                #expect(try desk.ask("PATCH", change, "{}", own, isKnown: false).status == 200)
                let form = own.merging(["Content-Type": "text/plain"]) { $1 }
                #expect(try desk.ask("PATCH", change, "{}", form, isKnown: false).status == 415)
            }
        }
    }
}
