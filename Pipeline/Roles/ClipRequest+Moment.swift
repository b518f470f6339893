package import Manifest
package import Media
package import Settings

extension CutChoice {
    /// What the settings say.
    fileprivate init(_ cut: Settings.Cut) {
        switch cut {
        case .auto: self = .auto
        case .smart: self = .smart
        case .exact: self = .exact
        }
    }
}

extension EncoderChoice {
    /// What the settings say.
    fileprivate init(_ encoder: Settings.Encoder) {
        switch encoder {
        case .auto: self = .auto
        case .x264: self = .x264
        case .vaapi: self = .vaapi
        case .nvenc: self = .nvenc
        case .qsv: self = .qsv
        }
    }
}

extension ClipRequest {
    /// Which part of the source a moment is, and how it is coded.
    package init(_ moment: MomentEntry, _ settings: Settings, _ probe: Probe, of input: MediaInput) throws(Failure) {
        let track = probe.audio.isEmpty ? nil : try probe.audioTrack(settings.audioTrack, of: input).index
        self.init(
            start: moment.startTime,
            end: moment.endTime,
            audioTrack: track,
            crf: settings.crf,
            preset: settings.preset.rawValue,
            rate: settings.frameRate == .source ? .source : .auto,
            loudness: settings.loudness,
            cut: CutChoice(settings.cut),
            encoder: EncoderChoice(settings.encoder)
        )
    }
}
