package import Highlights
package import Manifest
package import Outbox
package import Roles
package import Settings
package import StateFiles

/// Analyst `extractive`: moments and words are the talk's own, and nobody is asked for anything.
package struct ExtractiveAnalyst: Analyst {
    package let name = Settings.Analyst.extractive

    package init() {}

    package func identify(_ stage: StageName, _ settings: Settings, in fingerprint: inout Fingerprint) {}

    package func identifySubstitute(_ settings: Settings, in fingerprint: inout Fingerprint) {}

    package func identifySeal(_ settings: Settings, in fingerprint: inout Fingerprint) {}

    package func obstacle(to stage: StageName, _ settings: Settings) -> Failure? { nil }

    package func estimate(_ video: VideoState, _ stages: [StageName]) -> AnalystEstimate? { nil }

    package func choose(_ picker: MomentPicker, _ talk: Talk, _ work: StageWork) -> (choice: Choice, engine: Engine) {
        (picker.choose(), .extractive)
    }

    package func write(for moments: [MomentEntry], _ talk: Talk, _ work: StageWork) -> WrittenPosts { WrittenPosts() }

    package func refine(
        _ moment: String,
        _ remark: String,
        of video: VideoState,
        in outbox: Outbox,
        lay: @escaping EndsLaid
    ) throws -> String {
        throw Failure(
            .config,
            "refine needs a language model to understand the remark; use --analyst openai, or change start_time and end_time "
                + "in \(video.folder.name)/\(VideoFolder.moments)"
        )
    }

    package func add(
        _ remark: String,
        of video: VideoState,
        in outbox: Outbox,
        lay: @escaping EndsLaid
    ) throws -> String {
        throw Failure(
            .config,
            "refine --add needs a language model to understand the remark; use --analyst openai, or add a moment to "
                + "\(video.folder.name)/\(VideoFolder.moments): its rejected ones are there to choose from"
        )
    }
}
