import Highlights
import Intake
import StateFiles

/// The name of a setting. Flags, the environment and files all give text, which is read in this one place.
public enum SettingKey: String, CaseIterable, Sendable {
    case host
    case analyst
    case language
    case clips
    case minLength = "min_length"
    case maxLength = "max_length"
    case audioTrack = "audio_track"
    case requireTranscript = "require_transcript"
    case wholeOnly = "whole_only"
    case recogniser
    case whisperModel = "whisper_model"
    case crf
    case preset
    case frameRate = "frame_rate"
    case loudness
    case muxPolicy = "mux_policy"
    case muxQuality = "mux_quality"
    case muxMaxResolution = "mux_max_resolution"
    case muxTitle = "mux_title"
    case muxKeep = "mux_keep"
    case model
    case lookingFor = "looking_for"
    case strict
    case captionLanguage = "caption_language"
    case platforms
    case windowTokens = "window_tokens"
    case budgetTokens = "budget_tokens"
    case budgetUSD = "budget_usd"
    case dayBudgetTokens = "day_budget_tokens"
    case dayBudgetUSD = "day_budget_usd"
    case prompts
    case prices
    case transcriptionModel = "transcription_model"
    case captionFile = "caption_file"
    case captionsEncoding = "captions_encoding"
    case ignore

    /// The environment's name of it: `SMARTCLIP_MIN_LENGTH`.
    public var variable: String { "SMARTCLIP_\(rawValue.uppercased())" }

    /// Its names in the environment, of which the first that is set counts: the model has that of the original service too.
    package var variables: [String] { self == .model ? [variable, "OPENAI_MODEL"] : [variable] }

    /// What a file in a folder of videos, which others may write to, has to say of a setting.
    package enum Reach {
        /// It says what a clip looks like: a folder may choose it.
        case folders
        /// It says who is asked, or what for: a folder may choose it where the operator lets it.
        case permitted
        /// A folder may only make it smaller.
        case budget
        /// It is the operator's alone.
        case operators
    }

    package var reach: Reach {
        switch self {
        case .host, .analyst, .model, .recogniser, .whisperModel, .transcriptionModel, .windowTokens, .muxPolicy,
            .muxQuality, .muxMaxResolution, .muxKeep:
            .permitted
        case .budgetTokens, .budgetUSD: .budget
        case .dayBudgetTokens, .dayBudgetUSD, .prompts, .prices: .operators
        case .language, .clips, .minLength, .maxLength, .audioTrack, .requireTranscript, .wholeOnly, .crf, .preset,
            .frameRate, .loudness, .muxTitle, .lookingFor, .strict, .captionLanguage, .platforms, .captionFile,
            .captionsEncoding, .ignore:
            .folders
        }
    }

    /// Whether a folder may say this of it without being let.
    package func isHarmless(_ text: String) -> Bool {
        switch reach {
        case .folders, .budget: true
        // Every other one of them hears on this machine, or not at all.
        case .permitted: self == .recogniser && text != Settings.Recogniser.server.rawValue
        case .operators: false
        }
    }

    /// Whether `.env` of the current folder may set it: it says neither where videos and their sound go, nor who may see them,
    /// nor what is deleted, and names no file.
    package var isReadFromDotEnv: Bool {
        switch self {
        case .host, .analyst, .recogniser, .whisperModel, .muxPolicy, .muxKeep, .prompts, .prices: false
        default: true
        }
    }

    /// The flag: `--min-length`.
    public var flag: String { "--" + rawValue.split(separator: "_").joined(separator: "-") }

    /// Reads a value into settings; `place` says where it stands, for the error.
    package func apply(_ text: String, to settings: inout Settings, place: String) throws(SettingsError) {
        switch self {
        case .host: settings.host = try choice(text, place)
        case .analyst: settings.analyst = try choice(text, place)
        case .language: settings.language = try language(text, place)
        case .clips: settings.clips = try integer(text, 1...100, place)
        case .minLength: settings.minLength = try number(text, 5...180, place)
        case .maxLength: settings.maxLength = try number(text, 5...180, place)
        case .audioTrack: settings.audioTrack = try integer(text, 1...1000, place)
        case .requireTranscript: settings.requireTranscript = try boolean(text, place)
        case .wholeOnly: settings.wholeOnly = try boolean(text, place)
        case .recogniser: settings.recogniser = try choice(text, place)
        case .whisperModel: settings.whisperModel = text.isEmpty ? nil : text
        case .crf: settings.crf = try integer(text, 1...51, place)
        case .preset: settings.preset = try choice(text, place)
        case .frameRate: settings.frameRate = try choice(text, place)
        case .muxPolicy: settings.muxPolicy = try choice(text, place)
        case .muxQuality: settings.muxQuality = try choice(text, place)
        case .muxMaxResolution: settings.muxMaxResolution = try choice(text, place)
        case .muxTitle: settings.muxTitle = try choice(text, place)
        case .muxKeep: settings.muxKeep = try choice(text, place)
        case .model: settings.model = text.isEmpty ? nil : try line(text, 200, place)
        case .lookingFor: settings.lookingFor = text.isEmpty ? nil : try line(text, 2000, place)
        case .strict: settings.strict = try boolean(text, place)
        case .captionLanguage: settings.captionLanguage = try language(text, place)
        case .platforms: settings.platforms = try platforms(text, place)
        case .windowTokens: settings.windowTokens = try integer(text, 500...1_000_000, place)
        case .budgetTokens: settings.budgetTokens = try integer(text, 0...1_000_000_000, place)
        case .budgetUSD: settings.budgetUSD = try number(text, 0...1_000_000, place)
        case .dayBudgetTokens: settings.dayBudgetTokens = try integer(text, 0...1_000_000_000, place)
        case .dayBudgetUSD: settings.dayBudgetUSD = try number(text, 0...1_000_000, place)
        case .prompts: settings.prompts = text.isEmpty ? nil : text
        case .prices: settings.prices = text.isEmpty ? nil : text
        case .transcriptionModel: settings.transcriptionModel = try line(text, 200, place)
        case .captionFile: settings.captionFile = text.isEmpty ? nil : try bareName(text, place)
        case .captionsEncoding: settings.captionsEncoding = text.isEmpty ? nil : try line(text, 40, place)
        case .ignore: settings.ignore = try patterns(text, place)
        case .loudness: settings.loudness = try number(text, -30 ... -8, place)
        }
    }

    private func refuse(_ text: String, _ wanted: String, _ place: String) -> SettingsError {
        SettingsError(place: place, problem: "\(rawValue) is \(wanted), not \"\(text.oneLine)\"")
    }

    private func choice<Value>(_ text: String, _ place: String) throws(SettingsError) -> Value
    where Value: RawRepresentable<String> & CaseIterable {
        if let value = Value(rawValue: text) { return value }
        throw refuse(text, Value.allCases.map(\.rawValue).joined(separator: ", "), place)
    }

    private func integer(_ text: String, _ range: ClosedRange<Int>, _ place: String) throws(SettingsError) -> Int {
        if let value = Int(text), range.contains(value) { return value }
        throw refuse(text, "a whole number from \(range.lowerBound) to \(range.upperBound)", place)
    }

    private func number(
        _ text: String,
        _ range: ClosedRange<Double>,
        _ place: String
    ) throws(SettingsError) -> Double {
        if let value = Double(text), range.contains(value) { return value }
        throw refuse(text, "a number from \(Int(range.lowerBound)) to \(Int(range.upperBound))", place)
    }

    private func line(_ text: String, _ longest: Int, _ place: String) throws(SettingsError) -> String {
        let isLine = text.unicodeScalars.allSatisfy { $0.properties.generalCategory != .control }
        if isLine, !text.isEmpty, text.count <= longest { return text }
        throw refuse(String(text.prefix(80)), "one line of at most \(longest) characters", place)
    }

    /// The name of a file, without a folder.
    private func bareName(_ text: String, _ place: String) throws(SettingsError) -> String {
        if !text.contains("/"), !text.contains("\0"), text != ".", text != "..", text.utf8.count <= 255 { return text }
        throw refuse(text, "the name of a file beside the video, without a folder", place)
    }

    /// Names with commas between them, or `none`.
    private func platforms(_ text: String, _ place: String) throws(SettingsError) -> [Platform] {
        if text == "none" { return [] }
        var platforms: [Platform] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            guard let platform = Platform(rawValue: String(name.trimmed)) else {
                let names = Platform.allCases.map(\.rawValue).joined(separator: ", ")
                throw refuse(text, "none, or some of \(names)", place)
            }
            if !platforms.contains(platform) { platforms.append(platform) }
        }
        return platforms
    }

    /// Patterns of names with commas between them, or `none`.
    private func patterns(_ text: String, _ place: String) throws(SettingsError) -> [NamePattern] {
        if text == "none" { return [] }
        var patterns: [NamePattern] = []
        for name in text.split(separator: ",", omittingEmptySubsequences: false) {
            let pattern = String(name.trimmed)
            guard !pattern.isEmpty, !pattern.contains("/"), pattern.utf8.count <= 255 else {
                throw refuse(text, "none, or names of files or folders with * and ? in them, without a /", place)
            }
            patterns.append(NamePattern(text: pattern))
        }
        return patterns
    }

    private func boolean(_ text: String, _ place: String) throws(SettingsError) -> Bool {
        switch text {
        case "true", "yes", "on", "1": return true
        case "false", "no", "off", "0": return false
        default: throw refuse(text, "true or false", place)
        }
    }

    private func language(_ text: String, _ place: String) throws(SettingsError) -> String? {
        if text == "auto" { return nil }
        let parts = text.split(separator: "-", omittingEmptySubsequences: false)
        let wellFormed = parts.allSatisfy { part in
            (1...8).contains(part.utf8.count) && part.utf8.allSatisfy { $0.isLetterOrDigit }
        }
        if wellFormed, let first = parts.first, (2...3).contains(first.utf8.count) { return text }
        throw refuse(text, "a language tag such as en or pt-BR, or auto", place)
    }
}

extension UInt8 {
    /// An ASCII letter or digit.
    package var isLetterOrDigit: Bool {
        switch self {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"):
            true
        default: false
        }
    }
}
