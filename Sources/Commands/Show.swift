import ArgumentParser
import Manifest
import Outbox
import Pipeline
import Roles
import StateFiles
import TalkTime

/// `smartclip show`
struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Shows the moments and clips of one video.")

    @Argument(help: "Its folder in the outbox, its id, or the path of its source.", completion: VideoCompletion.kind)
    var video: String

    @OptionGroup var outbox: OutboxOptions

    @Flag(help: "Print the addresses at Mux that play the video and its clips, signed where they must be.")
    var urls = false

    @Flag(help: "Print manifest.json; with --urls, one JSON object an address.")
    var json = false

    func run() throws {
        let surroundings = try Surroundings().telling()
        let outbox = try outbox.open(surroundings)
        let known = try VideoLookup(outbox).find(video, in: surroundings.folder)
        guard let manifest = try known.manifest() else {
            let overview = try Overview(of: known, in: outbox)
            let remark = overview.waiting ?? overview.status.rawValue
            throw Failure(.transient, "\(overview.video): has no manifest yet (\(remark))")
        }
        if urls { return try tell(known, manifest, surroundings.outside(known.inbox)) }
        if json {
            try Console.write(Array(JSONText.file(manifest)))
            return
        }
        for line in lines(manifest, name: known.folder.name) { try Console.print(line) }
    }

    private func tell(_ known: KnownVideo, _ manifest: VideoManifest, _ surroundings: Surroundings) throws {
        let ledger = try outbox.open(surroundings).readLedger(of: known)
        for host in surroundings.services.remoteHosts {
            for url in try host.urls(of: manifest, in: ledger) {
                if json {
                    try Console.write(Array(JSONText.line(url)))
                } else {
                    let end = url.expiresAt.map { " (until \($0))" } ?? ""
                    try Console.print("\(url.clip ?? known.folder.name): \(url.url)\(end)".oneLine)
                }
            }
        }
    }

    private func lines(_ manifest: VideoManifest, name: String) -> [String] {
        let length = manifest.duration.map(TalkTime.length) ?? "unknown length"
        var lines = ["\(name): \(manifest.status.rawValue), \(length)"]
        if let error = manifest.error { lines.append("error in \(error.stage.rawValue): \(error.message)") }
        if let transcript = manifest.transcript, let reason = transcript.reason {
            let place = transcript.file?.oneLine ?? (transcript.origin == .embedded ? "inside the video" : "captions")
            lines.append("words: \(place), \(reason)")
        }
        for note in manifest.notes { lines.append("note: \(note)") }
        let clips = Dictionary(manifest.clips.map { ($0.momentId, $0) }) { first, _ in first }
        for moment in manifest.moments {
            let clip = clips[moment.id]
            lines.append("")
            let times = "\(TalkTime.text(moment.startTime))–\(TalkTime.text(moment.endTime))"
            lines.append("\(times)  \(moment.title.oneLine)")
            lines.append("  \(clip?.file ?? clip?.error?.message ?? "no clip yet")")
            lines.append("  score \(moment.score): \(moment.reason.oneLine)")
            if !moment.quote.isEmpty { lines.append("  “\(moment.quote.oneLine)”") }
            if let hashtags = clip?.hashtags, !hashtags.isEmpty { lines.append("  \(hashtags.joined(separator: " "))") }
        }
        return lines
    }
}
