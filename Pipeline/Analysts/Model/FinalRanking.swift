import Highlights
import Intake
import OpenAIAccess
import OpenAIChat

/// Has a language model put the moments of all windows of a talk in order, the best first.
///
/// Where they are too many for one question, groups of them are ranked first, each from all parts of the talk, and the better ones
/// go on: a moment at the end has the same chance as one at the beginning.
struct FinalRanking: Sendable {
    let requests: PaidRequests
    let picker: MomentPicker
    /// Tokens that may be shown at once.
    let budget: Int
    let fields: [String: String]

    /// The moments that are wanted, and those passed over, with the reason. Throws a `ModelSilence` where the model gives nothing
    /// that can be used.
    func rank(_ moments: [Moment]) async throws -> (ranked: [Moment], rejected: [Rejected]) {
        var pool = moments.sorted { $0.start < $1.start }
        var rejected: [Rejected] = []
        while pool.count > 1 {
            let groups = groups(of: pool)
            if groups.count == 1 {
                let (named, others) = try await ask(pool, most: picker.wanted)
                return (named, rejected + Self.rejected(others))
            }
            // Half of them go on, but no fewer than are wanted.
            let target = max(picker.wanted, pool.count / 2)
            if target >= pool.count { break }
            var survivors: [Moment] = []
            for group in groups {
                let most = (group.count * target + pool.count - 1) / pool.count
                guard most < group.count else {
                    survivors += group
                    continue
                }
                let (named, others) = try await ask(group, most: most)
                survivors += named
                rejected += Self.rejected(others)
            }
            if survivors.count == pool.count { break }
            pool = survivors.sorted { $0.start < $1.start }
        }
        return (Self.byScore(pool), rejected)
    }

    static func byScore(_ moments: [Moment]) -> [Moment] {
        moments.sorted { ($1.score, $0.start) < ($0.score, $1.start) }
    }

    /// As many groups as are needed for each to fit; neighbours in time are in different ones.
    private func groups(of pool: [Moment]) -> [[Moment]] {
        let costs = pool.map { TokenCounter.estimate(RankQuestion.shown(1, $0, sentences($0))) }
        var count = max(1, (costs.reduce(0, +) + budget - 1) / budget)
        while count < pool.count {
            let sums = (0..<count).map { group in
                stride(from: group, to: pool.count, by: count).reduce(0) { $0 + costs[$1] }
            }
            if sums.allSatisfy({ $0 <= budget }) { break }
            count += 1
        }
        // Two at least: one alone cannot be ranked.
        count = min(count, max(1, pool.count / 2))
        return (0..<count).map { group in stride(from: group, to: pool.count, by: count).map { pool[$0] } }
    }

    private func ask(_ moments: [Moment], most: Int) async throws -> (named: [Moment], others: [Moment]) {
        let question = RankQuestion(moments: moments.map { ($0, sentences($0)) }, most: most)
        let answer = try await requests.ask(
            .rank,
            fields,
            shown: question.shown,
            as: RankQuestion.Answer.self,
            schema: question.schema,
            longest: question.longest,
            validate: { (value) throws(ValidationProblem) in try question.check(value) }
        )
        return question.ranked(answer.value)
    }

    private func sentences(_ moment: Moment) -> [AskedWindow.Sentence] {
        picker.sentences(from: moment.start, to: moment.end)
    }

    private static func rejected(_ moments: [Moment]) -> [Rejected] {
        byScore(moments).map { Rejected($0, passedOver: "The model ranked others higher.") }
    }
}
