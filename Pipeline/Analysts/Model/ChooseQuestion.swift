import Highlights
import OpenAIChat

/// The question which of a window's candidates are worth a clip.
struct ChooseQuestion: Sendable {
    let window: AskedWindow

    /// The window as it is shown.
    var shown: String {
        let candidates = window.candidates.map { candidate in
            let score = Int((candidate.score * 100).rounded())
            return
                "(\(candidate.number)) sentences \(candidate.sentences.lowerBound)-\(candidate.sentences.upperBound), "
                + "\(Int(candidate.seconds.rounded())) s, score \(score / 100).\(score % 100 < 10 ? "0" : "")\(score % 100)"
        }
        return """
            \(Fence.said(window.sentences))
            Candidates:
            \(candidates.joined(separator: "\n"))
            Choose at most \(window.most).
            """
    }

    /// The most tokens of the answer: of so many moments, each as long as it may be.
    var longest: Int { 100 + 400 * window.most }

    /// More values than this are no choice for a grammar; OpenAI takes them only where they are short.
    private static let mostValues = 250

    var schema: JSONSchema {
        let count = max(1, window.candidates.count)
        let about = "the candidate's number"
        let candidate =
            count <= Self.mostValues
            ? JSONSchema.oneOf(numbers: Array(1...count), about: about) : .integer(1...count, about: about)
        return .object([
            .init(
                "moments",
                .array(
                    of: .object([
                        .init("candidate", candidate),
                        .init(
                            "first_sentence",
                            .nullable(
                                .integer(
                                    window.numbers,
                                    about: "another first sentence than the candidate's; null for its own"
                                )
                            )
                        ),
                        .init(
                            "last_sentence",
                            .nullable(
                                .integer(
                                    window.numbers,
                                    about: "another last sentence than the candidate's; null for its own"
                                )
                            )
                        ),
                        .init("title", .string(most: ModelWords.Most.title, about: "at most 60 characters")),
                        .init(
                            "description",
                            .string(most: ModelWords.Most.description, about: "one or two sentences")
                        ),
                        .init("reason", .string(most: ModelWords.Most.reason, about: "one sentence")),
                        .init(
                            "quote",
                            .string(most: ModelWords.Most.quote, about: "letter by letter from the moment's sentences")
                        ),
                        .init("score", .integer(0...100)),
                    ]),
                    count: 1...max(1, window.most),
                    about: "the best first"
                )
            )
        ])
    }

    /// What the model answers.
    struct Answer: Decodable, Sendable {
        let moments: LooseList<Item>

        struct Item: Decodable, Sendable {
            let candidate: LooseInt
            let firstSentence: LooseInt?
            let lastSentence: LooseInt?
            let title: String?
            let description: String?
            let reason: String?
            let quote: String?
            let score: LooseInt?

            enum CodingKeys: String, CodingKey {
                case candidate, title, description, reason, quote, score
                case firstSentence = "first_sentence"
                case lastSentence = "last_sentence"
            }

            init(from decoder: any Decoder) throws {
                let fields = try decoder.container(keyedBy: CodingKeys.self)
                candidate = try fields.decode(LooseInt.self, forKey: .candidate)
                // What only adds to the choice must not cost it.
                firstSentence = try? fields.decode(LooseInt.self, forKey: .firstSentence)
                lastSentence = try? fields.decode(LooseInt.self, forKey: .lastSentence)
                title = try? fields.decode(String.self, forKey: .title)
                description = try? fields.decode(String.self, forKey: .description)
                reason = try? fields.decode(String.self, forKey: .reason)
                quote = try? fields.decode(String.self, forKey: .quote)
                score = try? fields.decode(LooseInt.self, forKey: .score)
            }
        }
    }

    /// What a repair is asked for: an answer that names nothing that there is.
    func check(_ answer: Answer) throws(ValidationProblem) {
        let numbers = Set(window.candidates.map(\.number))
        let known = answer.moments.values.filter { numbers.contains($0.candidate.value) }
        if known.isEmpty {
            throw ValidationProblem(
                "moments names no candidate that there is; the candidates' numbers are 1 to \(window.candidates.count)"
            )
        }
    }

    /// The moments that were named, their words made fit to be published.
    func proposals(_ answer: Answer) -> [Proposal] {
        answer.moments.values.map { item in
            Proposal(
                candidate: item.candidate.value,
                firstSentence: item.firstSentence?.value,
                lastSentence: item.lastSentence?.value,
                title: ModelWords.line(
                    ModelWords.uncut(item.title ?? "", ModelWords.Most.title),
                    limit: ModelWords.title
                ),
                description: ModelWords.line(
                    ModelWords.uncut(item.description ?? "", ModelWords.Most.description),
                    limit: ModelWords.description
                ),
                reason: ModelWords.line(
                    ModelWords.uncut(item.reason ?? "", ModelWords.Most.reason),
                    limit: ModelWords.description
                ),
                quote: ModelWords.uncut(item.quote ?? "", ModelWords.Most.quote, mark: ""),
                score: item.score?.value ?? -1
            )
        }
    }
}
