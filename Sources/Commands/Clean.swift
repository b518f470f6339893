import ArgumentParser
import Intake
import Manifest
import Outbox
import Pipeline
import Roles
import StateFiles
import SystemPackage

/// `smartclip clean`
struct Clean: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Deletes what was made: at Mux, or all of it.",
        discussion: """
            With --remote it deletes what stands at Mux, and only what this outbox made there; clips and captions here stay, \
            and the next run does nothing. With --unused as well, only what no clip needs any more: clips of moments that \
            were changed since, uploads that were replaced (mux_keep: current has each run do that). Without it the video's results are deleted too, files of others in the folder \
            excepted; where the video still stands in the inbox, the next run makes them again. The video itself is never \
            touched, nor is an asset that was at Mux before (mux:ASSET_ID); of that the copy in the outbox goes. What is gone already counts as deleted; a command that was interrupted is simply given again.
            """
    )

    @Argument(
        help: "The videos: their folders in the outbox, their ids, or the paths of their sources.",
        completion: .file()
    )
    var videos: [String] = []

    @Flag(help: "All videos of the outbox, also those whose results were removed by hand; with --remote only.")
    var all = false

    @Flag(help: "Delete only what stands at Mux.")
    var remote = false

    @Flag(help: "With --remote: delete only what no clip needs any more.")
    var unused = false

    @Flag(help: "Say what would be deleted, and do nothing.")
    var dryRun = false

    @Flag(help: "Print one JSON object for each thing that is deleted.")
    var json = false

    @OptionGroup var outbox: OutboxOptions

    func validate() throws {
        if all && !remote {
            throw ValidationError("--all goes with --remote; to delete all results, delete the outbox")
        }
        if unused && !remote { throw ValidationError("--unused goes with --remote: it is about what stands at Mux") }
        if all != videos.isEmpty { throw ValidationError("name a video, or give --all, not both") }
    }

    func run() async throws {
        let surroundings = try Surroundings().telling()
        let outbox = try outbox.open(surroundings)
        let lookup = VideoLookup(outbox)
        let hosts = surroundings.services.remoteHosts
        if all {
            let ledgers = try outbox.allLedgers()
            for ledger in ledgers.read { try await clean(ledger, hosts, outbox) }
            // The others are clean by now; what this one lists is not.
            if let broken = ledgers.broken.first { throw broken }
            return
        }
        let cleaner = LocalCleaner(outbox)
        let found = try videos.map { name -> (KnownVideo?, AssetName?) in
            // Of what was fetched in part there may be no video yet.
            let asset = try AssetName(argument: name)
            do {
                return (try lookup.find(name, in: surroundings.folder), asset)
            } catch let unknown as VideoLookup.Unknown {
                guard let asset, try !cleaner.plan(asset).isEmpty else { throw unknown }
                return (nil, asset)
            }
        }
        for (video, asset) in found {
            guard let video else {
                if !remote, let asset { try tell(dryRun ? cleaner.plan(asset) : await cleaner.clean(asset)) }
                continue
            }
            // What is paid for goes first: a failure then leaves the ledger that knows of it.
            if let ledger = try outbox.readLedger(of: video) { try await clean(ledger, hosts, outbox) }
            if !remote { try await local(cleaner, video) }
        }
    }

    private func clean(_ ledger: RemoteLedger, _ hosts: [any RemoteHost], _ outbox: Outbox) async throws {
        let extent: RemoteExtent = unused ? .unused : .all
        for host in hosts {
            if dryRun {
                for removed in try host.plan(ledger, extent, in: outbox) { try tell(removed) }
            } else {
                try await host.clean(ledger, extent, in: outbox) { try tell($0) }
            }
        }
    }

    private func local(_ cleaner: LocalCleaner, _ video: KnownVideo) async throws {
        let copy = try cleaner.asset(of: video).map { try cleaner.plan($0) } ?? []
        let paths = try dryRun ? cleaner.plan(video) : await cleaner.clean(video)
        try tell(copy)
        for path in paths {
            if json {
                try Console.write(Array(JSONText.line(["video": video.folder.name, "file": path])))
            } else {
                try Console.print("\(dryRun ? "would delete" : "deleted") \(video.folder.name)/\(path)".oneLine)
            }
        }
    }

    /// Tells of the files of a copy that the outbox made for itself.
    private func tell(_ copy: [FilePath]) throws {
        for path in copy {
            if json {
                try Console.write(Array(JSONText.line(["file": path.shown])))
            } else {
                try Console.print("\(dryRun ? "would delete" : "deleted") \(path.shown)".oneLine)
            }
        }
    }

    private func tell(_ removed: RemovedObject) throws {
        if json { return try Console.write(Array(JSONText.line(removed))) }
        try Console.print(
            "\(removed.video): \(dryRun ? "would delete" : "deleted") \(removed.what) (\(removed.purpose.rawValue))"
                .oneLine
        )
    }
}
