import Highlights
import Intake
import OpenAIChat

/// The question which of the moments that were chosen window by window are the best.
struct RankQuestion: Sendable {
    let moments: [(moment: Moment, sentences: [AskedWindow.Sentence])]
    let most: Int

    /// A moment as it is shown.
    static func shown(_ number: Int, _ moment: Moment, _ sentences: [AskedWindow.Sentence]) -> String {
        "(\(number))\n\(Fence.title(moment.title))\n\(Fence.said(sentences))"
    }

    /// The moments as they are shown.
    var shown: String {
        let parts = moments.enumerated().map { Self.shown($0 + 1, $1.moment, $1.sentences) }
        return parts.joined(separator: "\n") + "\nRank at most \(most)."
    }

    /// The most tokens of the answer.
    var longest: Int { 100 + 10 * most }

    var schema: JSONSchema {
        .object([
            .init(
                "ranking",
                .array(
                    of: .integer(1...max(1, moments.count)),
                    count: 1...max(1, most),
                    about: "numbers in parentheses, the best first, each once"
                )
            )
        ])
    }

    /// What the model answers.
    struct Answer: Decodable, Sendable {
        let ranking: LooseList<LooseInt>
    }

    func check(_ answer: Answer) throws(ValidationProblem) {
        if !answer.ranking.values.contains(where: { (1...moments.count).contains($0.value) }) {
            throw ValidationProblem("ranking names no moment that there is; the numbers are 1 to \(moments.count)")
        }
    }

    /// The moments in the order of the answer, and those it did not name. For each number that there is not, or that comes twice,
    /// the best by score of the others takes the place.
    func ranked(_ answer: Answer) -> (named: [Moment], others: [Moment]) {
        var order: [Int] = []
        var lost = answer.ranking.lost
        for number in answer.ranking.values.map(\.value) {
            if (1...moments.count).contains(number), !order.contains(number - 1) {
                order.append(number - 1)
            } else {
                lost += 1
            }
        }
        let rest = moments.indices.filter { !order.contains($0) }
            .sorted { (moments[$1].moment.score, $0) < (moments[$0].moment.score, $1) }
        order += rest.prefix(max(0, min(lost, most - order.count)))
        order = Array(order.prefix(most))
        let named = order.map { moments[$0].moment }
        return (named, moments.indices.filter { !order.contains($0) }.map { moments[$0].moment })
    }
}
