import Concurrency
import FoundationEssentials
import Highlights
import Intake
import Manifest
import OpenAIAccess
import OpenAIChat
import Outbox
import Roles
import Settings
import StateFiles
import TalkTime

/// Puts one more moment into `moments.json` by a remark: a language model chooses it among candidates that no moment holds yet, and
/// it is added at the end, as a person would add it, so that the clips that stand keep their places.
struct ModelAddition: Sendable {
    let video: VideoState
    let access: OpenAIAccess
    let outbox: Outbox
    let lay: EndsLaid

    /// Windows that are asked at once.
    private static let atOnce = 4
    /// A window of fewer tokens than this shows no moment whole.
    private static let smallest = 300

    /// Says in a line what was added. Throws a failure where the model gives nothing that can be used; the moments then stay as they
    /// were. One that the same remark added before, and whose clip or its words are not there yet, is gone on with: nothing is asked.
    func add(_ remark: String) async throws -> String {
        let file = video.folder.file(VideoFolder.moments)
        let bytes = try file.readIfPresent() ?? []
        let edit = try MomentsEdit(bytes, of: video.recorded, place: "\(video.folder.name)/\(VideoFolder.moments)")
        if let open = edit.moments.last(where: { $0.history?.first?.remark == remark && !isDone($0.id) }) {
            return "moment \(open.id) was added by this remark; its clip is finished now"
        }
        guard let talk = try video.recorded.talk() else {
            throw Failure(
                .input,
                "\(video.folder.name) has no words to find a place by; add start_time and end_time to \(VideoFolder.moments)"
            )
        }
        let rules = Rules(video.settings)
        let picker = MomentPicker(talk: talk, rules: rules)
        let others = edit.moments.map { (start: $0.startTime, end: $0.endTime) }
        let (moment, model) = try await choose(remark, picker, others, talk.language)
        let heard = try await lay(moment.start...moment.end, rules)
        let laid = heard.times
        let isFree = others.allSatisfy { $0.end <= laid.lowerBound || laid.upperBound <= $0.start }
        let times = isFree ? laid : moment.start...moment.end
        let entry = entry(moment, times, edit.freeID(startingAt: times.lowerBound), remark, model)
        var tree = try JSONText.decode(JSONTree.self, from: Data(bytes))
        let added = try JSONText.decode(JSONTree.self, from: JSONText.line(entry))
        tree["moments"] = .array((tree["moments"]?.elements ?? []) + [added])
        guard try file.readIfPresent() == bytes else {
            throw Failure(.transient, "\(video.folder.name)/\(VideoFolder.moments) was changed meanwhile; say it again")
        }
        try file.write(JSONText.file(tree))
        let place = "\(TalkTime.text(times.lowerBound))–\(TalkTime.text(times.upperBound))"
        let notes = heard.notes.map { "; \($0)" }.joined()
        return "moment \(entry.id) (\(place)) was added: \(entry.title)\(notes)"
    }

    /// Whether its clip is there, with its words: nothing of it failed, or was interrupted.
    private func isDone(_ id: String) -> Bool {
        guard case .clips(let clips) = video.records[.clip]?.result,
            let caption = video.records[.caption], caption.status == .done,
            case .captions(let captions) = caption.result
        else { return false }
        return clips.contains { $0.momentId == id && $0.file != nil } && captions.contains { $0.momentId == id }
    }

    private func entry(
        _ moment: Moment,
        _ times: ClosedRange<Double>,
        _ id: String,
        _ remark: String,
        _ model: String
    ) -> MomentEntry {
        MomentEntry(
            id: id,
            videoId: video.id.short,
            startTime: times.lowerBound.roundedToThousandth,
            endTime: times.upperBound.roundedToThousandth,
            title: moment.title,
            description: moment.description,
            reason: moment.reason,
            score: moment.score.roundedToThousandth,
            scoreParts: moment.scoreParts.mapValues(\.roundedToThousandth),
            quote: moment.quote,
            boundary: .edited,
            history: [
                MomentChange(
                    changedAt: .now,
                    startTime: moment.start.roundedToThousandth,
                    endTime: moment.end.roundedToThousandth,
                    remark: remark,
                    reason: moment.reason,
                    engine: Engine(name: Settings.Analyst.openai.rawValue, version: model)
                )
            ]
        )
    }

    // MARK: - The model

    private func choose(
        _ remark: String,
        _ picker: MomentPicker,
        _ others: [(start: Double, end: Double)],
        _ language: String?
    ) async throws -> (moment: Moment, model: String) {
        let requests = try PaidRequests(video, .analyze, access: access, outbox: outbox)
        // What was too long for another video is so for this one.
        var budget = min(video.settings.windowTokens, access.knownWindow(of: requests.model) ?? .max)
        while true {
            let windows = picker.windows(budget: budget, cost: ModelChooser.cost, beside: others)
            if windows.isEmpty {
                throw Failure(
                    .input,
                    "\(video.folder.name): there is no room for one more moment of an allowed length beside those that stand"
                )
            }
            do {
                let found = try await windows.mapAtOnce(Self.atOnce, others: .awaited) { window in
                    try await ask(remark, window, picker, others, language, requests)
                }.compactMap { $0 }
                guard let best = found.max(by: { $0.fit < $1.fit }) else {
                    throw Failure(
                        .input,
                        "\(video.folder.name): \(requests.model) found nothing that fits the remark and was said; say it otherwise"
                    )
                }
                return (best.moment, best.model)
            } catch let silence as ModelSilence {
                guard let most = silence.mostTokens.map({ min($0, budget - 1) }), most >= Self.smallest else {
                    throw silence.failure
                }
                budget = most
                access.rememberWindow(most, of: requests.model)
            }
        }
    }

    /// What fits best in one window; nil where nothing does.
    private func ask(
        _ remark: String,
        _ window: AskedWindow,
        _ picker: MomentPicker,
        _ others: [(start: Double, end: Double)],
        _ language: String?,
        _ requests: PaidRequests
    ) async throws -> (moment: Moment, fit: Int, model: String)? {
        let question = ChooseQuestion(window: window)
        let answer = try await requests.ask(
            .add,
            [
                "shortest": "\(Int(picker.lengths.lowerBound.rounded()))",
                "longest": "\(Int(picker.lengths.upperBound.rounded()))",
                "language": LanguageName.of(video.settings.language ?? language),
            ],
            shown: "\(question.shown)\n\(Fence.remark(remark))",
            as: ChooseQuestion.Answer.self,
            schema: question.schema,
            longest: question.longest,
            validate: { (value) throws(ValidationProblem) in try question.check(value) }
        )
        let proposals = question.proposals(answer.value).filter { $0.score != 0 }
        guard let moment = picker.ground(proposals, in: window, beside: others) else { return nil }
        return (moment, proposals.map(\.score).max() ?? 0, answer.answer.model ?? requests.model)
    }
}
