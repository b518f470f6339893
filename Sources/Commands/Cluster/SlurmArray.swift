/// A script for `sbatch` with one task a video, for those who have Slurm and nothing above it.
struct SlurmArray {
    /// The path of `smartclip`.
    let program: String
    /// Where the sources are, and the inbox of each.
    let videos: [(source: String, inbox: String)]
    /// The outbox.
    let output: String
    /// What is added to each command.
    let flags: [String]

    /// How often a task is tried again where what went wrong may pass by itself.
    static let retries = 3
    /// The most tasks of an array that a Slurm takes that says nothing else (`MaxArraySize`, 1001).
    static let mostTasks = 1000

    /// How many tasks it has; where there are more videos, each takes several, one after the other.
    var tasks: Int { min(videos.count, Self.mostTasks) }

    /// The script. A task whose node dies is queued again by Slurm; one that ends with 75 queues itself again.
    var text: String {
        if videos.isEmpty { return "#!/bin/bash\n# Made by smartclip cluster plan: no video had work to do.\nexit 0\n" }
        let command = ([program, "run"].map(Self.quoted) + ["\"${videos[at]}\" --inbox \"${inboxes[at]}\""] + options)
            .joined(separator: " ")
        return """
            #!/bin/bash
            # Made by smartclip cluster plan: one task a video. Start it with: sbatch FILE
            # What is done already is not done again, so it can be started again at any time.
            #SBATCH --job-name=smartclip
            #SBATCH --array=1-\(tasks)
            #SBATCH --cpus-per-task=4
            #SBATCH --mem=6000
            #SBATCH --requeue
            #SBATCH --open-mode=append
            videos=(
            \(listed(videos.map(\.source)))
            )
            inboxes=(
            \(listed(videos.map(\.inbox)))
            )
            worst=0
            for ((at = SLURM_ARRAY_TASK_ID - 1; at < ${#videos[@]}; at += \(Self.mostTasks))); do
                code=0
                \(command) || code=$?
                # What may pass by itself comes before what does not.
                if ((code != 0 && worst != 75)); then worst=$code; fi
            done
            if ((worst == 75 && ${SLURM_RESTART_COUNT:-0} < \(Self.retries))); then
                scontrol requeue "${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"
            fi
            exit $worst

            """
    }

    private var options: [String] { (["--output", output, "--progress", "plain"] + flags).map(Self.quoted) }

    private func listed(_ words: [String]) -> String { words.map { "    " + Self.quoted($0) }.joined(separator: "\n") }

    /// A word as a shell reads it.
    static func quoted(_ word: String) -> String { "'" + word.replacing("'", with: "'\\''") + "'" }
}
