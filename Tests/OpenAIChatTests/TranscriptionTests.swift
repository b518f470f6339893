import HTTPTransfer
import OpenAIChat
import SystemPackage
import Testing

struct TranscriptionTests {
    private static let audio = TranscriptionRequest(.bytes(Array("RIFF".utf8)), name: "a.wav", model: "w")

    private func form(_ request: HTTPRequest) -> String { request.text }

    @Test func segmentsAndWordsWithTheirTimes() async throws {
        let server = StandIn(
            .json(
                200,
                """
                {"task":"transcribe","language":"english","duration":3.5,"text":" Hello there. ",
                "segments":[{"id":0,"seek":0,"start":0,"end":2.5,"text":" Hello there.","tokens":[1],"temperature":0,
                "avg_logprob":-0.3,"compression_ratio":1.1,"no_speech_prob":0.02}],
                "words":[{"word":"Hello","start":0.1,"end":0.9},{"word":"there","start":1,"end":0.5}],
                "usage":{"type":"duration","seconds":4}}
                """,
                ["x-request-id": "r1"]
            )
        )
        let result = try await OpenAIChat.with(server).transcribe(Self.audio)
        #expect(result.text == "Hello there.")
        #expect(result.language == "english")
        #expect(result.duration == 3.5)
        let segment = try #require(result.segments.first)
        #expect(segment.start == 0 && segment.end == 2.5 && segment.noSpeech == 0.02)
        #expect(segment.logProbability == -0.3 && segment.compressionRatio == 1.1)
        #expect(result.words.map(\.text) == ["Hello", "there"])
        // An end before its start is no time.
        #expect(result.words.last?.end == 1)
        #expect(result.billedSeconds == 4)
        #expect(result.usage == nil)
        #expect(result.cost.uncounted == 0)
        #expect(result.requestID == "r1")
        let request = try #require(server.requests.first)
        #expect(request.address == "https://test.example/v1/audio/transcriptions")
        #expect(form(request).contains("name=\"timestamp_granularities[]\"\r\n\r\nword\r\n"))
        #expect(form(request).contains("name=\"response_format\"\r\n\r\nverbose_json\r\n"))
    }

    /// Servers that know none of them write noughts.
    @Test func figuresOfNoughtAreNone() async throws {
        let server = StandIn(
            .json(
                200,
                """
                {"text":"Hello.","segments":[{"start":0,"end":2.5,"text":"Hello.",
                "avg_logprob":0.0,"compression_ratio":0,"no_speech_prob":0}]}
                """
            )
        )
        let segment = try #require(try await OpenAIChat.with(server).transcribe(Self.audio).segments.first)
        #expect(segment.noSpeech == nil && segment.logProbability == nil && segment.compressionRatio == nil)
    }

    @Test(arguments: ["-5", "1e300"]) func secondsThatCannotBeAreNone(seconds: String) async throws {
        let server = StandIn(.json(200, #"{"text":"hi","usage":{"type":"duration","seconds":\#(seconds)}}"#))
        let result = try await OpenAIChat.with(server).transcribe(Self.audio)
        #expect(result.billedSeconds == nil && result.cost.uncounted == 1)
    }

    @Test func aModelWithoutTimesGivesTheTextAlone() async throws {
        let server = StandIn { (request, _) in
            guard !request.text.contains("verbose_json") else {
                let words =
                    "response_format 'verbose_json' is not compatible with model 'w'. Use 'json' or 'text' instead."
                return .error(400, words, param: "response_format", code: "unsupported_value")
            }
            return .json(200, #"{"text":"hi","usage":{"type":"tokens","input_tokens":14,"output_tokens":3}}"#)
        }
        let chat = OpenAIChat.with(server)
        let result = try await chat.transcribe(Self.audio)
        #expect(result.text == "hi")
        #expect(result.segments.isEmpty)
        #expect(result.usage == Usage(prompt: 14, completion: 3))
        #expect(result.cost.requests == 2)
        #expect(chat.traits.models["w"]?.transcription == .json)
        #expect(try await chat.transcribe(Self.audio).cost.requests == 1)
    }

    @Test func aServerThatKnowsPlainTextOnly() async throws {
        let server = StandIn { (request, _) in
            guard request.text.contains("\r\n\r\ntext\r\n") else { return .error(400, "unsupported response_format") }
            return .json(200, "plain words\n", ["Content-Type": "text/plain; charset=utf-8"])
        }
        let result = try await OpenAIChat.with(server).transcribe(Self.audio)
        #expect(result.text == "plain words")
        #expect(result.cost.requests == 3)
    }

    @Test func wordsWithinTheSegmentsAreWordsToo() async throws {
        let body =
            #"{"text":"a b","segments":[{"start":0,"end":1,"text":"a b","words":[{"word":"a","start":0,"end":0.5}]}]}"#
        let result = try await OpenAIChat.with(StandIn(.json(200, body))).transcribe(Self.audio)
        #expect(result.words.map(\.text) == ["a"])
    }

    @Test(arguments: [
        #"{"text":"a 7 b","words":[{"word":"a","start":0,"end":1},{"word":"7"},{"word":"b","start":2,"end":3}]}"#,
        #"{"text":"a b","words":[{"word":"a","start":0,"end":1},{"word":"b","start":null,"end":null}]}"#,
        #"{"text":"a","segments":[{"start":0,"end":1,"text":"a","words":[{"word":"a","start":0,"end":1}]}],"words":[]}"#,
    ])
    func wordsWithoutTimesDoNotSpoilTheAnswer(body: String) async throws {
        let result = try await OpenAIChat.with(StandIn(.json(200, body))).transcribe(Self.audio)
        #expect(result.words.first?.text == "a")
        #expect(result.words.count == (body.contains("7") ? 2 : 1))
    }

    @Test func aLongRecordingIsWaitedForLonger() async throws {
        let server = StandIn(.json(200, #"{"text":"x"}"#), .json(200, #"{"text":"x"}"#))
        let chat = OpenAIChat.with(server)
        var request = Self.audio
        for seconds in [10.0, 600] {
            request.seconds = seconds
            _ = try await chat.transcribe(request)
        }
        #expect(server.requests.map(\.limits.stall) == [.seconds(600), .seconds(2400)])
    }

    @Test(arguments: ["[]", #"{"text":7}"#, #"{"text":"x","segments":[{"text":"no times"}]}"#, "words"])
    func whatIsNoTranscriptionIsABadAnswer(body: String) async throws {
        let chat = OpenAIChat.with(StandIn(.json(200, body)))
        let error = try await failure { () async throws(ChatError) in try await chat.transcribe(Self.audio) }
        guard case .badAnswer = error.kind else { throw NoError() }
        #expect(error.mayBeBilled)
        #expect(error.cost.uncounted == 1)
    }

    @Test func aTooLargeRecordingIsNotSent() async throws {
        let server = StandIn(.json(200, "{}"))
        let chat = OpenAIChat.with(server)
        for length in [0, 25_000_000] as [Int64] {
            let request = TranscriptionRequest(.file(.standardInput, offset: 0, length: length), name: "a", model: "w")
            let error = try await failure { () async throws(ChatError) in try await chat.transcribe(request) }
            #expect(error.kind == .invalid)
        }
        #expect(server.requests.isEmpty)
    }

    @Test func aServersOwnLimitIsNoLengthOfText() async throws {
        let chat = OpenAIChat.with(StandIn(.json(413, #"{"error":{"message":"Maximum content size limit exceeded"}}"#)))
        let error = try await failure { () async throws(ChatError) in try await chat.transcribe(Self.audio) }
        #expect(error.kind == .invalid)
        #expect(error.words == "Maximum content size limit exceeded")
    }

    @Test func aFileIsSentFromItsPlace() async throws {
        let server = StandIn(.json(200, #"{"text":""}"#))
        let (reader, writer) = try FileDescriptor.pipe()
        try writer.close()
        defer { try? reader.close() }
        // A pipe cannot be read by place: that is told, not sent.
        let request = TranscriptionRequest(.file(reader, offset: 0, length: 4), name: "a", model: "w")
        let chat = OpenAIChat.with(server)
        let error = try await failure { () async throws(ChatError) in try await chat.transcribe(request) }
        #expect(error.words.hasPrefix("the recording cannot be read"))

        let path = FilePath(#filePath)
        let file = try FileDescriptor.open(path, .readOnly)
        defer { try? file.close() }
        _ = try await chat.transcribe(
            TranscriptionRequest(.file(file, offset: 7, length: 12), name: "a\"\r\n.wav", model: "w")
        )
        let sent = try #require(server.requests.first?.text)
        #expect(
            sent.contains(
                "filename=\"a%22%0D%0A.wav\"\r\nContent-Type: application/octet-stream\r\n\r\nHTTPTransfer\r\n--"
            )
        )

        let past = TranscriptionRequest(.file(file, offset: 1 << 40, length: 12), name: "a", model: "w")
        let ended = try await failure { () async throws(ChatError) in try await chat.transcribe(past) }
        #expect(ended.words == "the recording ended after 0 of 12 bytes")
    }
}
