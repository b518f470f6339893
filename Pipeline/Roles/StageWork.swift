import FoundationEssentials
import Intake
package import Manifest
package import Media
package import Outbox
package import StateFiles
package import SystemPackage

/// What a stage works with while it runs.
package struct StageWork: Sendable {
    /// What the stages before found out.
    package let video: VideoState
    /// The source, open.
    package let input: MediaInput
    /// What the source's container tells.
    package let probe: SourceProbe
    /// What the file system said of the source when its content was read.
    package let facts: FileFacts
    /// ffmpeg and its like.
    package let tools: MediaTools
    /// Where the ledger of what was made elsewhere stands.
    package let outbox: Outbox
    /// A folder for what the stage makes; what a killed attempt left stands in it.
    package let attempt: FilePath
    /// What the attempt before came to.
    package let previous: StageRecord?
    /// How many clips of one video are made at once.
    package let jobs: Int
    /// Tells how far the stage is, 0 to 1.
    package let progress: @Sendable (Double) -> Void
    /// Tells the user something while the stage runs: what it waits for.
    package let tell: @Sendable (String) -> Void

    package init(
        video: VideoState,
        input: MediaInput,
        probe: SourceProbe,
        facts: FileFacts,
        tools: MediaTools,
        outbox: Outbox,
        attempt: FilePath,
        previous: StageRecord?,
        jobs: Int,
        progress: @escaping @Sendable (Double) -> Void,
        tell: @escaping @Sendable (String) -> Void = { _ in }
    ) {
        self.video = video
        self.input = input
        self.probe = probe
        self.facts = facts
        self.tools = tools
        self.outbox = outbox
        self.attempt = attempt
        self.previous = previous
        self.jobs = jobs
        self.progress = progress
        self.tell = tell
    }

    /// Writes a small file into the attempt's folder and says where it goes.
    package func make(_ path: String, _ content: some Sequence<UInt8>) throws -> StageOutcome.Output {
        let file = attempt.appending(path.split(separator: "/").joined(separator: "-"))
        try AtomicFile.write(content, to: file)
        return .made(file, path: path)
    }
}
