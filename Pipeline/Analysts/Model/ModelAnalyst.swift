package import Highlights
package import Manifest
package import OpenAIAccess
package import Outbox
package import Roles
package import Settings
package import StateFiles

/// Analyst `openai`: a language model behind any server that speaks the OpenAI chat API. Where it gives nothing that can be used,
/// the extractive analyst does its work, unless the settings are strict.
package struct ModelAnalyst: Analyst {
    package let name = Settings.Analyst.openai
    private let access: OpenAIAccess

    package init(_ access: OpenAIAccess) {
        self.access = access
    }

    package func identify(_ stage: StageName, _ settings: Settings, in fingerprint: inout Fingerprint) throws {
        let prompts = try Prompts(folder: settings.prompts)
        fingerprint.add("model", settings.model)
        switch stage {
        case .analyze:
            fingerprint.add("choose", prompts.digest(.choose))
            fingerprint.add("rank", prompts.digest(.rank))
            fingerprint.add("looking for", settings.lookingFor)
            fingerprint.add("window", settings.windowTokens)
        case .caption: fingerprint.add("prompt", prompts.digest(.captions))
        case .upload, .awaitAsset, .fetchVTT, .clip: break
        }
    }

    package func identifySubstitute(_ settings: Settings, in fingerprint: inout Fingerprint) {
        fingerprint.add("strict", settings.strict ? "strict" : nil)
    }

    package func identifySeal(_ settings: Settings, in fingerprint: inout Fingerprint) {
        fingerprint.add("model", settings.model)
        fingerprint.add("looking_for", settings.lookingFor)
        fingerprint.add("window_tokens", settings.windowTokens)
        fingerprint.add("strict", settings.strict ? "strict" : nil)
        // Prompts that cannot be read are told when the video is looked at, which it then is.
        let prompts = try? Prompts(folder: settings.prompts)
        for kind in Prompts.Kind.allCases { fingerprint.add(kind.rawValue, prompts?.digest(kind)) }
    }

    package func obstacle(to stage: StageName, _ settings: Settings) -> Failure? {
        Failure.thrown { () throws(Failure) in
            _ = try access.open()
            _ = try access.model(settings)
            _ = try Prompts(folder: settings.prompts)
            _ = try Prices(file: settings.prices, isOpenAI: access.isOpenAI)
        }
    }

    package func estimate(_ video: VideoState, _ stages: [StageName]) throws -> AnalystEstimate? {
        try AnalystEstimate(video, stages, access)
    }

    package func choose(_ picker: MomentPicker, _ talk: Talk, _ work: StageWork) async throws -> (
        choice: Choice, engine: Engine
    ) {
        do {
            let chooser = ModelChooser(
                requests: try PaidRequests(work.video, .analyze, access: access, outbox: work.outbox),
                picker: picker,
                settings: work.video.settings,
                language: talk.language,
                progress: work.progress
            )
            let result = try await chooser.choose()
            return (result.choice, Engine(name: name.rawValue, version: result.model))
        } catch let silence as ModelSilence {
            if work.video.settings.strict { throw silence.failure }
            var choice = picker.choose()
            choice.notes.append(
                "The moments are chosen by the extractive analyst, since the model could not: \(silence.reason)."
            )
            return (choice, .extractive)
        }
    }

    package func write(for moments: [MomentEntry], _ talk: Talk, _ work: StageWork) async throws -> WrittenPosts {
        do {
            let requests = try PaidRequests(work.video, .caption, access: access, outbox: work.outbox)
            return try await ModelPosts(requests: requests, talk: talk, settings: work.video.settings).write(
                for: moments
            )
        } catch let silence as ModelSilence {
            if work.video.settings.strict { throw silence.failure }
            let note =
                "The captions are written by the extractive analyst, since the model could not: \(silence.reason)."
            return WrittenPosts(notes: [note])
        }
    }

    package func refine(
        _ moment: String,
        _ remark: String,
        of video: VideoState,
        in outbox: Outbox,
        lay: @escaping EndsLaid
    ) async throws -> String {
        try await ModelRefinement(video: video, access: access, outbox: outbox, lay: lay).refine(moment, remark)
    }

    package func add(
        _ remark: String,
        of video: VideoState,
        in outbox: Outbox,
        lay: @escaping EndsLaid
    ) async throws -> String {
        try await ModelAddition(video: video, access: access, outbox: outbox, lay: lay).add(remark)
    }
}
