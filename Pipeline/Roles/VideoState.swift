import FoundationEssentials
package import Intake
package import Manifest
import Media
package import Outbox
package import Settings
import StateFiles
package import SystemPackage
import Transcript

/// All that the stages of one video read: what is recorded of it, and what is wanted of it.
package struct VideoState: Sendable {
    /// What the outbox holds of it.
    package var recorded: RecordedVideo
    /// How it is to be clipped.
    package let settings: Settings
    /// Captions beside it, best first.
    package let captions: [FilePath]
    /// What else may be read beside it.
    package let inbox: InboxFiles
    /// Who holds it and makes its clips.
    package let host: any Host
    /// Who chooses its moments and writes the words.
    package let analyst: any Analyst
    /// Who hears its words where it has no captions.
    package let recogniser: any Recogniser
    /// What finds faces in its clips; nil where that is not set up.
    package let faces: FaceTools?
    /// What is known of the captions beside it.
    package let trials = CaptionTrials()

    package init(
        _ recorded: RecordedVideo,
        settings: Settings,
        captions: [FilePath] = [],
        inbox: InboxFiles? = nil,
        host: any Host,
        analyst: any Analyst,
        recogniser: any Recogniser,
        faces: FaceTools? = nil
    ) {
        self.recorded = recorded
        self.settings = settings
        self.captions = captions
        self.inbox = inbox ?? InboxFiles(root: recorded.source.removingLastComponent())
        self.host = host
        self.analyst = analyst
        self.recogniser = recogniser
        self.faces = faces
    }

    package var id: VideoID { recorded.id }
    package var folder: VideoFolder { recorded.folder }
    /// Where the source is.
    package var source: FilePath { recorded.source }
    /// The records that can be understood.
    package var records: [StageName: StageRecord] { recorded.records }

    /// The language of the sound that is used, as its track is tagged.
    package var spokenLanguage: String? {
        guard let asset = recorded.knownAsset, let languages = asset.audioLanguages else { return nil }
        let track = settings.audioTrack ?? asset.mainAudio ?? 1
        return languages.indices.contains(track - 1) ? LanguageTag.normalized(languages[track - 1]) : nil
    }
}

extension CaptionTrial {
    /// Of the captions beside a video. `duration` is its length in seconds, where its own stage has not found it out yet.
    package init(_ video: VideoState, duration: Double? = nil) {
        self.init(
            inbox: video.inbox,
            duration: video.recorded.knownAsset?.duration ?? duration,
            encoding: video.settings.captionsEncoding
        )
    }
}
