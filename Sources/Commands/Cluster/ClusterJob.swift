import Manifest

/// A piece of work that an engine starts as a whole: some stages of one video, one after the other.
struct ClusterJob: Encodable, Equatable {
    /// Stages that want the same of a machine.
    enum Group: String, Encodable, CaseIterable {
        /// Finding the words: what a recogniser needs, where there are no captions.
        case words
        /// Choosing the moments: little, or a language model elsewhere.
        case moments
        /// Making the clips: cores.
        case clips

        /// In the order in which they run.
        var stages: [StageName] {
            switch self {
            case .words: [.upload, .awaitAsset, .fetchVTT]
            case .moments: [.analyze]
            case .clips: [.clip, .caption]
            }
        }
    }

    /// What it wants of a machine, and of what all machines share.
    struct Resources: Encodable, Equatable {
        /// Processor cores that it can use.
        var cores: Int
        /// Memory in megabytes that it may take.
        var memoryMb: Int
        /// 1 where it asks Mux for something, so that an engine can limit how many do at once; else 0.
        var mux: Int
        /// 1 where it asks a server with a language model or a recogniser; else 0.
        var model: Int

        private enum CodingKeys: String, CodingKey {
            case cores, mux, model
            case memoryMb = "memory_mb"
        }
    }

    /// What decides how a video's work is cut into jobs.
    struct Video {
        /// Where the source is.
        var source: String
        /// The inbox that it lies in, whose settings files count for it.
        var inbox: String
        /// Its folder below the outbox.
        var name: String
        /// The stages that are to run, in order.
        var stages: [StageName]
        /// Whether a recogniser on the machine itself may have to hear it.
        var isHeardHere: Bool
        /// Whether it is at Mux.
        var usesMux: Bool
        /// Whether a server is asked for words or moments.
        var asksModel: Bool
    }

    /// Unique in the list; a name that any engine takes.
    let id: String
    /// The video's folder below the outbox.
    let video: String
    /// Where the source is.
    let source: String
    /// The inbox that it lies in.
    let inbox: String
    /// Which stages these are.
    let group: Group
    /// Those of the group that are not done yet, in order.
    let stages: [StageName]
    /// The job that must have ended before; nil where none must.
    @OrNull var after: String?
    /// What it needs.
    let resources: Resources
    /// The arguments of `smartclip`, one command after the other.
    let commands: [[String]]

    /// The jobs of a video, in order; none where nothing is to be done. `number` counts videos from 1; `flags` are added to each command.
    static func jobs(of video: Video, number: Int, output: String, flags: [String]) -> [ClusterJob] {
        let digits = "\(number)"
        let place = String(repeating: "0", count: max(0, 6 - digits.utf8.count)) + digits
        var jobs: [ClusterJob] = []
        for group in Group.allCases {
            let stages = group.stages.filter { video.stages.contains($0) }
            guard let first = stages.first, let last = stages.last else { continue }
            // One start for all of them: it costs as much as a short stage.
            let span = StageSpan.text(first...last)
            jobs.append(
                ClusterJob(
                    id: "\(place)-\(group.rawValue)",
                    video: video.name,
                    source: video.source,
                    inbox: video.inbox,
                    group: group,
                    stages: stages,
                    after: jobs.last?.id,
                    resources: resources(of: group, video),
                    commands: [
                        ["stage", span, video.source, "--inbox", video.inbox, "--output", output]
                            + ["--progress", "plain"] + flags
                    ]
                )
            )
        }
        return jobs
    }

    /// Generous for videos of common length: an engine kills what takes more.
    private static func resources(of group: Group, _ video: Video) -> Resources {
        let (mux, model) = (video.usesMux ? 1 : 0, video.asksModel ? 1 : 0)
        return switch group {
        case .words where video.isHeardHere: Resources(cores: 4, memoryMb: 6000, mux: mux, model: 0)
        case .words: Resources(cores: 1, memoryMb: 1000, mux: mux, model: model)
        case .moments: Resources(cores: 1, memoryMb: 1000, mux: 0, model: model)
        case .clips: Resources(cores: 4, memoryMb: 3000, mux: mux, model: model)
        }
    }
}
