import FoundationEssentials
import HTTPTransfer
import Testing

@testable import MuxVideo

struct ErrorTests {
    private func error(_ status: Int, _ body: String, headers: HTTPHeaders = [:]) -> MuxError {
        MuxError(.json(status, body, headers: headers), call: "POST /video/v1/assets")
    }

    private static let freePlan =
        #"{"error":{"type":"invalid_parameters","messages":["Free plan is limited to 10 assets; delete some or upgrade"]}}"#
    private static let noRenditions =
        #"{"error":{"type":"invalid_parameters","messages":["Static renditions are not available on your plan"]}}"#
    private static let fewLines =
        #"{"error":{"type":"invalid_parameters","messages":["max_resolution_tier 2160p is not available on your plan"]}}"#
    private static let short =
        #"{"error":{"type":"invalid_parameters","messages":["The effective duration of the clip is too short"]}}"#

    @Test(arguments: [
        (401, Recorded.unauthorized, MuxError.Kind.unauthorized), (403, "{}", .forbidden),
        (404, Recorded.notFound, .notFound), (400, Recorded.malformed, .invalid), (422, Recorded.malformed, .invalid),
        (400, freePlan, .planLimit(.assets)), (400, noRenditions, .planLimit(.staticRenditions)),
        (400, fewLines, .planLimit(.resolution)), (402, "{}", .planLimit(.other)), (400, short, .clipTooShort),
        (429, Recorded.tooMany, .rateLimited(retryAfter: nil)),
        (500, "<h1>oops</h1>", .serverTrouble(status: 500)), (503, "", .serverTrouble(status: 503)),
        (412, Recorded.stream, .serverTrouble(status: 412)), (302, "", .badAnswer("HTTP 302")),
    ])
    func eachAnswerHasItsKind(status: Int, body: String, kind: MuxError.Kind) {
        #expect(error(status, body).kind == kind)
    }

    @Test(arguments: [
        (Recorded.unauthorized, ["Unauthorized request"]), (Recorded.tooMany, ["Too many requests, retry later."]),
        (Recorded.stream, ["Asset not found"]),
        ("<html><head><title>502 Bad\nGateway</title></html>", ["502 Bad Gateway"]),
        ("", []), ("{}", []), (#"{"error":"plain"}"#, ["plain"]), (#"{"error":{"type":"t","messages":7}}"#, ["t"]),
        (#"{"errors":[{"x":1}]}"#, []), ("[]", ["[]"]),
    ])
    func theServicesOwnWordsAreTold(body: String, words: [String]) {
        #expect(error(400, body).words == words)
    }

    @Test func wordsAreMadeFitForALine() {
        let long = String(repeating: "x", count: 10_000)
        let told = error(400, #"{"errors":["a\u001b[31mb\r\nc\u202Ed","\#(long)"]}"#).words
        #expect(told.first == "a [31mb cd")
        #expect(told.last?.unicodeScalars.count == 301)
        #expect(error(500, long).description.count < 500)
    }

    @Test(arguments: [
        (400, nil, MuxError.Reach.answered), (429, nil, .answered), (500, nil, .unknown), (504, nil, .unknown),
        (503, nil, .unknown), (503, "3", .answered), (302, nil, .unknown),
    ])
    func whetherItMayHaveBeenMade(status: Int, retryAfter: String?, reach: MuxError.Reach) {
        let headers: HTTPHeaders = retryAfter.map { ["Retry-After": $0] } ?? [:]
        #expect(error(status, "", headers: headers).reach == reach)
    }

    @Test func aTransferTellsItsReach() {
        #expect(MuxError(.fault(.refused, reach: .notSent), call: "x").reach == .notSent)
        #expect(MuxError(.fault(.cut), call: "x").reach == .unknown)
        #expect(MuxError(.fault(.cut), call: "x").isTransient)
        #expect(!MuxError(.fault(.tls), call: "x").isTransient)
        #expect(MuxError(.fault(.cancelled), call: "x").isCancelled)
    }

    @Test func oneClearSentence() {
        let told = error(400, Self.freePlan, headers: ["X-Request-Id": "r-1"])
        #expect(
            told.description
                == "POST /video/v1/assets: the Mux plan has no room for another asset: "
                + "Free plan is limited to 10 assets; delete some or upgrade (request r-1)"
        )
    }

    /// As every client reads it: fractions, milliseconds, and dates against the answer's own.
    @Test(arguments: [
        (["Retry-After": "3"], 3.0), (["Retry-After": "1.5"], 1.5),
        (["retry-after-ms": "250", "Retry-After": "9"], 0.25),
        (["Retry-After": "Thu, 01 Jan 1970 00:00:30 GMT", "Date": "Thu, 01 Jan 1970 00:00:10 GMT"], 20),
        (["Retry-After": "soon"], nil),
    ])
    func aLimitTellsHowLongToWait(headers: [String: String], seconds: Double?) {
        var answer = HTTPHeaders()
        for (name, value) in headers { answer.add(name, value) }
        #expect(error(429, "{}", headers: answer).kind == .rateLimited(retryAfter: seconds))
    }
}
