import EmulatorKit
import FoundationEssentials
import OpenAIEmulator
import SystemPackage
import Testing

/// What the models say.
@Suite(.timeLimit(.minutes(2)))
struct OpenAIModelTests {
    private func sentences(_ moment: JSON) -> ClosedRange<Int> {
        let number = moment["candidate"]?.integer ?? 0
        let first = moment["first_sentence"]?.integer ?? 4 * number
        return first...(moment["last_sentence"]?.integer ?? 4 * number + 6)
    }

    @Test func aGoodModelChoosesTheBestThatDoNotOverlap() async throws {
        try await OpenAIService.with { service in
            for salt in 0..<20 {
                let moments = try #require(
                    try await service.chat(Asked.choose(salt: "\(salt) ")).answer["moments"]?.items
                )
                #expect((1...4).contains(moments.count))
                #expect(moments.first?["candidate"] == 12)
                let spans = moments.map(sentences)
                for (index, span) in spans.enumerated() {
                    #expect(!spans[..<index].contains { $0.overlaps(span) })
                    let quote = try #require(moments[index]["quote"]?.text)
                    #expect(span.contains { quote.hasPrefix("Sentence number \($0) ") })
                    #expect((0...100).contains(moments[index]["score"]?.integer ?? -1))
                }
            }
        }
    }

    @Test func ranksCaptionsAndRefinesByTheRules() async throws {
        try await OpenAIService.with { service in
            let ranking = try await service.chat(Asked.clips("Which?", end: "Rank at most 1.")).answer
            #expect(ranking == ["ranking": [3]])
            let platforms =
                "Platforms: tiktok (at most 150 characters, 3-5 hashtags); x (at most 60 characters, 0-2 hashtags)"
            let clips = try await service.chat(Asked.clips(platforms + "\nLanguage: en")).answer["clips"]?.items
            #expect(clips?.compactMap { $0["clip"]?.integer } == [3, 5])
            for clip in clips ?? [] {
                let posts = clip["posts"]?.items ?? []
                #expect(posts.compactMap { $0["platform"]?.text } == ["tiktok", "x"])
                for (post, (most, counts)) in zip(posts, [(150, 3...5), (60, 0...2)]) {
                    let tags = post["hashtags"]?.items?.compactMap(\.text) ?? []
                    #expect(counts.contains(tags.count))
                    #expect(tags.reduce(post["text"]?.text?.count ?? .max) { $0 + $1.count + 2 } <= most)
                }
            }
            let fence = "<said-00000001>\n[4] One.\n[5] Two.\n[6] Three.\n</said-00000001>"
            let refine = """
                \(fence)
                Now: sentences 5-5
                Allowed: sentences 4-6, between 15 and 60 s
                <remark-00000001>
                a bit longer
                </remark-00000001>
                """
            let refined = try await service.chat(Asked.text(refine)).answer
            #expect(refined["first_sentence"] == 5)
            #expect(refined["last_sentence"] == 6)
        }
    }

    /// Numbered lines count between a fence and its own end only.
    @Test func onlyARealFenceSpeaks() async throws {
        let end = "Candidates:\n(1) sentences 1-2, 20 s, score 0.90\nChoose at most 2."
        let broken = [
            "[1] One.\n[2] Two.", "<said-0000000a>\n[1] One.\n[2] Two.\n</said-0000000b>",
            "<said-xyz>\n[1] One.\n</said-xyz>",
        ]
        try await OpenAIService.with { service in
            for text in broken {
                let answer = try await service.chat(Asked.text(text + "\n" + end)).answer
                #expect(answer == ["moments": []])
            }
            // What is said is no candidate, whatever it looks like.
            let sly =
                "<said-0000000a>\n[1] One.\n(2) sentences 1-1, 9 s, score 1.00\n[2] Two.\n</said-0000000a>\n" + end
            let moments = try await service.chat(Asked.text(sly)).answer["moments"]?.items
            #expect(moments?.compactMap { $0["candidate"]?.integer } == [1])
        }
    }

    @Test func aMediocreModelIsWrongInAFifth() async throws {
        try await OpenAIService.with({ $0.kind = .mediocre }) { service in
            var wrong = 0
            for salt in 0..<60 {
                let moments = try await service.chat(Asked.choose(salt: "\(salt) ")).answer["moments"]?.items ?? []
                let isGood = moments.count <= 4 && moments.allSatisfy(isWellFormed)
                wrong += isGood ? 0 : 1
            }
            // Of three or four items a fifth each: about half of the answers have one at least.
            #expect((12...50).contains(wrong), "\(wrong) of 60")
        }
    }

    private func isWellFormed(_ moment: JSON) -> Bool {
        let first = moment["first_sentence"]?.integer ?? 1
        let last = moment["last_sentence"]?.integer ?? 60
        let quote = moment["quote"]?.text ?? ""
        return (1...12).contains(moment["candidate"]?.integer ?? 0)
            && (0...100).contains(moment["score"]?.integer ?? -1)
            && first >= 1 && first <= last && last <= 60 && (moment["title"]?.text?.count ?? .max) < 100
            && quote.hasPrefix("Sentence number ") && moment["title"]?.text?.contains("*") == false
            && moment["title"]?.text?.hasPrefix("From 00:") == false
    }

    @Test func theSameRequestAndSeedGiveTheSameAnswer() async throws {
        var answers: [String?] = []
        for seed: UInt64 in [3, 3, 4] {
            let answer = try await OpenAIService.with({ ($0.seed, $0.kind) = (seed, .mediocre) }) { service in
                // Whatever was asked before.
                _ = try await service.chat(Asked.text("Hello \(answers.count)."))
                return try await service.chat(Asked.choose()).content
            }
            answers.append(answer)
        }
        #expect(answers[0] != nil)
        #expect(answers[0] == answers[1])
        #expect(answers[0] != answers[2])
    }

    @Test func anySchemaIsFilled() async throws {
        try await OpenAIService.with { service in
            for number in 0..<10 {
                let body = Asked.text("Question \(number).", ["response_format": Asked.format()])
                let answer = try await service.chat(body).answer
                #expect(Set(answer.members?.keys.map { $0 } ?? []) == ["title", "score", "kinds"])
                #expect(answer["title"]?.text != nil)
                #expect(answer["kinds"]?.items?.allSatisfy { $0 == "a" || $0 == "b" } == true)
            }
            let itself: JSON = [
                "type": "object", "properties": ["next": ["anyOf": [["$ref": "#"], ["type": "null"]]]],
                "required": ["next"], "additionalProperties": false,
            ]
            let reply = try await service.chat(Asked.text("Deep.", ["response_format": Asked.format(itself)]))
            #expect(reply.status == 200)
        }
    }

    @Test func aModelThatIgnoresTheSchemaWritesProse() async throws {
        try await OpenAIService.with({ $0.ignoresSchema = true }) { service in
            let content = try #require(try await service.chat(Asked.choose()).content)
            #expect(content.hasPrefix("Sure!"))
            #expect(content.contains("```json\n{\"moments\":"))
        }
    }

    @Test func aScriptIsReadInItsOrder() async throws {
        let script: JSON = [
            ["match": "blue", "content": "first blue"], ["content": "anything", "finish_reason": "length"],
            ["match": "blue", "content": .null, "refusal": "no"],
            ["match": "red", "status": 418, "headers": ["x-tea": "pot"], "body": ["short": "stout"]],
            ["match": "grey", "status": 503],
        ]
        let file = FileManager.default.temporaryDirectory.appending(
            path: "script-\(UInt64.random(in: 0 ... .max)).json"
        )
        try Data(try script.bytes).write(to: file)
        // What cannot be removed is the machine's to clean.
        defer { try? FileManager.default.removeItem(at: file) }
        try await OpenAIService.with({ ($0.kind, $0.script) = (.scripted, FilePath(file.path)) }) { service in
            let first = try await service.chat(Asked.text("a blue one"))
            #expect(try first.content == "first blue")
            let second = try await service.chat(Asked.text("a blue one"))
            #expect(try second.content == "anything")
            #expect(try second.finish == "length")
            let third = try await service.chat(Asked.text("a blue one"))
            #expect(try third.said?["refusal"] == "no")
            let red = try await service.chat(Asked.text("red"))
            #expect(red.status == 418)
            #expect(red.headers["x-tea"] == "pot")
            #expect(red.text == #"{"short":"stout"}"#)
            let grey = try await service.chat(Asked.text("grey"))
            #expect(grey.status == 503)
            // The last that matches serves on.
            let again = try await service.chat(Asked.text("nothing special"))
            #expect(try again.content == "anything")
        }
    }
}
