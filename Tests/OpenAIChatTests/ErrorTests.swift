import HTTPTransfer
import Testing

@testable import OpenAIChat

struct ErrorTests {
    private func error(_ status: Int, _ body: String, _ headers: HTTPHeaders = [:]) -> ChatError {
        ChatError(.json(status, body, headers), call: "POST test/chat", ServerLine(Secret(testKey)))
    }

    private static func openAI(_ type: String, _ code: String) -> String {
        #"{"error":{"message":"said","type":"\#(type)","param":null,"code":\#(code)}}"#
    }

    @Test(arguments: [
        (400, openAI("invalid_request_error", "null"), ChatError.Kind.invalid),
        (400, openAI("invalid_request_error", #""context_length_exceeded""#), .contextTooLong),
        (401, openAI("invalid_request_error", #""invalid_api_key""#), .badKey),
        (403, openAI("invalid_request_error", #""model_not_found""#), .modelNotFound),
        (403, openAI("invalid_request_error", "null"), .noPermission),
        (404, openAI("invalid_request_error", #""model_not_found""#), .modelNotFound),
        (429, openAI("tokens", #""rate_limit_exceeded""#), .rateLimited(retryAfter: nil)),
        (429, openAI("requests", #""rate_limit_exceeded""#), .rateLimited(retryAfter: nil)),
        (429, openAI("rate_limit_error", #""rate_limit_exceeded""#), .rateLimited(retryAfter: nil)),
        (429, openAI("insufficient_quota", #""insufficient_quota""#), .quotaExhausted),
        (429, openAI("insufficient_quota", "null"), .quotaExhausted),
        (429, openAI("x", #""credit_balance_exhausted""#), .quotaExhausted),
        (429, openAI("x", #""organization_spend_limit_exceeded""#), .quotaExhausted),
        (429, openAI("x", #""project_spend_limit_exceeded""#), .quotaExhausted),
        (429, openAI("x", #""organization_usage_limit_exceeded""#), .quotaExhausted),
        (500, openAI("server_error", "null"), .serverTrouble(status: 500)),
        (503, openAI("server_error", #""server_is_overloaded""#), .serverTrouble(status: 503)),
        (503, openAI("server_error", #""slow_down""#), .serverTrouble(status: 503)),
        (302, "", .badAnswer("HTTP 302")),
        (402, "{}", .quotaExhausted),
    ])
    func eachRowOfTheTableHasItsKind(status: Int, body: String, kind: ChatError.Kind) {
        #expect(error(status, body).kind == kind)
    }

    @Test(arguments: [
        // Ollama
        (
            404, #"{"error":{"message":"model \"x\" not found, try pulling it first","type":"api_error","code":null}}"#,
            ChatError.Kind.modelNotFound
        ),
        (400, #"{"error":"plain words"}"#, .invalid),
        (404, "404 page not found", .notFound),
        // llama.cpp: the code is the status
        (401, #"{"error":{"code":401,"message":"Invalid API Key","type":"authentication_error"}}"#, .badKey),
        (
            400, #"{"error":{"code":400,"message":"too big","type":"exceed_context_size_error","n_ctx":4096}}"#,
            .contextTooLong
        ),
        (
            503, #"{"error":{"code":503,"message":"Loading model","type":"unavailable_error"}}"#,
            .serverTrouble(status: 503)
        ),
        // vLLM: a whole number, and older ones without the wrapping
        (
            400,
            #"{"object":"error","message":"This model's maximum context length is 4096 tokens.","type":"BadRequestError","param":null,"code":400}"#,
            .contextTooLong
        ),
        (
            404,
            #"{"error":{"message":"The model `x` does not exist.","type":"NotFoundError","param":null,"code":404}}"#,
            .modelNotFound
        ),
        (422, #"{"detail":[{"loc":["body","n"],"msg":"Input should be valid","type":"int_type"}]}"#, .invalid),
        (429, openAI("tokens", #""content_filter""#), .filtered),
    ])
    func everyServersShapeIsRead(status: Int, body: String, kind: ChatError.Kind) {
        #expect(error(status, body).kind == kind)
    }

    @Test(arguments: [
        (#"{"error":{"message":"m","code":"c"}}"#, "c"), (#"{"error":{"message":"m","code":429}}"#, "429"),
        (#"{"error":{"message":"m","code":null}}"#, nil), (#"{"error":{"message":"m"}}"#, nil),
        (#"{"error":{"message":"m","code":[1]}}"#, nil),
    ])
    func aCodeIsATextANumberOrNull(body: String, code: String?) {
        let read = ErrorBody(Array(body.utf8))
        #expect(read.code == code)
        #expect(read.message == "m")
    }

    @Test func whatFastAPIRefusesNamesTheParameter() {
        let body = #"{"detail":[{"type":"extra_forbidden","loc":["body","x",0,"max_tokens"],"msg":"Extra inputs"}]}"#
        let read = ErrorBody(Array(body.utf8))
        #expect(read.param == "max_tokens")
        #expect(read.message == "Extra inputs")
        #expect(read.type == "extra_forbidden")
        #expect(ErrorBody(Array(#"{"message":"m","param":""}"#.utf8)).param == nil)
    }

    @Test(arguments: [
        "Incorrect API key provided: sk-proj-********wxyz. You can find it", "Incorrect API key provided: \(testKey)",
        "key ending in wxyz.", "the token (AbCdEfGh12345678)", "a key=\(testKey.prefix(14)) of yours",
        "s\u{200B}k-proj-AbCd\u{200B}EfGh12345678wxyz", "another's sk-live-1234",
    ])
    func theKeyIsNeverShown(words: String) {
        let told = error(401, #"{"error":{"message":"\#(words)"}}"#).description
        for part in ["sk-", "AbCd", "wxyz", "1234", "***"] { #expect(!told.contains(part), "\(told)") }
        #expect(told.contains("…"))
    }

    @Test func aShortKeyHidesOnlyItself() {
        let line = ServerLine(Secret("any"))
        #expect(line.clean("many keys, any.") == "many keys, …")
        #expect(ServerLine(nil).clean("any key") == "any key")
    }

    @Test func wordsAreMadeFitForALine() {
        let told = error(
            400,
            #"{"error":{"message":"a\u001b[31mb\r\nc\u202Ed \#(String(repeating: "x", count: 9000))"}}"#
        )
        #expect(told.words.hasPrefix("a [31mb cd xxx"))
        #expect(told.words.unicodeScalars.count == 301)
        #expect(error(502, "<html><title>502 Bad\nGateway</title></html>").words == "502 Bad Gateway")
    }

    @Test func oneClearLine() {
        let told = error(429, Self.openAI("insufficient_quota", "null"), ["X-Request-Id": "r-1"])
        #expect(told.description == "POST test/chat: the quota is used up: said (request r-1)")
        #expect(!told.isTransient)
    }

    @Test(arguments: [
        (400, "", false), (401, "", false), (429, "", false), (500, "", true), (504, "", true), (503, "", true),
        (408, "", true), (302, "", true),
    ])
    func whetherItMayHaveBeenBilled(status: Int, body: String, mayBe: Bool) {
        #expect(error(status, body).mayBeBilled == mayBe)
        #expect(!error(503, body, ["Retry-After": "3"]).mayBeBilled)
    }

    @Test func aRequestOverTheRateOfAMinuteNeverFits() {
        let body = #"{"error":{"message":"Request too large for m on tokens per min (TPM): Limit 3, Requested 4"}}"#
        #expect(error(429, body).kind == .contextTooLong)
    }

    @Test func theServersNameHasNoPassword() {
        let server = ChatServer(base: "https://user:pass@host.example/v1/?key=1", model: "m")
        #expect(server.name == "host.example/v1/")
        #expect(!server.isBaseClean)
    }

    @Test func aServerPrintsNoKey() {
        let server = ChatServer(key: Secret(testKey), model: "m")
        var dumped = ""
        dump(server, to: &dumped)
        for text in ["\(server)", String(reflecting: server), dumped] { #expect(!text.contains("sk-")) }
    }
}
