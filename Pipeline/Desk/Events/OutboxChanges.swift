import Concurrency
import Logging
import Manifest
import Outbox
import StateFiles

/// Tells listeners what changes in an outbox, whoever changes it: a watcher, a run, an editor, the desk.
///
/// Few files are looked at, and only while somebody listens: the list of lines, the records of those videos that are worked on, the
/// moments of those that somebody has open. So the cost does not grow with the videos that there are.
struct OutboxChanges: Sendable {
    let desk: Desk
    private var lines: [String: VideoRow]?
    private var listSignature: String?
    private var live: [String: Seen] = [:]
    private var moments: [String: String] = [:]

    private struct Seen {
        var signature: String?
        var video: LiveVideo?
        var progress: Double?
    }

    private static let look = Duration.milliseconds(500)
    private static let beat = 30

    init(_ desk: Desk) {
        self.desk = desk
    }

    /// Looks again and again until the task is cancelled.
    mutating func run() async throws {
        var looks = 0
        while true {
            try await Task.sleep(for: Self.look)
            looks += 1
            guard desk.events.isHeard else {
                // What was seen before says nothing to who comes next.
                (lines, listSignature, live, moments) = (nil, nil, [:], [:])
                continue
            }
            if looks % Self.beat == 0 { desk.events.beat() }
            do {
                try await lookAtList()
                try await lookAtWork()
                try await lookAtMoments()
            } catch let error as CancellationError {
                throw error
            } catch {
                desk.logger.warning("\(error); events go on with the next look")
            }
        }
    }

    /// Videos whose line changed.
    private mutating func lookAtList() async throws {
        let signature = try desk.outbox.place.appending(IndexFile.name).factsIfPresent()?.signature
        if signature == listSignature, lines != nil { return }
        listSignature = signature
        let rows = try await desk.table.all()
        let new = Dictionary(rows.map { ($0.id, $0) }) { first, _ in first }
        if let lines {
            for row in rows where lines[row.id] != row && live[row.id] == nil { await tell(row.id) }
            for id in lines.keys where new[id] == nil { desk.events.post("gone", ["id": id]) }
        }
        lines = new
    }

    /// Videos that are worked on, and those that were until now.
    private mutating func lookAtWork() async throws {
        let atWork = Set(try LiveVideo.ids(in: desk.outbox))
        for id in atWork.union(live.keys) {
            guard atWork.contains(id) else {
                live[id] = nil
                await tell(id)
                continue
            }
            guard let folder = try await desk.table.folder(id) else { continue }
            var seen = live[id] ?? Seen()
            let signature = try folder.file("state").factsIfPresent()?.signature
            let progress = desk.progress.of(id)
            if seen.video == nil || seen.signature != signature || seen.progress != progress {
                let video = try LiveVideo(folder)
                if video != seen.video || progress != seen.progress {
                    desk.events.post(
                        "video",
                        EventHub.VideoEvent(
                            id: id,
                            status: video.status,
                            stage: video.stage,
                            progress: progress,
                            etag: nil,
                            working: true
                        )
                    )
                }
                seen = Seen(signature: signature, video: video, progress: progress)
            }
            live[id] = seen
        }
    }

    /// Tells how a video stands on which nobody works.
    private func tell(_ id: String) async {
        // One that is gone by now has its own event.
        guard let published = try? await desk.published(id) else { return }
        let manifest = published.manifest
        desk.events.post(
            "video",
            EventHub.VideoEvent(
                id: id,
                status: manifest.status,
                stage: manifest.error?.stage,
                progress: nil,
                etag: published.validator.text,
                working: false
            )
        )
    }

    /// Moments that somebody has open, and another may have changed.
    private mutating func lookAtMoments() async throws {
        for id in desk.events.followed {
            guard let folder = try await desk.table.folder(id) else { continue }
            let file = folder.file(VideoFolder.moments)
            let signature = try file.factsIfPresent()?.signature ?? ""
            defer { moments[id] = signature }
            guard let old = moments[id], old != signature else { continue }
            desk.events.momentsChanged(id, MomentsPage.validator(of: try file.readIfPresent() ?? []))
        }
    }
}
