import Concurrency
import FoundationEssentials
import Framing
import Intake
import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import Transcript

/// Stage 5. Has the host cut the clips, each checked before it counts; those that are there already are taken over.
struct Clip: Stage {
    let name = StageName.clip

    func fingerprint(_ video: VideoState) throws -> String {
        var fingerprint = Fingerprint("clip", version: 1)
        fingerprint.add("host", video.host.name.rawValue)
        fingerprint.add("transcript", video.recorded.digest(of: VideoFolder.transcript, from: .fetchVTT))
        let wishes = RenditionWishes(video)
        for moment in try MomentsEdit(of: video.recorded).moments {
            fingerprint.add("moment", moment.id)
            fingerprint.add("title", moment.title)
            fingerprint.add("clip", try Self.fingerprint(moment, video))
            try wishes.add(moment, video.settings, to: &fingerprint)
        }
        return fingerprint.digest()
    }

    /// All that decides the content of one clip.
    private static func fingerprint(_ moment: MomentEntry, _ video: VideoState) throws(Failure) -> String {
        var fingerprint = Fingerprint("one clip", version: 1)
        fingerprint.add("source", video.id.sha256)
        fingerprint.add("start", moment.startTime)
        fingerprint.add("end", moment.endTime)
        fingerprint.add("audio track", video.settings.audioTrack)
        video.host.identify(.clip, of: video, in: &fingerprint)
        fingerprint.add("loudness", video.settings.loudness)
        try RenditionWishes(video).addSoundTitle(moment, to: &fingerprint)
        if video.settings.frameRate != .auto { fingerprint.add("frame rate", video.settings.frameRate.rawValue) }
        let transcript = video.recorded.digest(of: VideoFolder.transcript, from: .fetchVTT)
        video.settings.addTightening(transcript, to: &fingerprint)
        return fingerprint.digest()
    }

    /// The moments whose clips would have to be cut, and how many shapes made: those that no earlier run left as they are wanted now.
    static func pending(_ video: VideoState) throws -> (uncut: [MomentEntry], shapes: Int) {
        var there: [String: ClipResult] = [:]
        var shapes: Set<String> = []
        if case .clips(let clips) = video.records[.clip]?.result {
            let damaged = Set(try video.recorded.damaged(.clip))
            func stand(_ file: String?, _ image: String?) -> Bool {
                guard let file, let image else { return false }
                return !damaged.contains(file) && !damaged.contains(image)
            }
            for clip in clips where stand(clip.file, clip.thumbnail) { there[clip.fingerprint] = clip }
            shapes = Set(
                clips.flatMap { $0.renditions ?? [] }.filter {
                    $0.entry.error == nil && stand($0.entry.file, $0.entry.thumbnail)
                }.map(\.fingerprint)
            )
        }
        let wishes = RenditionWishes(video)
        // Nonsense in the file is reported when the stage runs; it cuts nothing.
        let moments = (try? MomentsEdit(of: video.recorded).moments) ?? []
        let captions = moments.allSatisfy { wishes.formats(of: $0).isEmpty } ? nil : try video.recorded.captions()
        var pending: (uncut: [MomentEntry], shapes: Int) = ([], 0)
        for moment in moments {
            let formats = wishes.formats(of: moment)
            guard let clip = there[try fingerprint(moment, video)], let digest = clip.sha256, let checks = clip.checks,
                let duration = clip.duration
            else {
                pending.uncut.append(moment)
                pending.shapes += formats.count
                continue
            }
            let key = RenditionKey(
                wishes: wishes,
                video: video,
                moment: moment,
                clip: digest,
                captions: checks.own(captions, of: duration)
            )
            for format in formats {
                let fingerprint = try key.fingerprint(format)
                if !shapes.contains(fingerprint) { pending.shapes += 1 }
            }
        }
        return pending
    }

    func obstacle(_ video: VideoState) -> Failure? { video.host.obstacle(to: name, video.settings) }

    func run(_ work: StageWork) async throws -> StageOutcome {
        let moments = try MomentsEdit(of: work.video.recorded).moments
        if moments.isEmpty {
            throw Failure(
                .input,
                "\(work.video.folder.name)/\(VideoFolder.moments): holds no moments; add one, "
                    + "or delete the file to have them chosen again"
            )
        }
        let probe = try await work.probe.get()
        let captions = try work.video.recorded.captions()
        let names = Self.names(of: moments)
        let workspaces = try Self.workspaces(of: moments, work)
        let turns = try Self.turns(of: moments, work.video)
        let cutter = try work.video.host.cutter(work, probe)
        let tightening = ClipTightening(work.video.settings, captions)
        let room = MomentRoom(work, probe, captions)
        let wishes = RenditionWishes(work.video)
        let title = try await SoundTitle(wishes, work, language: captions?.language)
        let isAnyMade = moments.contains { !wishes.formats(of: $0).isEmpty }
        let sight = isAnyMade && !wishes.drawsSound ? work.video.faces.map { SightHelper($0, work) } : nil
        let maker = RenditionMaker(wishes: wishes, work: work, sight: sight)
        let progress = ClipProgress(lengths: moments.map { $0.endTime - $0.startTime }, report: work.progress)
        let made = try await Self.ending(sight) {
            try await turns.mapAtOnce(work.jobs, others: .cancelled) { turn in
                var made: [(index: Int, files: ClipFiles)] = []
                for index in turn {
                    let files = try await self.clip(
                        moments[index],
                        named: names[index],
                        in: workspaces[index],
                        captions,
                        tightening?.wish(moments[index]),
                        room?.finder(moments[index]),
                        title,
                        cutter,
                        maker,
                        progress: { progress.set(index, $0) }
                    )
                    progress.set(index, 1)
                    made.append((index, files))
                }
                return made
            }
        }
        .flatMap { $0 }.sorted { $0.index < $1.index }.map(\.files)
        let clips = made.map(\.result)
        // What no clip of it could be made for is wrong with the machine or the account, and is reported as it is. Clips that stand
        // are published all the same: they are right, and may have been paid for.
        if clips.allSatisfy({ $0.file == nil }),
            let refusal = clips.lazy.compactMap(\.failure).first(where: { $0.class == .config })
        {
            throw refusal
        }
        return StageOutcome(
            engine: cutter.engine,
            result: .clips(clips),
            outputs: made.flatMap(\.outputs),
            failure: Self.failure(of: clips),
            notes: Self.notes(wishes, moments, work.video)
        )
    }

    /// Runs a body, and ends the process of the face helper whatever becomes of it.
    private static func ending<Value>(_ sight: SightHelper?, _ body: () async throws -> Value) async throws -> Value {
        let result: Result<Value, any Error>
        do { result = .success(try await body()) } catch { result = .failure(error) }
        await sight?.end()
        return try result.get()
    }

    private static func notes(_ wishes: RenditionWishes, _ moments: [MomentEntry], _ video: VideoState) -> [String] {
        let follows = moments.contains { moment in
            wishes.formats(of: moment).contains { $0 != .source } && wishes.framing(of: moment).looks
        }
        guard follows, video.faces == nil else { return [] }
        return ["nobody looked for faces, so no window follows anybody; smartclip setup faces sets up who does"]
    }

    /// What the failed clips come to, or where all clips stand, their failed renditions.
    private static func failure(of clips: [ClipResult]) -> Failure? {
        let renditions = clips.flatMap { $0.renditions ?? [] }
        return failure(clips.compactMap(\.failure), of: clips.count, "clips")
            ?? failure(renditions.compactMap(\.entry.error), of: renditions.count, "renditions")
    }

    /// Failures as one: the class that most wants another try, and the first one's own words.
    private static func failure(_ failures: [Failure], of all: Int, _ what: String) -> Failure? {
        guard let first = failures.first else { return nil }
        let worth: [Failure.Class] = [.transient, .config, .bug, .input]
        let kind = worth.first { kind in failures.contains { $0.class == kind } } ?? first.class
        return Failure(kind, "\(failures.count) of \(all) \(what) failed: \(first.message)", detail: first.detail)
    }

    /// `01-the-surprising-truth`: the number in the order of the moments, then the title.
    static func names(of moments: [MomentEntry]) -> [String] {
        moments.enumerated().map { index, moment in
            let number = "\(index + 1)"
            return "\(number.utf8.count < 2 ? "0" : "")\(number)-\(SafeName.slug(moment.title))"
        }
    }

    /// Where each clip is made. Moments of the same times are one content, but are not made in one place at once.
    private static func workspaces(of moments: [MomentEntry], _ work: StageWork) throws -> [ClipWorkspace] {
        var counts: [String: Int] = [:]
        return try moments.map { moment in
            let fingerprint = try fingerprint(moment, work.video)
            let count = counts[fingerprint, default: 0]
            counts[fingerprint] = count + 1
            let name = count == 0 ? fingerprint : "\(fingerprint)-\(count + 1)"
            return ClipWorkspace(folder: work.attempt.appending(name), video: work.video.folder)
        }
    }

    /// The moments, by their places, that are made one after the other: those of one content, which a host is asked for once. At
    /// once, neither would see in the ledger what the other asks for, and both would be paid for.
    static func turns(of moments: [MomentEntry], _ video: VideoState) throws -> [[Int]] {
        var turns: [[Int]] = []
        var places: [String: Int] = [:]
        for (index, moment) in moments.enumerated() {
            let fingerprint = try fingerprint(moment, video)
            if let place = places[fingerprint] {
                turns[place].append(index)
            } else {
                places[fingerprint] = turns.count
                turns.append([index])
            }
        }
        return turns
    }

    // MARK: - One clip

    private func clip(
        _ moment: MomentEntry,
        named name: String,
        in workspace: ClipWorkspace,
        _ captions: Captions?,
        _ tightening: Tightening?,
        _ startRoom: StartRoom?,
        _ title: SoundTitle?,
        _ cutter: any ClipCutter,
        _ maker: RenditionMaker,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> ClipFiles {
        let work = maker.work
        let fingerprint = try Self.fingerprint(moment, work.video)
        var files = ClipFiles(moment: moment, fingerprint: fingerprint, name: name)
        do {
            let ready: ClipWorkspace.Ready
            if let earlier = try workspace.resume() {
                ready = earlier
            } else if let earlier = try workspace.takeOver(fingerprint, from: work.previous) {
                ready = earlier
            } else {
                try workspace.clear()
                // Renditions take about as long as the clip; all of them together, as it is decoded once.
                let part = maker.wishes.formats(of: moment).isEmpty ? 1 : 0.4
                let titled = title?.drawing(moment)
                var cut = try await cutter.cut(
                    moment,
                    tightening: tightening,
                    drawing: titled?.drawing,
                    startRoom: startRoom,
                    fingerprint: fingerprint,
                    in: workspace.folder,
                    progress: { progress(part * $0) }
                )
                if let note = titled?.note { cut.report.notes.append(note) }
                ready = try workspace.finish(cut)
            }
            try files.add(ready, captions: captions)
            files.add(
                try await maker.renditions(
                    of: ready,
                    moment,
                    captions: ready.own(captions),
                    stem: files.stem,
                    progress: { progress(0.4 + 0.6 * $0) }
                )
            )
        } catch {
            guard let failure = Failure.of(error) else { throw error }
            try Files.removeTree(workspace.folder)
            // A full disk takes no other clip either, nor the record that tells of this one.
            if (error as? FileError)?.isOutOfSpace == true { throw failure }
            files.fail(failure)
        }
        return files
    }
}
