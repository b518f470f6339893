import BurnedCaptions
import FoundationEssentials
import Framing
import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import Transcript

/// Makes the renditions of a video's clips: those that earlier runs left as they are wanted are taken over.
struct RenditionMaker: Sendable {
    let wishes: RenditionWishes
    let work: StageWork
    /// Nil where no face finder is set up.
    let sight: SightHelper?

    /// A clip of which renditions are wanted.
    struct Clip: Sendable {
        let moment: MomentEntry
        let ready: ClipWorkspace.Ready
        /// Its captions on its own clock; nil where the video has no words.
        let captions: Captions?
        /// The path of its files below the video's folder, without their endings.
        let stem: String
        /// Pixels.
        let size: (width: Int, height: Int)

        var finished: FinishedClip {
            FinishedClip(
                frames: ready.checks.frames,
                frameRate: ready.frameRate ?? ready.checks.frameRate,
                width: size.width,
                height: size.height,
                hasSound: ready.checks.audioVideoGap != nil,
                loudness: ready.checks.loudness
            )
        }

        func size(_ format: Settings.Format) -> (width: Int, height: Int) {
            format.size ?? (finished.width, finished.height)
        }
    }

    /// A rendition and its files.
    struct Made: Sendable {
        var result: RenditionResult
        var outputs: [StageOutcome.Output] = []
    }

    /// All renditions of a clip. One that fails is told with its failure; the others are made, and the clip stands in any case.
    func renditions(
        of ready: ClipWorkspace.Ready,
        _ moment: MomentEntry,
        captions: Captions?,
        stem: String,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> [Made] {
        guard !wishes.formats(of: moment).isEmpty else { return [] }
        let clip = try await Clip(
            moment: moment,
            ready: ready,
            captions: captions,
            stem: stem,
            size: size(of: ready, about: stem)
        )
        do {
            return try await renditions(clip, progress: progress)
        } catch {
            // A full disk takes no record either.
            if (error as? FileError)?.isOutOfSpace == true { throw error }
            guard let failure = Failure.of(error) else { throw error }
            let folder = RenditionFolder(clip)
            // What decides it may be what cannot be read.
            let unknown = Fingerprint("rendition that failed", version: 1).digest()
            return wishes.formats(of: moment).map { folder.failed($0, unknown, failure) }
        }
    }

    /// The clip's size in pixels. Older versions did not record it.
    private func size(of ready: ClipWorkspace.Ready, about name: String) async throws -> (width: Int, height: Int) {
        if let width = ready.width, let height = ready.height, width > 0, height > 0 { return (width, height) }
        let probe = try await media { () throws(MediaError) in
            try await MediaInput.withFile(ready.clip) { input throws(MediaError) in try await work.tools.probe(input) }
        }
        guard let track = probe.video, track.width > 0, track.height > 0 else {
            throw Failure(.bug, "\(name): the clip has no picture")
        }
        return (track.width, track.height)
    }

    private func renditions(_ clip: Clip, progress: @escaping @Sendable (Double) -> Void) async throws -> [Made] {
        let folder = RenditionFolder(clip)
        var made: [Settings.Format: Made] = [:]
        var open: [(format: Settings.Format, fingerprint: String)] = []
        let formats = wishes.formats(of: clip.moment)
        let key = key(clip)
        for format in formats {
            let fingerprint = try key.fingerprint(format)
            if let earlier = try folder.resume(format, fingerprint)
                ?? folder.takeOver(format, fingerprint, from: work.previous, in: work.video.folder)
            {
                made[format] = earlier
            } else {
                open.append((format, fingerprint))
            }
        }
        if !open.isEmpty {
            for (format, result) in try await make(open, clip, folder, progress: progress) { made[format] = result }
        }
        return formats.compactMap { made[$0] }
    }

    private func key(_ clip: Clip) -> RenditionKey {
        RenditionKey(
            wishes: wishes,
            video: work.video,
            moment: clip.moment,
            clip: clip.ready.clipDigest,
            captions: clip.captions
        )
    }

    // MARK: - Making

    private func make(
        _ open: [(format: Settings.Format, fingerprint: String)],
        _ clip: Clip,
        _ folder: RenditionFolder,
        progress: @escaping @Sendable (Double) -> Void
    ) async throws -> [Settings.Format: Made] {
        var made: [Settings.Format: Made] = [:]
        var plans: [Plan] = []
        let seen = try await sightings(clip, open.map(\.format))
        let drawing: Result<Drawing?, any Error>
        do { drawing = .success(try await self.drawing(clip)) } catch { drawing = .failure(error) }
        progress(0.1)
        for (format, fingerprint) in open {
            do {
                plans.append(try plan(format, fingerprint, clip, seen, drawing.get()))
            } catch {
                guard let failure = Failure.of(error) else { throw error }
                made[format] = folder.failed(format, fingerprint, failure)
            }
        }
        let reports: [Result<RenditionReport, MediaError>]
        do {
            let settings = work.video.settings
            // Sites code again whatever they are sent.
            let coding = PictureCoding(crf: settings.crf, preset: settings.preset.rawValue).quicker
            for plan in plans { try folder.forget(plan.format) }
            reports = try await work.tools.renditions(
                plans.map(\.request),
                of: clip.finished,
                coding: coding,
                mark: try wishes.image(),
                in: folder.path,
                about: clip.stem,
                progress: { progress(0.1 + 0.9 * $0) }
            )
        } catch {
            guard let failure = Failure.of(error) else { throw error }
            for plan in plans { made[plan.format] = folder.failed(plan.format, plan.fingerprint, failure) }
            return made
        }
        for (plan, report) in zip(plans, reports) {
            switch report {
            case .success(let report):
                made[plan.format] = try folder.finish(plan.format, plan.fingerprint, plan.entry(report, clip))
            case .failure(let error):
                guard let failure = Failure.of(Failure.of(error)) else { throw error }
                made[plan.format] = folder.failed(plan.format, plan.fingerprint, failure)
            }
        }
        return made
    }

    /// A rendition that is to be made.
    private struct Plan {
        let format: Settings.Format
        let fingerprint: String
        let request: RenditionRequest
        let framing: FramingEntry
        let style: String?
        let notes: [String]

        func entry(_ report: RenditionReport, _ clip: Clip) -> RenditionEntry {
            var entry = RenditionEntry(format: format.rawValue, width: report.width, height: report.height)
            entry.framing = framing
            entry.captions = style
            entry.checks = RenditionChecks(
                decodes: true,
                frames: report.frames,
                frameRate: clip.finished.frameRate.roundedToThousandth,
                firstFrameDifference: report.firstFrameDifference.roundedToThousandth,
                lastFrameDifference: report.lastFrameDifference.roundedToThousandth,
                audioVideoGap: report.audioVideoGap?.roundedToThousandth,
                loudness: report.loudness?.roundedToThousandth,
                truePeak: report.truePeak?.roundedToThousandth,
                notes: notes
            )
            return entry
        }
    }

    private func plan(
        _ format: Settings.Format,
        _ fingerprint: String,
        _ clip: Clip,
        _ seen: Seen?,
        _ drawing: Drawing?
    ) throws -> Plan {
        let finished = clip.finished
        let size = clip.size(format)
        let wish = format == .source ? .auto : wishes.framing(of: clip.moment)
        let (reframing, framing) = framed(clip, wish, size, seen)
        var request = RenditionRequest(
            name: format.rawValue,
            width: size.width,
            height: size.height,
            reframing: reframing,
            fitCentre: wishes.draws ? format.fitCentre : 0.5
        )
        var drawn: CaptionScript?
        if let drawing {
            let placed = PlacedFaces(seen?.sightings ?? [], request, finished)
            drawn = try script(drawing, clip, size) { placed.rectangles(in: $0) }
            request.captions = drawn.flatMap { $0.isEmpty ? nil : $0.ass }
        }
        return Plan(
            format: format,
            fingerprint: fingerprint,
            request: request,
            framing: framing,
            style: wishes.burnsCaptions && drawn != nil ? wishes.shownStyle : nil,
            notes: drawn?.notes ?? []
        )
    }

    /// What of a clip's picture is shown in a shape, and what is told of that.
    private func framed(_ clip: Clip, _ wish: FramingWish, _ size: (width: Int, height: Int), _ seen: Seen?)
        -> (Reframing, FramingEntry)
    {
        if wishes.drawsSound { return (.drawn, .drawn(wanted: wish)) }
        let finished = clip.finished
        let framed = FramedClip(
            size: PictureSize(width: finished.width, height: finished.height),
            frames: finished.frames,
            frameRate: finished.frameRate,
            cuts: seen?.cuts ?? [],
            sentenceEnds: key(clip).sentenceEnds,
            loudness: seen?.loudness
        )
        let plan = FramingPlan.decide(
            wish,
            seen: seen?.sightings,
            clip: framed,
            aspect: Aspect(size.width, size.height)
        )
        return (
            Reframing(plan, of: finished, to: size), FramingEntry(plan, wanted: wish, rate: finished.frameRate)
        )
    }

    // MARK: - Captions

    /// What is drawn on a clip's picture and with what: the same for all its shapes.
    private struct Drawing {
        let captions: Captions?
        let card: (text: String, seconds: Double)?
        let hook: String?
        let heading: String?
        let style: CaptionStyle
        let fonts: FontList
    }

    /// Nil where there is nothing to draw.
    private func drawing(_ clip: Clip) async throws -> Drawing? {
        guard wishes.draws else { return nil }
        let captions = wishes.burnsCaptions ? clip.captions : nil
        let hook = wishes.showsHook && !clip.moment.quote.isEmpty ? clip.moment.quote : nil
        let card = wishes.titleSeconds > 0 ? (text: clip.moment.title, seconds: wishes.titleSeconds) : nil
        let heading = wishes.drawsSound && !clip.moment.title.isEmpty ? clip.moment.title : nil
        guard captions != nil || hook != nil || card != nil || heading != nil else { return nil }
        let listing = try await media { () throws(MediaError) in try await work.tools.fontListing(FontList.command) }
        return Drawing(
            captions: captions,
            card: card,
            hook: hook,
            heading: heading,
            style: try wishes.style(),
            fonts: FontList(listing: listing)
        )
    }

    private func script(
        _ drawing: Drawing,
        _ clip: Clip,
        _ size: (width: Int, height: Int),
        faces: (Range<Double>) -> [CaptionRectangle]
    ) throws -> CaptionScript {
        let finished = clip.finished
        let (frames, seconds) = finished.fraction
        let picture = CaptionPicture(
            width: size.width,
            height: size.height,
            frames: frames,
            seconds: seconds,
            duration: finished.duration
        )
        do throws(BurnedCaptionsError) {
            return try CaptionScript.write(
                drawing.captions ?? Captions(),
                language: clip.captions?.language,
                on: picture,
                style: drawing.style,
                fonts: drawing.fonts,
                card: drawing.card,
                hook: drawing.hook,
                heading: drawing.heading,
                faces: faces
            )
        } catch {
            throw Failure(.config, error.description)
        }
    }

    // MARK: - Who is to be seen

    /// What was seen in a clip.
    private struct Seen {
        var sightings: [Sighting]
        var cuts: [Double]
        var loudness: SoundLevels?
    }

    /// Looks at a clip, where that matters for one of the formats; nil where it does not, or nobody can.
    private func sightings(_ clip: Clip, _ formats: [Settings.Format]) async throws -> Seen? {
        guard let sight, formats.contains(where: key(clip).looks) else { return nil }
        let folder = clip.ready.clip.removingLastComponent()
        let samples = try await media { () throws(MediaError) in
            try await work.tools.samples(
                of: clip.finished,
                longestSide: Sighting.longestSide,
                rate: Sighting.rate,
                in: folder,
                about: clip.stem
            )
        }
        // What is left goes with the folder around it.
        defer { try? Files.removeFile(samples.pictures) }
        let count = Int((clip.finished.duration / samples.step).rounded(.up))
        return Seen(
            sightings: try await sight.sightings(samples, count: count),
            cuts: samples.cuts,
            loudness: samples.levels.isEmpty ? nil : SoundLevels(step: samples.levelStep, levels: samples.levels)
        )
    }
}

extension FramingWish {
    /// Whether it depends on who is to be seen.
    var looks: Bool { self == .auto || self == .follow }
}

extension FinishedClip {
    /// Its rate as frames in seconds: rates of television are thousands in 1001.
    var fraction: (frames: Int, seconds: Int) {
        let whole = frameRate.rounded()
        if abs(frameRate - whole) < 0.0005 { return (Int(whole), 1) }
        let slow = (frameRate * 1001 / 1000).rounded()
        if abs(frameRate - slow * 1000 / 1001) < 0.001 { return (Int(slow) * 1000, 1001) }
        return (Int((frameRate * 1000).rounded()), 1000)
    }
}
