import Manifest
import Media
import StateFiles
import SystemPackage
import Transcript

/// Stage 3. The words of a video, from the first of these that there is: captions beside it, a text track inside it, and then
/// a speech recogniser on this machine or, on host `mux`, what Mux hears. Where there is none, its moments are chosen by
/// sound alone.
struct FetchVTT: Stage {
    let name = StageName.fetchVTT

    func fingerprint(_ video: VideoState) throws -> String {
        var fingerprint = Fingerprint("fetch-vtt", version: 1)
        fingerprint.add("host", video.settings.host.rawValue)
        fingerprint.add("source", video.id.sha256)
        fingerprint.add("language", video.settings.language)
        if let captions = chosen(of: video) {
            // Not its name: a video that is renamed with its captions is no work. Only the tag in it counts.
            fingerprint.add("tag", captions.lastComponent.flatMap { LanguageTag.language(fromFileName: $0.shown) })
            try requireCaptions(at: captions)
            fingerprint.add("content", try Digest.of(fileAt: captions))
            return fingerprint.digest()
        }
        let asset = try video.asset()
        fingerprint.add("text tracks", asset.textTracks)
        if asset.textTracks == 0, video.settings.host == .mux {
            fingerprint.add("asset", video.muxAssetOnce)
            fingerprint.add("required", video.settings.requireTranscript)
        } else if asset.textTracks == 0 {
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
        if let file = chosen(of: work.video) { return try beside(file, asset, work) }
        let probe = try await work.probe.get()
        if let track = textTrack(of: probe, work.video.settings) { return try await inside(track, asset, work) }
        guard !probe.audio.isEmpty else {
            throw Self.nothingToGoBy(work.input)
        }
        if work.video.settings.host == .mux { return try await heardByMux(asset, work) }
        if work.video.settings.recogniser == .server { return try await heardByServer(probe, asset, work) }
        if let recogniser = work.video.recogniser {
            return try await heard(by: recogniser, probe, asset, work)
        }
        return try bySound(work)
    }

    /// What is wrong with a video that has neither sound nor captions.
    static func nothingToGoBy(_ input: MediaInput) -> Failure {
        Failure(
            .input,
            "\(input.name): has neither sound nor captions, so nothing says which moments matter; \(input.captionsAdvice)"
        )
    }

    // MARK: - Captions beside the video

    /// The captions to use: in the language asked for, if any are tagged with it, else the best.
    private func chosen(of video: VideoState) -> FilePath? {
        let wanted = video.settings.language?.primaryLanguage
        let tagged = video.captions.first { path in
            guard let wanted, let name = path.lastComponent?.shown else { return false }
            return LanguageTag.language(fromFileName: name)?.primaryLanguage == wanted
        }
        return tagged ?? video.captions.first
    }

    /// More bytes than captions of any video have: those of twelve hours with a time for each word are smaller. What is
    /// larger is something else, and is not read into memory.
    private static let largest = 16 << 20

    /// Throws a failure of class `input` where a name that captions would have stands for something else.
    private func requireCaptions(at file: FilePath) throws {
        let name = file.lastComponent?.shown.oneLine ?? file.shown
        guard let facts = try FileFacts.ifPresent(file), facts.kind == .regular else {
            throw Failure(.input, "\(name): is named like captions, but is not a file; rename it or take it away")
        }
        if facts.bytes > Self.largest {
            throw Failure(
                .input,
                "\(name): has \(facts.bytes >> 20) MiB, more than captions have; fix \(name) or take it away"
            )
        }
    }

    private func beside(_ file: FilePath, _ asset: Manifest.Asset, _ work: Work) throws -> StageOutcome {
        let name = file.lastComponent?.shown ?? file.shown
        let remedy = "fix \(name.oneLine) or take it away"
        try requireCaptions(at: file)
        let captions: Captions
        do {
            captions = try Captions(parsing: try Files.read(file))
        } catch let error as CaptionError {
            throw Failure(.input, "\(name.oneLine): \(error); \(remedy)")
        }
        return try finish(
            captions,
            name: name.oneLine,
            remedy: remedy,
            origin: .beside,
            tag: LanguageTag.language(fromFileName: name),
            engine: Engine(name: "captions", version: Version.current),
            asset,
            work
        )
    }

    // MARK: - A text track inside the video

    private func textTrack(of probe: Probe, _ settings: Settings) -> TextTrack? {
        let tracks = probe.text.filter { $0.isTextual && !$0.isForced }
        let wanted = settings.language?.primaryLanguage
        let tagged = tracks.first { track in
            wanted != nil && track.language.flatMap { LanguageTag.normalized($0) }?.primaryLanguage == wanted
        }
        return tagged ?? tracks.first(where: \.isDefault) ?? tracks.first
    }

    private func inside(_ track: TextTrack, _ asset: Manifest.Asset, _ work: Work) async throws -> StageOutcome {
        let bytes = try await media { () throws(MediaError) in
            try await work.tools.captions(in: work.input, track: track)
        }
        let name = "\(work.input.name): text track \(track.index)"
        let remedy = "put captions beside the video (\(work.input.captionsName)), which come first"
        let captions: Captions
        do {
            captions = try Captions(parsing: bytes, format: .webVTT)
        } catch {
            throw Failure(.input, "\(name): \(error); \(remedy)")
        }
        return try finish(
            captions,
            name: name,
            remedy: remedy,
            origin: .embedded,
            tag: track.language.flatMap { LanguageTag.normalized($0) },
            engine: Engine(name: "ffmpeg", version: work.tools.version),
            asset,
            work
        )
    }

    // MARK: - A recogniser, or sound alone

    private func heard(
        by recogniser: Recogniser,
        _ probe: Probe,
        _ asset: Manifest.Asset,
        _ work: Work
    ) async throws -> StageOutcome {
        let track = try probe.audioTrack(work.video.settings.audioTrack, of: work.input)
        let wanted = work.video.settings.language ?? track.language.flatMap { LanguageTag.normalized($0) }
        let bytes = try await media { () throws(MediaError) in
            try await work.tools.recognise(
                work.input,
                track: track,
                language: wanted?.primaryLanguage,
                with: recogniser,
                in: work.attempt,
                progress: work.progress
            )
        }
        let captions: Captions
        do {
            captions = try Captions(parsing: bytes, format: .webVTT)
        } catch {
            throw Failure(.bug, "\(recogniser.path.shown): its answer is not WebVTT: \(error)")
        }
        return try finish(
            captions,
            name: "\(work.input.name) as heard by \(recogniser.path.lastComponent?.shown ?? "the recogniser")",
            remedy: "put captions beside the video (\(work.input.captionsName))",
            origin: .recogniser,
            tag: wanted,
            engine: Engine(name: "whisper-cli", version: recogniser.model.lastComponent?.shown ?? "unknown"),
            asset,
            work
        )
    }

    private func bySound(_ work: Work) throws -> StageOutcome {
        let others = ", install whisper-cli and a model, or have a server transcribe it (--recogniser server)"
        if work.video.settings.recogniser == .whisperCLI, !work.video.settings.requireTranscript {
            throw Failure(
                .config,
                "\(work.input.name): whisper-cli or its model is not found; "
                    + work.input.captionsAdvice + others
            )
        }
        return try bySound(work, "no captions", others)
    }

    /// The outcome of a video of which no words are known; `others` is what else would help, behind "put captions beside it".
    func bySound(_ work: Work, _ why: String, _ others: String = "") throws -> StageOutcome {
        if work.video.settings.requireTranscript {
            throw Failure(
                .config,
                "\(work.input.name): has no captions, and a transcript is required; "
                    + work.input.captionsAdvice + others
            )
        }
        // The note stays in the manifest, also when the video gets another name.
        let note = "\(why): moments are chosen by sound alone; for better ones put captions beside it\(others)"
        return StageOutcome(
            engine: Engine(name: "sound", version: Version.current),
            result: .transcript(
                TranscriptResult(
                    info: TranscriptInfo(path: nil, language: work.video.settings.language, origin: .sound, words: 0),
                    notes: [note]
                )
            ),
            notes: [note]
        )
    }

    // MARK: - What all have in common

    func finish(
        _ captions: Captions,
        name: String,
        remedy: String,
        origin: TranscriptInfo.Origin,
        tag: String?,
        engine: Engine,
        notes: [String] = [],
        _ asset: Manifest.Asset,
        _ work: Work
    ) throws -> StageOutcome {
        let fitted = try CaptionFit(captions, duration: asset.duration, name: name, remedy: remedy)
        let words = fitted.captions.sentences().reduce(0) { $0 + $1.words.count }
        guard words > 0 else { throw Failure(.input, "\(name): holds no words; \(remedy)") }
        let info = TranscriptInfo(
            path: VideoFolder.transcript,
            language: work.video.settings.language ?? tag ?? captions.language ?? captions.guessLanguage(),
            origin: origin,
            words: words
        )
        let notes = notes + fitted.notes
        return StageOutcome(
            engine: engine,
            result: .transcript(TranscriptResult(info: info, notes: notes)),
            outputs: [
                try work.make(VideoFolder.transcript, fitted.captions.webVTT().utf8),
                try work.make(VideoFolder.text, fitted.captions.plainText().utf8),
            ],
            notes: notes
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
