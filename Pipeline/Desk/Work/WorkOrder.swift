/// What is asked of `smartclip`, in the order in which it comes first.
struct WorkOrder: Sendable, Equatable {
    enum Kind: Sendable, Equatable {
        /// The clips of what changed; before all else, since somebody waits for one.
        case createClip
        /// The clips of what changed.
        case apply
        /// Moments chosen anew, or for the first time.
        case analyze(anew: Bool)
        /// A moment adjusted by a remark.
        case refine(moment: String, remark: String)
        /// One moment more by a remark.
        case add(remark: String)
        /// A video that is at Mux already, by its name there.
        case fetch
        /// A file that was uploaded.
        case take(String)
    }

    let kind: Kind
    /// The video's id; of one that is at Mux, `mux:ASSET_ID`.
    let video: String

    var isUrgent: Bool { kind == .createClip }

    /// The words after `smartclip`.
    var words: [String] {
        switch kind {
        case .createClip, .apply, .analyze(anew: false): ["retry", video]
        case .analyze(anew: true): ["retry", video, "--from", "analyze"]
        case .refine(let moment, let remark): ["refine", video, moment, remark]
        case .add(let remark): ["refine", video, "--add=\(remark)"]
        case .fetch: ["run", video]
        case .take(let path): ["run", path]
        }
    }
}
