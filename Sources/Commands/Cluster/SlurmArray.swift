/// A script for `sbatch` with one task a video, for those who have Slurm and nothing above it.
struct SlurmArray {
    /// The path of `smartclip`.
    let program: String
    /// Where the sources are; never empty.
    let sources: [String]
    /// The outbox.
    let output: String
    /// What is added to each command.
    let flags: [String]

    /// How often a video is tried again where what went wrong may pass by itself.
    static let retries = 3

    /// The script. A task whose node dies is queued again by Slurm; one that ends with 75 queues itself again.
    var text: String {
        let command = ([program, "run"].map(Self.quoted) + ["\"$video\""] + options).joined(separator: " ")
        return """
            #!/bin/bash
            # Made by smartclip cluster plan: one task a video. Start it with: sbatch FILE
            # What is done already is not done again, so it can be started again at any time.
            #SBATCH --job-name=smartclip
            #SBATCH --array=1-\(sources.count)
            #SBATCH --cpus-per-task=4
            #SBATCH --mem=6000
            #SBATCH --requeue
            #SBATCH --open-mode=append
            videos=(
            \(sources.map { "    " + Self.quoted($0) }.joined(separator: "\n"))
            )
            video=${videos[SLURM_ARRAY_TASK_ID - 1]}
            \(command)
            code=$?
            # 75: what went wrong may pass by itself.
            if ((code == 75 && ${SLURM_RESTART_COUNT:-0} < \(Self.retries))); then
                scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
            fi
            exit $code

            """
    }

    private var options: [String] { (["--output", output, "--progress", "plain"] + flags).map(Self.quoted) }

    /// A word as a shell reads it.
    static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}
