import FoundationEssentials
import Intake
package import Manifest
import StateFiles
import SystemPackage

/// Answers of services that were paid for, kept for as long as the outbox stands: what is asked again word for word, after a crash
/// or where a result was lost, costs nothing. `smartclip retry --from STAGE` forgets those of that stage and the later ones, `smartclip
/// retry` those that were of no use.
///
/// They stand in `.smartclip/answers/VIDEO/N-QUESTION.json`.
package struct KeptAnswers: Sendable {
    private let outbox: Outbox
    private let folder: Place

    package init(_ outbox: Outbox, _ video: VideoID) {
        self.outbox = outbox
        folder = outbox.answers.appending(video.short)
    }

    private struct File<Answer: Codable>: Codable {
        var schemaVersion = 1
        var question: String
        var answeredAt: Timestamp
        var answer: Answer
        /// Nothing could be made of it; absent where that is not so.
        var isUseless: Bool?

        enum CodingKeys: String, CodingKey {
            case question, answer
            case isUseless = "is_useless"
            case schemaVersion = "schema_version"
            case answeredAt = "answered_at"
        }
    }

    private struct Mark: Decodable {
        let isUseless: Bool?

        enum CodingKeys: String, CodingKey {
            case isUseless = "is_useless"
        }
    }

    /// What was answered to a question; nil where it was not asked, or where the answer cannot be read any more.
    package func answer<Answer: Codable>(to question: String, of stage: StageName, as type: Answer.Type) throws
        -> Answer?
    {
        let digest = Digest.of(Array(question.utf8))
        guard let bytes = try place(digest, stage).readIfPresent() else { return nil }
        // One that is broken is asked for again, as one that is not there.
        guard let file = try? JSONText.decode(File<Answer>.self, from: Data(bytes)), file.question == digest else {
            return nil
        }
        return file.answer
    }

    /// Keeps an answer; when this returns, a crash does not lose it.
    package func keep(_ answer: some Codable, to question: String, of stage: StageName) throws {
        let digest = Digest.of(Array(question.utf8))
        try folder.makeDirectory()
        let file = File(question: digest, answeredAt: .now, answer: answer)
        try outbox.write(JSONText.file(file), to: place(digest, stage))
    }

    /// Forgets the answers of a stage and of those after it.
    package func forget(from stage: StageName) throws {
        guard try folder.factsIfPresent() != nil else { return }
        for name in try folder.list() {
            guard let number = name.string.first?.wholeNumberValue, number >= stage.number else { continue }
            try folder.appending(name).removeFile()
        }
    }

    /// Notes that nothing could be made of an answer: it is forgotten where somebody asks for another try, and only there.
    package func noteUseless<Answer: Codable>(_ question: String, of stage: StageName, as type: Answer.Type) throws {
        guard let answer = try answer(to: question, of: stage, as: type) else { return }
        let digest = Digest.of(Array(question.utf8))
        let file = File(question: digest, answeredAt: .now, answer: answer, isUseless: true)
        try outbox.write(JSONText.file(file), to: place(digest, stage))
    }

    /// Forgets the answers of which nothing could be made.
    package func forgetUseless() throws {
        guard try folder.factsIfPresent() != nil else { return }
        for name in try folder.list() {
            let place = folder.appending(name)
            // One that is broken is asked for again anyway.
            let mark = try? JSONText.decode(Mark.self, from: Data(try place.read()))
            if mark?.isUseless == true { try place.removeFile() }
        }
    }

    private func place(_ digest: String, _ stage: StageName) -> Place {
        folder.appending("\(stage.number)-\(digest.prefix(32)).json")
    }
}
