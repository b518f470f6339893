package import Manifest
package import Media
package import Settings
package import StateFiles
package import SystemPackage
package import Transcript

/// Turns the speech of a video into words. A recogniser is a folder below `Pipeline/Recognisers`, or comes with a host.
package protocol Recogniser: Sendable {
    /// Adds to the fingerprint of stage `fetch-vtt` what decides what it hears.
    func identify(_ video: VideoState, in fingerprint: inout Fingerprint)

    /// The programs and models on this machine that it is made of.
    var installed: [FilePath] { get }

    /// Why it could not even begin, and what to do about it.
    func obstacle(_ settings: Settings) -> Failure?

    /// Whether it sends the sound to a server of somebody's.
    var isElsewhere: Bool { get }

    /// Hears the sound of a video that has some.
    func hear(_ work: StageWork, _ probe: Probe, duration: Double) async throws -> Heard
}

/// What a recogniser heard.
package enum Heard: Sendable {
    case words(Words)
    /// Nobody listened, or there was nothing to hear. Words from elsewhere then count, or the sound alone.
    case nothing(Silence)

    /// Words that were heard.
    package struct Words: Sendable {
        package let captions: Captions
        /// Of what they are, for a message: `talk.mp4 as heard by whisper-cli`.
        package let name: String
        package let origin: TranscriptInfo.Origin
        /// A BCP 47 tag, where it is known.
        package let language: String?
        package let engine: Engine
        /// Lines that a user should see.
        package var notes: [String] = []
        /// What is said where the captions turn out to hold no words.
        package let silent: String

        package init(
            captions: Captions,
            name: String,
            origin: TranscriptInfo.Origin,
            language: String?,
            engine: Engine,
            notes: [String] = [],
            silent: String
        ) {
            self.captions = captions
            self.name = name
            self.origin = origin
            self.language = language
            self.engine = engine
            self.notes = notes
            self.silent = silent
        }
    }

    /// Why there are no words.
    package struct Silence: Sendable {
        /// In a few words: `no captions`.
        package let why: String
        /// What else would help, behind "put captions beside it".
        package var others = ""
        /// Set where somebody was asked for by name who is not there: the failure, where nothing else gives words.
        package var failure: Failure?

        package init(why: String, others: String = "", failure: Failure? = nil) {
            self.why = why
            self.others = others
            self.failure = failure
        }
    }
}

extension Settings {
    /// The language that is spoken, where the user or the sound track says it.
    package func spoken(in track: AudioTrack) -> String? {
        language ?? track.language.flatMap { LanguageTag.normalized($0) }
    }
}

extension MediaInput {
    /// What captions beside this video would be called.
    package var captionsName: String {
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
        return "\(stem).vtt"
    }

    /// What helps a video without words.
    package var captionsAdvice: String { "put captions beside it (\(captionsName))" }

    /// What is wrong with a video that has neither sound nor captions.
    package var nothingToGoBy: Failure {
        Failure(
            .input,
            "\(name): has neither sound nor captions, so nothing says which moments matter; \(captionsAdvice)"
        )
    }
}
