import Intake
import Manifest
import Media
import Settings
import StateFiles
import SystemPackage
import Transcript

/// Stage 3. The words of a video, from the first of these that has any: captions beside it, a text track inside it, captions in
/// its picture, and then a speech recogniser on this machine or, on host `mux`, what Mux hears. Where there is none, captions
/// of parts of it count, and without those its moments are chosen by sound alone.
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
        fingerprint.add("host", video.settings.host.rawValue)
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
        let asset = try video.asset()
        fingerprint.add("text tracks", asset.textTracks)
        if asset.closedCaptions == true { fingerprint.add("closed captions", "in the picture") }
        let isInside = asset.textTracks > 0 || asset.closedCaptions == true
        if isInside, !nothingInside, shelf.passed.isEmpty { return fingerprint.digest() }
        if let parts = shelf.parts {
            fingerprint.add("parts", parts.digest)
            fingerprint.add("tag", parts.tag)
        }
        if video.settings.host == .mux {
            fingerprint.add("asset", video.muxAssetOnce)
            fingerprint.add("required", video.settings.requireTranscript)
        } else {
            fingerprint.add("audio track", video.settings.audioTrack)
            fingerprint.add("recogniser", video.settings.recogniser.rawValue)
            fingerprint.add("program", video.recogniser?.path.shown)
            fingerprint.add("model", video.recogniser?.model.shown)
            if video.settings.recogniser == .server {
                fingerprint.add("transcription model", video.settings.transcriptionModel)
            }
            fingerprint.add("required", video.settings.requireTranscript)
        }
        return fingerprint.digest()
    }

    func run(_ work: Work) async throws -> StageOutcome {
        let asset = try work.video.asset()
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

    private func found(_ chosen: CaptionShelf.Chosen, _ work: Work) throws -> FoundWords {
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
        _ work: Work
    ) async throws -> StageOutcome {
        guard !probe.audio.isEmpty else {
            if let known = try words(of: search, work) { return known }
            throw Self.nothingToGoBy(work.input)
        }
        if work.video.settings.host == .mux { return try await heardByMux(search, asset, work) }
        if work.video.settings.recogniser == .server { return try await heardByServer(probe, search, asset, work) }
        if let recogniser = work.video.recogniser {
            return try await heard(by: recogniser, probe, search, asset, work)
        }
        return try bySound(search, work)
    }

    /// What is wrong with a video that has neither sound nor captions.
    static func nothingToGoBy(_ input: MediaInput) -> Failure {
        Failure(
            .input,
            "\(input.name): has neither sound nor captions, so nothing says which moments matter; \(input.captionsAdvice)"
        )
    }

    private func heard(
        by recogniser: Recogniser,
        _ probe: Probe,
        _ search: WordSearch,
        _ asset: Manifest.Asset,
        _ work: Work
    ) async throws -> StageOutcome {
        let track = try probe.audioTrack(work.video.settings.audioTrack, of: work.input)
        let wanted = work.video.settings.language ?? track.language.flatMap { LanguageTag.normalized($0) }
        let input = try await work.probe.input()
        let bytes = try await media { () throws(MediaError) in
            try await work.tools.recognise(
                input,
                track: track,
                language: wanted?.primaryLanguage,
                with: recogniser,
                in: work.attempt,
                progress: work.progress
            )
        }
        let program = recogniser.path.lastComponent?.shown ?? "the recogniser"
        let captions: Captions
        do {
            captions = try Captions(parsing: bytes, format: .webVTT)
        } catch {
            throw Failure(.bug, "\(recogniser.path.shown): its answer is not WebVTT: \(error)")
        }
        return try heard(
            captions,
            name: "\(work.input.name) as heard by \(program)",
            origin: .recogniser,
            language: wanted,
            engine: Engine(name: "whisper-cli", version: recogniser.model.lastComponent?.shown ?? "unknown"),
            silent: "\(program) heard no words",
            search,
            asset,
            work
        )
    }

    /// The outcome of what somebody heard: its words, or what else there is where it holds none.
    func heard(
        _ captions: Captions,
        name: String,
        origin: TranscriptInfo.Origin,
        language: String?,
        engine: Engine,
        notes: [String] = [],
        silent: String,
        _ search: WordSearch,
        _ asset: Manifest.Asset,
        _ work: Work
    ) throws -> StageOutcome {
        let fit: CaptionFit
        do throws(CaptionTrouble) {
            fit = try CaptionFit(captions, duration: asset.duration)
        } catch {
            if error.kind == .silent { return try bySound(search, work, silent) }
            throw Failure(
                .input,
                "\(name): \(error.problem); put captions beside the video (\(work.input.captionsName))"
            )
        }
        let found = FoundWords(fit, name: name, origin: origin, language: language, engine: engine)
        return try finish(found, notes: search.notes + notes, work)
    }

    private func bySound(_ search: WordSearch, _ work: Work) throws -> StageOutcome {
        let others = ", install whisper-cli and a model, or have a server transcribe it (--recogniser server)"
        if work.video.settings.recogniser == .whisperCLI, !work.video.settings.requireTranscript, search.isEmpty {
            throw Failure(
                .config,
                "\(work.input.name): whisper-cli or its model is not found; "
                    + work.input.captionsAdvice + others
            )
        }
        return try bySound(search, work, "no captions", others)
    }

    /// The outcome of a video in which nobody hears words; `others` is what else would help, behind "put captions beside it".
    func bySound(_ search: WordSearch, _ work: Work, _ why: String, _ others: String = "") throws -> StageOutcome {
        if let known = try words(of: search, work) { return known }
        if work.video.settings.requireTranscript {
            throw Failure(
                .config,
                "\(work.input.name): has no captions, and a transcript is required; "
                    + work.input.captionsAdvice + others
            )
        }
        // The note stays in the manifest, also when the video gets another name.
        let notes =
            search.notes + [
                "\(why): moments are chosen by sound alone; for better ones put captions beside it\(others)"
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
    private func words(of search: WordSearch, _ work: Work) throws -> StageOutcome? {
        if let failure = search.failure { throw failure }
        guard let parts = search.parts else { return nil }
        let note = "\(parts.name): holds only parts of what is said (forced), and there are no other words"
        return try finish(parts, notes: search.notes + [note], work)
    }

    // MARK: - What all have in common

    private func finish(_ found: FoundWords, notes: [String], _ work: Work) throws -> StageOutcome {
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

extension MediaInput {
    /// What captions beside this video would be called.
    var captionsName: String {
        let stem = name.lastIndex(of: ".").map { name[..<$0] } ?? name[...]
        return "\(stem).vtt"
    }

    /// What helps a video without words.
    var captionsAdvice: String { "put captions beside it (\(captionsName))" }
}

extension Probe {
    /// The sound track with a number counted from 1, or the one that players choose.
    func audioTrack(_ number: Int?, of input: MediaInput) throws(Failure) -> AudioTrack {
        guard let number else {
            if let main = mainAudio { return main }
            throw Failure(.input, "\(input.name): has no sound")
        }
        guard audio.indices.contains(number - 1) else {
            throw Failure(
                .input,
                "\(input.name): has no audio track \(number), only \(audio.count); set audio_track to one it has"
            )
        }
        return audio[number - 1]
    }
}

extension String {
    /// `en` of `en-GB`.
    var primaryLanguage: String { (split(separator: "-").first.map(String.init) ?? self).lowercased() }
}
