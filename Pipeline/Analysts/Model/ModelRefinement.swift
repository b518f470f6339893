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

/// Adjusts one moment of a video by a remark: a language model says which sentences it is to hold, and `moments.json` is
/// changed as a person would change it. Nothing else in that file is touched.
struct ModelRefinement: Sendable {
    let video: VideoState
    let access: OpenAIAccess
    let outbox: Outbox
    let lay: EndsLaid

    /// Says in a line what was changed. The moment is named by its id or by its number, counted from 1. Throws a failure where the
    /// model gives nothing that can be used; the moment then stays as it was.
    func refine(_ name: String, _ remark: String) async throws -> String {
        let file = video.folder.file(VideoFolder.moments)
        let bytes = try file.readIfPresent() ?? []
        let edit = try MomentsEdit(bytes, of: video.recorded, place: "\(video.folder.name)/\(VideoFolder.moments)")
        let index = try index(of: name, in: edit.moments)
        let moment = edit.moments[index]
        guard let talk = try video.recorded.talk() else {
            throw Failure(
                .input,
                "\(video.folder.name) has no words to find the place by; change start_time and end_time in \(VideoFolder.moments)"
            )
        }
        let rules = Rules(video.settings)
        let picker = MomentPicker(talk: talk, rules: rules)
        let others = edit.moments.indices.filter { $0 != index }
            .map { (start: edit.moments[$0].startTime, end: edit.moments[$0].endTime) }
        guard
            let around = picker.surroundings(start: moment.startTime, end: moment.endTime, others: others)
        else {
            throw Failure(.input, "\(video.folder.name): between its neighbours moment \(moment.id) has no sentence")
        }
        let (sentences, answer, model) = try await ask(remark, around, picker, talk)
        guard let said = picker.times(of: sentences) else {
            throw Failure(.bug, "\(video.folder.name): a moment of a length that is not allowed was taken for valid")
        }
        let told = "moment \(moment.id): \(answer)"
        if sentences == around.now { return "\(told) (unchanged)" }
        let heard = try await lay(said.start...said.end, rules)
        let laid = (start: heard.times.lowerBound, end: heard.times.upperBound)
        let isFree = others.allSatisfy { $0.end <= laid.start || laid.end <= $0.start }
        let times = isFree ? laid : said
        let change = MomentChange(
            changedAt: .now,
            startTime: moment.startTime,
            endTime: moment.endTime,
            remark: remark,
            reason: answer,
            engine: Engine(name: Settings.Analyst.openai.rawValue, version: model)
        )
        let tree = try changed(bytes, index, times, change)
        guard try file.readIfPresent() == bytes else {
            throw Failure(.transient, "\(video.folder.name)/\(VideoFolder.moments) was changed meanwhile; say it again")
        }
        try file.write(JSONText.file(tree))
        let before = "\(TalkTime.text(moment.startTime))–\(TalkTime.text(moment.endTime))"
        let notes = heard.notes.map { "; \($0)" }.joined()
        return "\(told) (\(before) → \(TalkTime.text(times.start))–\(TalkTime.text(times.end)))\(notes)"
    }

    private struct Answer: Decodable, Sendable {
        let firstSentence: LooseInt
        let lastSentence: LooseInt
        let reason: String?

        enum CodingKeys: String, CodingKey {
            case reason
            case firstSentence = "first_sentence"
            case lastSentence = "last_sentence"
        }
    }

    private func ask(
        _ remark: String,
        _ around: MomentPicker.Surroundings,
        _ picker: MomentPicker,
        _ talk: Talk
    ) async throws -> (sentences: ClosedRange<Int>, reason: String, model: String) {
        let requests = try PaidRequests(video, .analyze, access: access, outbox: outbox)
        let lengths = picker.lengths
        let bounds = "between \(Int(lengths.lowerBound.rounded())) and \(Int(lengths.upperBound.rounded())) s"
        let now = around.now.map { "sentences \($0.lowerBound)-\($0.upperBound)" } ?? "no whole sentence"
        let shown = """
            \(Fence.said(around.sentences))
            Now: \(now)
            Allowed: sentences \(around.allowed.lowerBound)-\(around.allowed.upperBound), \(bounds)
            \(Fence.remark(remark))
            """
        do {
            let answer = try await requests.ask(
                .refine,
                ["language": LanguageName.of(video.settings.language ?? talk.language)],
                shown: shown,
                as: Answer.self,
                schema: .object([
                    .init(
                        "first_sentence",
                        .integer(
                            around.allowed,
                            about: "the number of the first sentence that the clip is to hold"
                        )
                    ),
                    .init("last_sentence", .integer(around.allowed, about: "the number of the last one")),
                    .init("reason", .string(most: ModelWords.Most.reason, about: "one sentence")),
                ]),
                longest: 200,
                validate: { (value) throws(ValidationProblem) in
                    let (first, last) = (value.firstSentence.value, value.lastSentence.value)
                    guard first <= last, around.allowed.contains(first), around.allowed.contains(last) else {
                        throw ValidationProblem(
                            "the sentences must be a run within \(around.allowed.lowerBound) to \(around.allowed.upperBound)"
                        )
                    }
                    guard picker.times(of: first...last) != nil else {
                        throw ValidationProblem("sentences \(first) to \(last) are not \(bounds) long")
                    }
                }
            )
            let reason = ModelWords.line(
                ModelWords.uncut(answer.value.reason ?? "", ModelWords.Most.reason),
                limit: ModelWords.description
            )
            return (
                answer.value.firstSentence.value...answer.value.lastSentence.value,
                reason.isEmpty ? "adjusted" : reason,
                answer.answer.model ?? requests.model
            )
        } catch let silence as ModelSilence {
            throw silence.failure
        }
    }

    private func index(of name: String, in moments: [MomentEntry]) throws(Failure) -> Int {
        if let index = moments.firstIndex(where: { $0.id == name }) { return index }
        if let number = Int(name), number > 0, number <= moments.count { return number - 1 }
        let known = moments.enumerated().map { "\($0 + 1) (\($1.id))" }.joined(separator: ", ")
        throw Failure(.input, "\(video.folder.name) has no moment \(name.oneLine); it has \(known)")
    }

    /// The file with one moment's times changed, and what they were noted.
    private func changed(
        _ bytes: [UInt8],
        _ index: Int,
        _ times: (start: Double, end: Double),
        _ change: MomentChange
    ) throws -> JSONTree {
        var tree = try JSONText.decode(JSONTree.self, from: Data(bytes))
        var moments = tree["moments"]?.elements ?? []
        guard moments.indices.contains(index) else {
            throw Failure(.bug, "\(VideoFolder.moments) holds other moments than it did")
        }
        let note = try JSONText.decode(JSONTree.self, from: JSONText.line(change))
        moments[index]["start_time"] = .number(times.start.roundedToThousandth)
        moments[index]["end_time"] = .number(times.end.roundedToThousandth)
        moments[index]["history"] = .array((moments[index]["history"]?.elements ?? []) + [note])
        tree["moments"] = .array(moments)
        return tree
    }
}
