import Installation
import Intake
import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import Transcript

/// faster-whisper on this machine, as `smartclip setup speech` makes it.
struct WhisperRecogniser: Recogniser {
    let speech: InstalledSpeech
    let helper: WhisperHelper

    var installed: [FilePath] { [speech.folder] }
    let isElsewhere = false

    func identify(_ video: VideoState, in fingerprint: inout Fingerprint) {
        // Not where it is, nor the version of its packages: what is heard is the model's.
        fingerprint.addHearing(video.settings)
        fingerprint.add("whisper", speech.model.name)
        fingerprint.add("model content", speech.model.files.first?.sha256)
        if !video.settings.vocabulary.isEmpty {
            fingerprint.add("vocabulary", video.settings.vocabulary.joined(separator: "\n"))
        }
    }

    func obstacle(_ settings: Settings) -> Failure? { nil }

    func hear(_ work: StageWork, _ probe: Probe, duration: Double) async throws -> Heard {
        try await helper.serving { try await heard(work, probe, duration: duration) }
    }

    /// Progress goes to so much while the sound is decoded.
    private static let decoding = 0.03

    private func heard(_ work: StageWork, _ probe: Probe, duration: Double) async throws -> Heard {
        let settings = work.video.settings
        let track = try probe.audioTrack(settings.audioTrack, of: work.input)
        let input = try await work.probe.input()
        let title = work.video.source.stem ?? ""
        let hotwords = SpokenNames.hotwords(vocabulary: settings.vocabulary, title: title)
        let folder = try Self.folder(work, track, speech.model, hotwords)
        let sound = try await WhisperSound.prepare(in: folder) { file in
            try await media { () throws(MediaError) in
                try await work.tools.decodeSpeech(input, track: track, to: file, in: folder) { seconds in
                    work.progress(Self.decoding * min(1, seconds / max(duration, 1)))
                }
            }
        }
        let map = SpeechMap(sound.curve, until: duration)
        let setup = WhisperHelper.Setup(
            speech: speech,
            tools: work.tools,
            about: work.input.name,
            folder: folder,
            tell: work.tell
        )
        let kept = KeptHearing(folder: folder)
        let spoken = try await language(settings, track, map, sound.file, kept, setup)
        let listener = WhisperListener(
            helper: helper,
            setup: setup,
            sound: sound.file,
            manner: HelperRequest.Manner(language: spoken.code, hotwords: hotwords),
            kept: kept
        )
        let hearing = SpeechHearing(speech: map, duration: duration, listener: listener) { part in
            work.progress(Self.decoding + (1 - Self.decoding) * part)
        }
        let heard = try await hearing.run()
        return .words(
            Heard.Words(
                captions: heard.captions,
                name: "\(work.input.name) as heard by whisper",
                origin: .recogniser,
                language: heard.language ?? spoken.code,
                engine: Engine(name: "whisper", version: speech.model.name),
                notes: spoken.notes + heard.notes,
                silent: "whisper heard no words"
            )
        )
    }

    /// A folder of the attempt for this sound, this model and what the helper is told: what another of them left is of no use.
    private static func folder(
        _ work: StageWork,
        _ track: AudioTrack,
        _ model: SpeechModel,
        _ hotwords: String?
    ) throws -> FilePath {
        var fingerprint = Fingerprint("hearing", version: 1)
        fingerprint.add("source", work.video.id.sha256)
        fingerprint.add("track", track.index)
        fingerprint.add("model", model.name)
        fingerprint.add("language", work.video.settings.language)
        fingerprint.add("hotwords", hotwords)
        fingerprint.add("helper", Digest.of(PackageResources.hear_py))
        let folder = work.attempt.appending("hearing-\(fingerprint.digest().prefix(16))")
        try Files.makeDirectory(folder)
        return folder
    }

    // MARK: - The language

    private struct Spoken {
        /// ISO 639-1; nil where it changes.
        var code: String?
        var notes: [String] = []
    }

    private func language(
        _ settings: Settings,
        _ track: AudioTrack,
        _ map: SpeechMap,
        _ sound: FilePath,
        _ kept: KeptHearing,
        _ setup: WhisperHelper.Setup
    ) async throws -> Spoken {
        let asked = settings.language?.primaryLanguage.whisperCode
        if speech.model.isEnglishOnly {
            guard let asked, asked != "en" else { return Spoken(code: "en") }
            let advice = "smartclip setup speech --model base hears other languages"
            return Spoken(
                code: "en",
                notes: ["the model \(speech.model.name) knows only English, not \(asked): \(advice)"]
            )
        }
        let places = SpokenLanguage.places(in: map)
        if places.isEmpty { return Spoken(code: asked) }
        let guesses: [[LanguageGuess]]
        do {
            guesses = try await kept.answer("language") {
                let seconds = places.reduce(0) { $0 + $1.seconds }
                return try await helper.ask(.language(sound: sound.string, pieces: places), seconds: seconds, setup) {
                    $0.languages
                }
            }
        } catch let trouble as HelperTrouble {
            throw trouble.failure(setup.about)
        }
        return Self.spoken(
            SpokenLanguage(guesses),
            asked: asked,
            track: settings.spoken(in: track)?.primaryLanguage.whisperCode
        )
    }

    private static func spoken(_ found: SpokenLanguage, asked: String?, track: String?) -> Spoken {
        let percent = "\(Int((found.probability * 100).rounded())) %"
        if let asked {
            guard found.isSure, let language = found.language, language != asked, found.probability >= 0.8 else {
                return Spoken(code: asked)
            }
            return Spoken(
                code: asked,
                notes: ["language \(asked) was asked for, but \(language) is spoken, it seems (\(percent))"]
            )
        }
        guard let language = found.language else { return Spoken(code: track) }
        if found.isSure { return Spoken(code: language, notes: ["language: \(language) (\(percent))"]) }
        if !found.others.isEmpty {
            let all = ([language] + found.others).joined(separator: ", ")
            return Spoken(notes: ["several languages are spoken (\(all)); each part is heard in its own"])
        }
        let code = track?.utf8.count == 2 ? track : language
        return Spoken(
            code: code,
            notes: [
                "the language is not sure: \(language) (\(percent)); heard as \(code ?? language), set language if it is another"
            ]
        )
    }
}

extension String {
    /// The code by which Whisper knows a language, of a language's code: it has older names of some, and one for several.
    fileprivate var whisperCode: String {
        switch self {
        case "nb", "nob", "nor": "no"
        case "nno": "nn"
        case "fil", "tgl": "tl"
        case "iw", "heb": "he"
        case "in", "ind": "id"
        case "ji", "yid": "yi"
        case "jv", "jav": "jw"
        case "cmn", "zho", "chi": "zh"
        case "mo": "ro"
        default: self
        }
    }
}
