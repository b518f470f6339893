import Intake
import Manifest

/// Words of a video that were found somewhere.
struct FoundWords {
    /// The captions that hold them.
    let fit: CaptionFit
    /// What messages call the place.
    let name: String
    let origin: TranscriptInfo.Origin
    /// The language as the place tells it, a BCP 47 tag.
    let language: String?
    let engine: Engine
    /// The name of the file beside the video; nil where they come from elsewhere.
    let file: String?
    /// Why these, where there was a choice.
    let reason: String?

    init(
        _ fit: CaptionFit,
        name: String,
        origin: TranscriptInfo.Origin,
        language: String?,
        engine: Engine,
        file: String? = nil,
        reason: String? = nil
    ) {
        self.fit = fit
        self.name = name
        self.origin = origin
        self.language = language
        self.engine = engine
        self.file = file
        self.reason = reason
    }
}

/// What is known of a video's words before anybody listens to it.
struct WordSearch {
    /// What was passed over, and why.
    var notes: [String] = []
    /// The failure of captions that were meant to say something; it counts where nobody hears words.
    var failure: Failure?
    /// Captions of parts of what is said, for want of any others.
    var parts: FoundWords?

    /// Whether there is nothing that could stand for what nobody hears.
    var isEmpty: Bool { failure == nil && parts == nil }
}
