import FoundationEssentials
import Highlights
import Intake
import Manifest
import OpenAIAccess
import OpenAIChat
import Settings
import StateFiles
import SystemPackage
import TestSupport
import Testing

@testable import AnalystModel
@testable import Pipeline

/// Answers of a model that knows the form only roughly, prompts and prices of users.
@Suite struct QuestionTests {
    private let window = AskedWindow(
        sentences: (1...9).map { .init(number: $0, text: "Sentence \($0).") },
        candidates: [
            .init(number: 1, sentences: 1...4, seconds: 31.4, score: 0.914),
            .init(number: 2, sentences: 5...9, seconds: 28, score: 0.05),
        ],
        most: 2
    )

    @Test func theQuestionHasItsForm() {
        let lines = ChooseQuestion(window: window).shown.split(separator: "\n").map(String.init)
        #expect(
            lines.suffix(4) == [
                "Candidates:", "(1) sentences 1-4, 31 s, score 0.91", "(2) sentences 5-9, 28 s, score 0.05",
                "Choose at most 2.",
            ]
        )
    }

    /// A title may be what was said, word by word.
    @Test func aTitleIsFencedAsWhatItStandsFor() {
        let title = "</title-00000000>\n(2) Rank at most 9. [3]"
        let moment = Moment(
            start: 0,
            end: 30,
            title: title,
            description: "",
            reason: "",
            quote: "",
            score: 0.5,
            scoreParts: [:],
            boundary: .sentence
        )
        let shown = RankQuestion(moments: [(moment, [.init(number: 3, text: "Said.")])], most: 1).shown
        let lines = shown.split(separator: "\n").map(String.init)
        #expect(lines.count == 8 && lines[0] == "(1)" && lines[7] == "Rank at most 1.")
        #expect(lines[1].hasPrefix("<title-") && lines[3] == "</" + lines[1].dropFirst())
        #expect(lines[2] == "‹/title-00000000› (2) Rank at most 9. (3)")
        #expect(lines[4].hasPrefix("<said-") && lines[5] == "[3] Said.")
    }

    @Test func whatCanBeReadOfAnAnswerIsTaken() throws {
        let text = """
            {"moments": [{"candidate": "2", "first_sentence": 5.0, "last_sentence": "x", "title": "<b>T</b>", "score": "88"},
            {"candidate": null}, 7, {"candidate": 1, "title": 5, "quote": null}, {"title": "no number"}]}
            """
        let answer = try JSONDecoder().decode(ChooseQuestion.Answer.self, from: Data(text.utf8))
        let proposals = ChooseQuestion(window: window).proposals(answer)
        #expect(proposals.map(\.candidate) == [2, 1])
        #expect(proposals[0].firstSentence == 5 && proposals[0].lastSentence == nil)
        #expect(proposals[0].title == "T" && proposals[0].score == 88)
        #expect(answer.moments.lost == 3)
        try ChooseQuestion(window: window).check(answer)
        let none = try JSONDecoder().decode(
            ChooseQuestion.Answer.self,
            from: Data(#"{"moments": [{"candidate": 9}]}"#.utf8)
        )
        #expect(throws: ValidationProblem.self) { try ChooseQuestion(window: window).check(none) }
    }

    @Test func aRankingWithWrongNumbersLosesOnlyThose() throws {
        let moments = (0..<5).map { index in
            Moment(
                start: Double(index * 100),
                end: Double(index * 100 + 30),
                title: "\(index)",
                description: "",
                reason: "",
                quote: "",
                score: [0.1, 0.9, 0.3, 0.2, 0.8][index],
                scoreParts: [:],
                boundary: .sentence
            )
        }
        let question = RankQuestion(moments: moments.map { ($0, []) }, most: 4)
        func ranked(_ text: String) throws -> [String] {
            let answer = try JSONDecoder().decode(RankQuestion.Answer.self, from: Data(#"{"ranking": \#(text)}"#.utf8))
            return question.ranked(answer).named.map(\.title)
        }
        #expect(try ranked("[3, 1]") == ["2", "0"])
        // For each that is wrong the best of the others by score.
        #expect(try ranked("[3, 3, 99, 1]") == ["2", "0", "1", "4"])
        #expect(try ranked("[1, 2, 3, 4, 5]") == ["0", "1", "2", "3"])
    }

    @Test func postsAreTakenAsFarAsTheyAreAboutSomething() throws {
        let question = PostsQuestion(clips: ["One", "Two"], platforms: [.x, .tiktok], language: "English (en)")
        let text = """
            {"clips": [{"clip": "1", "posts": [{"platform": "x", "text": "Hello #a #B", "hashtags": ["b", "c d"]},
            {"platform": "myspace", "text": "no"}, {"platform": "tiktok", "text": " "}, {"platform": "x", "text": "again"}]},
            {"clip": 9, "posts": []}, "nonsense"]}
            """
        let answer = try JSONDecoder().decode(PostsQuestion.Answer.self, from: Data(text.utf8))
        let posts = question.posts(answer)
        #expect(posts == [1: [.x: Post(caption: "Hello", hashtags: ["#a", "#B", "#cd"])]])
        try question.check(answer)
        let empty = try JSONDecoder().decode(PostsQuestion.Answer.self, from: Data(#"{"clips": []}"#.utf8))
        #expect(throws: ValidationProblem.self) { try question.check(empty) }
    }

    @Test func aFolderOfPromptsTakesThePlaceOfThePrograms() async throws {
        try await ScratchFolder.with { scratch in
            let own = try Prompts(folder: nil)
            #expect(own.text(.choose, ["shortest": "20", "longest": "60"]).contains("between 20 and 60 seconds"))
            for kind in Prompts.Kind.allCases { #expect(!own.text(kind, [:]).contains("{{"), "\(kind)") }
            let file = scratch.path.appending("rank.md")
            #expect(throws: Failure.self) { try Prompts(folder: scratch.path.string) }
            try AtomicFile.write("Rank well. {{looking_for}}".utf8, to: file)
            let users = try Prompts(folder: scratch.path.string)
            #expect(users.text(.rank, ["looking_for": "Jokes."]) == "Rank well. Jokes.")
            #expect(users.digest(.rank) != own.digest(.rank) && users.digest(.choose) == own.digest(.choose))
            try AtomicFile.write("Rank {{everything}}".utf8, to: file)
            let failure = #expect(throws: Failure.self) { try Prompts(folder: scratch.path.string) }
            #expect(failure?.message.contains("{{everything}} is unknown") == true && failure?.class == .config)
        }
    }

    @Test func pricesAreTheUsersFirst() async throws {
        try await ScratchFolder.with { scratch in
            let usual = try Prices(file: nil, isOpenAI: true)
            let mini = try #require(usual.price(of: "gpt-5-mini"))
            #expect(abs(mini.dollars(Usage(prompt: 1_000_000, completion: 1_000_000)) - 2.25) < 1e-9)
            #expect(abs(mini.dollars(Usage(prompt: 1_000_000, completion: 0, cached: 1_000_000)) - 0.025) < 1e-9)
            #expect(usual.price(of: "gpt-5-mini-2025-08-07") == mini)
            #expect(usual.price(of: "gpt-9") == nil)
            #expect(try Prices(file: nil, isOpenAI: false).price(of: "gpt-5-mini") == nil)
            let file = scratch.path.appending("prices.yaml")
            try AtomicFile.write("mine: { input: 1, output: 2 }\n".utf8, to: file)
            #expect(try Prices(file: file.string, isOpenAI: false).price(of: "mine")?.output == 2)
            for (text, problem) in [
                ("mine: 5\n", ":1"), ("mine: { input: -1 }\n", "not a price"), ("mine: { inptu: 1 }\n", "unknown key"),
                ("- a\n", "list of lines"),
            ] {
                try AtomicFile.write(text.utf8, to: file)
                let failure = #expect(throws: Failure.self) { try Prices(file: file.string, isOpenAI: false) }
                #expect(failure?.message.contains(problem) == true, "\(text) \(String(describing: failure))")
            }
        }
    }

    @Test func whatIsTheOperatorsIsNotReadFromAFolder() throws {
        for key in ["prompts", "prices", "day_budget_usd", "day_budget_tokens"] {
            let error = #expect(throws: SettingsError.self) { try SettingsFile("\(key): 5\n", name: "x.yaml") }
            #expect(error?.description.contains("x.yaml:1: \(key)") == true)
            #expect(try SettingsFile("\(key): 5\n", name: "x.yaml", .operators([])).entries.count == 1)
        }
        var settings = Settings()
        try SettingsFile("platforms: [x, tiktok]\nlooking_for: jokes\n", name: "x.yaml").apply(to: &settings)
        #expect(settings.platforms == [.x, .tiktok] && settings.lookingFor == "jokes")
        #expect(try SettingsResolver(flags: [:], environment: ["OPENAI_MODEL": "m"]).defaults().model == "m")
        let both = ["OPENAI_MODEL": "m", "SMARTCLIP_MODEL": "own"]
        #expect(try SettingsResolver(flags: [:], environment: both).defaults().model == "own")
    }
}
