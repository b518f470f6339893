import Framing
import Glibc
import Installation
import Intake
import Manifest
import Outbox
import Recognisers
import Roles
import Settings
import StateFiles
import SystemPackage
import Testing

@testable import Pipeline

/// A video with made-up records, for which any setting may count: it has sound and no words, and what paths of settings may
/// name is there.
struct SettingTrial {
    private let folder: FilePath
    private let outbox: Outbox
    private let services: Services
    private let id = VideoID(sha256: String(repeating: "a", count: 64))

    init(in scratch: FilePath) throws {
        folder = scratch
        outbox = try Outbox(writing: scratch.appending("outbox"))
        let program = scratch.appending("whisper-cli")
        services = Services(
            environment: [:],
            recognisers: RecogniserFinder(
                searchPath: scratch.string,
                folder: "/",
                environmentModel: scratch.appending("usual.bin").string,
                data: DataFolder(environment: [:], given: scratch.appending("data"))
            )
        )
        for name in ["whisper-cli", "usual.bin", "other"] { try write("something", scratch.appending(name)) }
        if program.withPlatformString({ chmod($0, 0o755) }) != 0 { throw Errno(rawValue: errno) }
        try Self.setUpSpeech(in: scratch.appending("data"))
        try Files.makeDirectory(scratch.appending("folder"))
        for name in ["choose", "rank", "captions"] {
            try write("another \(name)", scratch.appending("folder/\(name).md"))
        }
        try Files.makeDirectory(scratch.appending("inbox"))
        let cues = (0..<6).map { "00:\($0)0.000 --> 00:\($0)9.000\nWords that are said at second \($0)0 of the talk." }
        try write((["WEBVTT"] + cues).joined(separator: "\n\n") + "\n", scratch.appending("inbox/mine.vtt"))
        try writeRecords()
    }

    /// What tells that whisper is set up: a marker, and files of the right sizes with nothing in them.
    private static func setUpSpeech(in data: FilePath) throws {
        let model = try #require(SpeechModel.named("tiny.en"))
        try Files.makeDirectory(data.appending("models/tiny.en"))
        try Files.makeDirectory(data.appending("python/bin"))
        try AtomicFile.write([], to: data.appending("python/bin/python3"))
        try Files.makeDirectory(data.appending("python/lib/python3.11/site-packages/nothing-1.dist-info"))
        try AtomicFile.write([], to: data.appending("python/lib/python3.11/site-packages/nothing-1.dist-info/RECORD"))
        let entries = try model.files.map { file in
            let bytes = try #require(file.bytes)
            let path = data.appending("models/tiny.en").appending(file.name)
            try AtomicFile.write([], to: path)
            let size = path.withPlatformString { truncate($0, bytes) }
            try #require(size == 0)
            return #""\#(file.name)": {"bytes": \#(bytes), "sha256": "\#(file.sha256 ?? "")"}"#
        }
        let models = #"{"tiny.en": {\#(entries.joined(separator: ", "))}}"#
        let marker = #"{"version": 1, "packages": "", "python": "3.11.2", "default": "tiny.en", "models": \#(models)}"#
        try AtomicFile.write(marker.utf8, to: data.appending("speech.json"))
        _ = try InstalledSpeech.find(in: DataFolder(environment: [:], given: data))
    }

    private func write(_ text: String, _ path: FilePath) throws { try AtomicFile.write(text.utf8, to: path) }

    private func writeRecords() throws {
        func record(_ stage: StageName, _ result: StageResult) throws {
            var record = StageRecord(stage: stage, attempt: 1, startedAt: .now, fingerprint: id.sha256)
            record.status = .done
            record.result = result
            if stage == .upload { record.remoteIds["asset_id"] = "source" }
            try outbox.folder("talk").write(record)
        }
        try record(.upload, .source(Source(path: "talk.mp4", bytes: 1, sha256: id.sha256)))
        let asset = Asset(
            duration: 60,
            width: 320,
            height: 180,
            frameRate: 25,
            codecs: Source.Codecs(video: "h264", audio: "aac"),
            audioTracks: 2,
            textTracks: 0
        )
        try record(.awaitAsset, .asset(asset))
        let words = TranscriptInfo(path: nil, language: nil, origin: .sound, words: 0)
        try record(.fetchVTT, .transcript(TranscriptResult(info: words, notes: [])))
        try record(.clip, .clips([]))
        let moments = #"{"moments": [{"start_time": 1, "end_time": 25}]}"#
        try outbox.folder("talk").file(VideoFolder.moments).write(moments.utf8)
    }

    /// A text for a setting that says other than the settings do.
    func other(_ row: SettingRow, than settings: Settings) throws -> String {
        for text in texts(row.shape) {
            var changed = settings
            try row.apply(text, to: &changed, place: "test")
            if changed != settings { return text }
        }
        throw Failure(.bug, "no text for \(row.key)")
    }

    private func texts(_ shape: SettingShape) -> [String] {
        switch shape {
        case .words(let words), .someOf(let words), .wordOr(let words, _, _), .wordOrFile(let words, _): words
        case .integer(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
        case .number(let range): ["\(range.lowerBound)", "\(range.upperBound)"]
        case .boolean: ["true", "false"]
        case .line: ["other"]
        case .language: ["de"]
        case .fileName: ["mine.vtt"]
        case .file: [folder.appending("other").string]
        case .folder: [folder.appending("folder").string]
        case .patterns: ["*-raw.mp4"]
        case .names: ["Ada Lovelace"]
        }
    }

    /// Settings among which each one counts somewhere: every host with every analyst and every recogniser.
    static var bases: [Settings] {
        Settings.Host.allCases.flatMap { host in
            Settings.Analyst.allCases.flatMap { analyst in
                Settings.Recogniser.allCases.map { recogniser in
                    var settings = Settings()
                    (settings.host, settings.analyst, settings.recogniser) = (host, analyst, recogniser)
                    // How pictures are framed and captions look counts only where there are any.
                    (settings.formats, settings.captions) = ([.source, .portrait], .burn)
                    return settings
                }
            }
        }
    }

    /// The fingerprints of all stages.
    func fingerprints(_ settings: Settings) throws -> [StageName: String] {
        let state = VideoState(
            try RecordedVideo(id: id, folder: outbox.folder("talk"), source: folder.appending("inbox/talk.mp4")),
            settings: settings,
            host: services.host(settings),
            analyst: services.analyst(settings),
            recogniser: try services.recogniser(settings)
        )
        return try Dictionary(uniqueKeysWithValues: Stages.all.map { ($0.name, try $0.fingerprint(state)) })
    }

    /// What the settings add to the key of a seal.
    func sealed(_ settings: Settings) -> String {
        var fingerprint = Fingerprint("test", version: 1)
        settings.add(to: &fingerprint)
        services.analyst(settings).identifySeal(settings, in: &fingerprint)
        return fingerprint.digest()
    }
}
