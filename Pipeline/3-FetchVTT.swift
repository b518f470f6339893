import Intake
import Manifest
import Media
import Outbox
import Roles
import Settings
import StateFiles
import SystemPackage
import Transcript

/// Stage 3. The words of a video, from the first of these that has any: captions beside it, a text track inside it, captions in
/// its picture, and then a speech recogniser, the settings' or the host's. Where there is none, captions of parts of it count,
/// and without those its moments are chosen by sound alone.
struct FetchVTT: Stage {
    let name = StageName.fetchVTT

    func fingerprint(_ video: VideoState) throws -> String {
        var isUseless = false
        if case .transcript(let transcript) = video.records[.fetchVTT]?.result {
            isUseless = transcript.nothingInside == true
        }
        // Whether captions hold words of the video is known where they are those that were read before: to find it out anew
        // takes longer than all else that tells whether a video is finished.
        if let likely = try CaptionShelf(untried: video) {
            let fingerprint = try Self.fingerprint(video, likely, nothingInside: isUseless)
            if fingerprint == video.records[.fetchVTT]?.fingerprint { return fingerprint }
        }
        return try Self.fingerprint(video, try CaptionShelf(video), nothingInside: isUseless)
    }

    /// `nothingInside` says that the text inside the video turned out to be of no use.
    static func fingerprint(_ video: VideoState, _ shelf: CaptionShelf, nothingInside: Bool) throws -> String {
        var fingerprint = Fingerprint("fetch-vtt", version: 1)
        fingerprint.add("host", video.host.name.rawValue)
        fingerprint.add("source", video.id.sha256)
        fingerprint.add("language", video.settings.language)
        if let encoding = video.settings.captionsEncoding { fingerprint.add("captions encoding", encoding) }
        for passed in shelf.passed { fingerprint.add("passed over", passed.trouble.problem) }
        if let captions = shelf.chosen {
            // Not its name: a video that is renamed with its captions is no work. Only the tag in it counts.
            fingerprint.add("tag", captions.tag)
            fingerprint.add("content", captions.digest)
            return fingerprint.digest()
        }
        let asset = try video.recorded.asset()
        fingerprint.add("text tracks", asset.textTracks)
        if asset.closedCaptions == true { fingerprint.add("closed captions", "in the picture") }
        let isInside = asset.textTracks > 0 || asset.closedCaptions == true
        if isInside, !nothingInside, shelf.passed.isEmpty { return fingerprint.digest() }
        if let parts = shelf.parts {
            fingerprint.add("parts", parts.digest)
            fingerprint.add("tag", parts.tag)
        }
        video.recogniser.identify(video, in: &fingerprint)
        fingerprint.add("required", video.settings.requireTranscript)
        return fingerprint.digest()
    }

    /// Captions need nobody; where there are none, a recogniser may be asked.
    func obstacle(_ video: VideoState) throws -> Failure? {
        // To look at the captions takes longest: only where it matters.
        guard let obstacle = video.recogniser.obstacle(video.settings) else { return nil }
        return try CaptionShelf(video).chosen == nil ? obstacle : nil
    }

    func run(_ work: StageWork) async throws -> StageOutcome {
        let asset = try work.video.recorded.asset()
        let shelf = try CaptionShelf(work.video)
        if let chosen = shelf.chosen { return try finish(try found(chosen, work), notes: shelf.notes, work) }
        let probe = try await work.probe.get()
        var inside = InsideWords(probe, asset, work)
        if let found = try await inside.find() {
            var outcome = try finish(found, notes: shelf.notes + inside.notes, work)
            outcome.fingerprint = try Self.fingerprint(work.video, shelf, nothingInside: false)
            return outcome
        }
        var search = WordSearch(notes: shelf.notes + inside.notes, failure: shelf.failure, parts: inside.parts)
        if let parts = shelf.parts { search.parts = try found(parts, work) }
        var outcome = try await listen(probe, search, asset, work)
        if inside.isTried {
            outcome.fingerprint = try Self.fingerprint(work.video, shelf, nothingInside: true)
            if case .transcript(var transcript) = outcome.result {
                transcript.nothingInside = true
                outcome.result = .transcript(transcript)
            }
        }
        return outcome
    }

    // MARK: - Captions beside the video

    private func found(_ chosen: CaptionShelf.Chosen, _ work: StageWork) throws -> FoundWords {
        let name = chosen.file.lastComponent?.shown ?? chosen.file.shown
        let remedy = "fix \(name.oneLine) or take it away"
        let trial = CaptionTrial(work.video)
        do {
            let bytes = try trial.bytes(of: chosen.file)
            let ending = chosen.file.lastComponent?.lowercasedExtension ?? ""
            let fit = try trial.captions(in: bytes, ending: ending, language: chosen.language)
            return FoundWords(
                fit,
                name: name.oneLine,
                origin: .beside,
                language: chosen.language,
                engine: Engine(name: "captions", version: Version.current),
                file: name,
                reason: chosen.reason
            )
        } catch let trouble as CaptionTrouble {
            throw Failure(.input, "\(name.oneLine): \(trouble.problem); \(remedy)")
        }
    }

    // MARK: - A recogniser, or sound alone

    private func listen(
        _ probe: Probe,
        _ search: WordSearch,
        _ asset: Manifest.Asset,
        _ work: StageWork
    ) async throws -> StageOutcome {
        guard !probe.audio.isEmpty else {
            if let known = try words(of: search, work) { return known }
            throw work.input.nothingToGoBy
        }
        switch try await work.video.recogniser.hear(work, probe, duration: asset.duration) {
        case .nothing(let silence): return try bySound(search, work, silence)
        case .words(let words):
            let fit: CaptionFit
            do throws(CaptionTrouble) {
                fit = try CaptionFit(words.captions, duration: asset.duration)
            } catch {
                if error.kind == .silent { return try bySound(search, work, Heard.Silence(why: words.silent)) }
                throw Failure(
                    .input,
                    "\(words.name): \(error.problem); put captions beside the video (\(work.input.captionsName))"
                )
            }
            let found = FoundWords(
                fit,
                name: words.name,
                origin: words.origin,
                language: words.language,
                engine: words.engine
            )
            return try finish(found, notes: search.notes + words.notes, work)
        }
    }

    /// The outcome of a video in which nobody hears words.
    private func bySound(_ search: WordSearch, _ work: StageWork, _ silence: Heard.Silence) throws -> StageOutcome {
        if let failure = silence.failure, !work.video.settings.requireTranscript, search.isEmpty { throw failure }
        if let known = try words(of: search, work) { return known }
        if work.video.settings.requireTranscript {
            throw Failure(
                .config,
                "\(work.input.name): has no captions, and a transcript is required; "
                    + work.input.captionsAdvice + silence.others
            )
        }
        // The note stays in the manifest, also when the video gets another name.
        let notes =
            search.notes + [
                "\(silence.why): moments are chosen by sound alone; for better ones put captions beside it\(silence.others)"
            ]
        return StageOutcome(
            engine: Engine(name: "sound", version: Version.current),
            result: .transcript(
                TranscriptResult(
                    info: TranscriptInfo(path: nil, language: work.video.settings.language, origin: .sound, words: 0),
                    notes: notes
                )
            ),
            notes: notes
        )
    }

    /// What is known without anybody listening, for want of any better: a failure where captions that only need to be mended
    /// say more than parts of what is said.
    private func words(of search: WordSearch, _ work: StageWork) throws -> StageOutcome? {
        if let failure = search.failure { throw failure }
        guard let parts = search.parts else { return nil }
        let note = "\(parts.name): holds only parts of what is said (forced), and there are no other words"
        return try finish(parts, notes: search.notes + [note], work)
    }

    // MARK: - What all have in common

    private func finish(_ found: FoundWords, notes: [String], _ work: StageWork) throws -> StageOutcome {
        let captions = found.fit.captions
        var info = TranscriptInfo(
            path: VideoFolder.transcript,
            language: work.video.settings.language ?? found.language ?? captions.language
                ?? captions.guessLanguage(),
            origin: found.origin,
            words: found.fit.words
        )
        info.file = found.file
        info.reason = found.reason
        let notes = notes + found.fit.notes.map { "\(found.name): \($0)" }
        return StageOutcome(
            engine: found.engine,
            result: .transcript(TranscriptResult(info: info, notes: notes)),
            outputs: [
                try work.make(VideoFolder.transcript, captions.webVTT().utf8),
                try work.make(VideoFolder.text, captions.plainText().utf8),
            ],
            notes: notes + (found.reason.map { ["words: \(found.name), \($0)"] } ?? [])
        )
    }
}
