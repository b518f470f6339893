import Intake
import Manifest
import Media
import Roles
import Settings
import StateFiles
import SystemPackage
import Transcript

/// The caption files beside a video, tried in their order up to the first that holds its words.
struct CaptionShelf {
    /// A file that holds words of the video.
    struct Chosen {
        let file: FilePath
        let language: String?
        /// Why it, for people.
        let reason: String
        /// SHA-256 of its content.
        let digest: String

        /// What older versions take for the language in its name, which stands in fingerprints.
        var tag: String? { file.lastComponent.flatMap { LanguageTag.language(fromFileName: $0.shown) } ?? language }
    }

    /// A file that was passed over.
    struct Passed {
        let name: String
        let trouble: CaptionTrouble
    }

    /// The captions to use; nil where none beside it holds its words.
    private(set) var chosen: Chosen?
    /// Those that hold only parts of what is said, for want of any other words.
    private(set) var parts: Chosen?
    /// Those that come before the chosen one and are of no use.
    private(set) var passed: [Passed] = []
    /// Whether another would be chosen with a sound in another language.
    private var dependsOnSound = false

    /// Looks at the files. Throws a failure of class `input` where the captions that a setting names are of no use.
    /// `duration` is the video's length in seconds, where its own stage has not found it out yet.
    init(_ video: VideoState, duration: Double? = nil) throws {
        let trial = CaptionTrial(video, duration: duration)
        if let name = video.settings.captionFile {
            chosen = try Self.named(name, of: video, trial)
            return
        }
        let order = CaptionOrder(video)
        dependsOnSound = order.full.count > 1 && video.settings.language == nil
        for entry in order.full where chosen == nil { chosen = try take(entry, of: video, trial) }
        if chosen == nil {
            for entry in order.forced where parts == nil { parts = try take(entry, of: video, trial) }
        }
    }

    /// What the shelf is if the file that is tried first holds words of the video, which is not found out here. Nil where there is
    /// no such file.
    init?(untried video: VideoState) throws {
        let file: FilePath
        let language: String?
        if let name = video.settings.captionFile {
            file = Self.file(named: name, of: video)
            language = LanguageTag.language(fromFileName: name)
        } else {
            guard let first = CaptionOrder(video).full.first else { return nil }
            (file, language) = (first.file, first.name.language)
        }
        do {
            let digest = Digest.of(try CaptionTrial(video).bytes(of: file))
            chosen = Chosen(file: file, language: language, reason: "", digest: digest)
        } catch is CaptionTrouble {
            return nil
        } catch let error as FileError where error.isMissing {
            return nil
        }
    }

    /// Whether captions beside a video of so many seconds hold words of it. Those that cannot be read, and are all there is, are a
    /// failure of class `config`: they may be mended, which changes nothing of the video.
    static func holdsWords(of video: VideoState, duration: Double) throws -> Bool {
        do {
            let shelf = try CaptionShelf(video, duration: duration)
            if shelf.chosen != nil || shelf.parts != nil { return true }
            if let failure = shelf.failure { throw failure }
            return false
        } catch let failure as Failure {
            throw Failure(.config, failure.message)
        }
    }

    private static func file(named name: String, of video: VideoState) -> FilePath {
        video.source.removingLastComponent().appending(name)
    }

    private mutating func take(
        _ entry: CaptionOrder.Entry,
        of video: VideoState,
        _ trial: CaptionTrial
    ) throws -> Chosen? {
        do {
            let language = entry.name.language
            let digest = try video.trials.digest(of: entry.file, language: language, trial)
            return Chosen(file: entry.file, language: language, reason: entry.reason, digest: digest)
        } catch let trouble as CaptionTrouble {
            let name = entry.file.lastComponent?.shown.oneLine ?? ""
            if trouble.kind == .setting { throw Failure(.input, "\(name): \(trouble.problem)") }
            if trouble.kind != .other { passed.append(Passed(name: name, trouble: trouble)) }
            return nil
        }
    }

    private static func named(_ name: String, of video: VideoState, _ trial: CaptionTrial) throws -> Chosen {
        let file = file(named: name, of: video)
        guard try FileFacts.ifPresent(file) != nil else {
            throw Failure(
                .input,
                "caption_file names \(name), which is not beside \(video.source.lastComponent?.shown.oneLine ?? "the video")"
            )
        }
        let language = LanguageTag.language(fromFileName: name)
        do {
            let digest = try video.trials.digest(of: file, language: language, trial)
            return Chosen(file: file, language: language, reason: "named by caption_file", digest: digest)
        } catch let trouble as CaptionTrouble {
            throw Failure(.input, "\(name): \(trouble.problem); fix \(name), or name another by caption_file")
        }
    }

    /// Which captions are read and why, for people; nil where none are. It is final where the sound's language is known, or
    /// nothing depends on it.
    func remark(isFinal: Bool) -> String? {
        guard let chosen else { return nil }
        let name = chosen.file.shownName
        return isFinal || !dependsOnSound
            ? "\(name), \(chosen.reason)" : "\(name), unless another is in the language of the sound"
    }

    /// What a user should know of the files that are of no use.
    var notes: [String] {
        passed.map { "\($0.name): \($0.trouble.problem); it was passed over" }
    }

    /// The failure of captions that were meant to say something, where there are no other words.
    var failure: Failure? {
        guard let broken = passed.first(where: { $0.trouble.kind == .broken }) else { return nil }
        return Failure(.input, "\(broken.name): \(broken.trouble.problem); fix \(broken.name) or take it away")
    }
}

extension CaptionOrder {
    /// The captions beside a video as its settings and its sound want them.
    init(_ video: VideoState) {
        self.init(video.captions, of: video.source, asked: video.settings.language, spoken: video.spokenLanguage)
    }
}
