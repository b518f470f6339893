package import Manifest
package import Media
package import Outbox
package import Roles
package import Settings
package import StateFiles

/// Host `local`: the video stays where it is, and ffmpeg makes its clips. Nothing leaves this machine.
package struct LocalHost: Host {
    package let name = Settings.Host.local
    package let recogniser: (any Recogniser)? = nil

    package init() {}

    package func identify(_ stage: StageName, of video: VideoState, in fingerprint: inout Fingerprint) {
        guard stage == .clip else { return }
        fingerprint.add("crf", video.settings.crf)
        fingerprint.add("preset", video.settings.preset.rawValue)
        // Clips that were made before there was a choice are exact, and count on.
        if video.settings.cut != .auto { fingerprint.add("cut", video.settings.cut.rawValue) }
        if video.settings.encoder != .x264 { fingerprint.add("encoder", video.settings.encoder.rawValue) }
    }

    package func obstacle(to stage: StageName, _ settings: Settings) -> Failure? { nil }

    package func estimate(
        _ input: MediaInput,
        _ probe: SourceProbe,
        _ video: VideoState,
        hasWords: (Double) throws -> Bool
    ) async throws -> (any HostEstimate)? { nil }

    package func upload(_ work: StageWork, hasWords: (Double) throws -> Bool, _ outcome: inout StageOutcome)
        async throws
    {}

    package func awaitAsset(_ work: StageWork, duration: Double, _ outcome: inout StageOutcome) async throws {}

    package func cutter(_ work: StageWork, _ probe: Probe) -> any ClipCutter { LocalCutter(work: work, probe: probe) }

    package func tidies(_ settings: Settings) -> Bool { false }

    package func tidy(
        _ video: VideoID,
        _ folder: VideoFolder,
        in outbox: Outbox,
        told: @escaping @Sendable (String) -> Void
    )
        async throws
    {}
}
