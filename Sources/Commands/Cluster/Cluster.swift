import ArgumentParser

/// `smartclip cluster`
struct Cluster: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Many machines on one outbox, by an engine that is there already: Slurm, Snakemake, a batch queue.",
        subcommands: [ClusterPlan.self]
    )
}
