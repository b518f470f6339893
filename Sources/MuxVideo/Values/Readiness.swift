extension Asset {
    /// The text track to read in a language, or in any: what is ready before what is prepared, the generated before others. `en`
    /// finds `en-US` too.
    public func textTrack(language: String? = nil) -> Track? {
        let wanted = language?.lowercased()
        let texts = tracks.filter { track in
            guard track.type == .text else { return false }
            guard let wanted, wanted != "auto" else { return true }
            let code = track.languageCode?.lowercased() ?? ""
            // One that is yet to be heard may be of any language.
            return code == wanted || code.hasPrefix(wanted + "-") || code == "auto"
        }
        return texts.enumerated().min { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }?.element
    }

    /// The captions that the service made out of the sound.
    public var generatedTrack: Track? {
        tracks.enumerated()
            .filter { $0.element.type == .text && $0.element.isGenerated }
            .min { ($0.element.rank, $0.offset) < ($1.element.rank, $1.offset) }?.element
    }

    /// The sound track that captions are asked of: the primary one, else the first.
    public var audioTrack: Track? {
        let sounds = tracks.filter { $0.type == .audio }
        return sounds.first { $0.isPrimary } ?? sounds.first
    }

    /// "highest.mp4", say.
    public func rendition(named name: String) -> StaticRendition? {
        staticRenditions.first { $0.name == name }
            ?? staticRenditions.first { $0.name == nil && $0.resolution?.fileName == name }
    }

    /// What to play it by: a public id, else a signed one.
    public var playback: PlaybackID? {
        playbackIDs.first { $0.policy == .public } ?? playbackIDs.first { $0.policy == .signed }
    }

    /// Of `textTrack(language:)`.
    public func transcriptReadiness(language: String? = nil) -> TranscriptReadiness {
        guard let track = textTrack(language: language) else { return .none }
        switch track.status {
        case .ready: return .ready(track)
        case .errored: return .errored(track.error?.words ?? "no reason given")
        case .deleted: return .deleted
        case .preparing, .other, nil: return .preparing(track)
        }
    }

    /// Of `rendition(named:)`.
    public func renditionReadiness(named name: String) -> RenditionReadiness {
        guard let file = rendition(named: name) else { return .missing }
        switch file.status {
        case .ready: return .ready(file)
        case .skipped: return .skipped
        case .errored: return .errored(file.error?.words ?? "no reason given")
        case .preparing, .other, nil: return .preparing
        }
    }
}

extension Track {
    var isGenerated: Bool {
        switch textSource {
        case .generatedVOD, .generatedLive, .generatedLiveFinal: true
        case .uploaded, .embedded, .other, nil: false
        }
    }

    /// Which of several to take: less is better.
    fileprivate var rank: Int {
        let state =
            switch status {
            case .ready: 0
            case .preparing, .other, nil: 1
            case .errored: 2
            case .deleted: 3
            }
        return state * 2 + (isGenerated ? 0 : 1)
    }
}

/// How far the captions of an asset are: a wait of its own, since the asset is ready before them.
public enum TranscriptReadiness: Sendable, Equatable {
    /// There is no such text track: none was asked for, or it is not listed yet.
    case none
    case preparing(Track)
    case ready(Track)
    /// The service's words.
    case errored(String)
    case deleted
}

/// How far a file of an asset is: a wait of its own as well.
public enum RenditionReadiness: Sendable, Equatable {
    case missing
    case preparing
    case ready(StaticRendition)
    /// The source is smaller than what was asked for.
    case skipped
    case errored(String)
}
