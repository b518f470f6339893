import Manifest

/// The table of all settings. A setting is a name (`SettingKey`), a row here, a stored property of `Settings` and a flag; the
/// compiler, or a test, misses each one that is not there.
///
/// This is the one place outside the folder of a host or an analyst that names the settings of that host or analyst.
package enum SettingTable {
    /// All rows, in the order of the keys.
    package static let rows = SettingKey.allCases.map(\.row)

    /// The budgets, which folders may lower.
    static let caps = rows.compactMap { row in if case .budget(let cap) = row.reach { cap } else { nil } }
}

extension SettingKey {
    /// Its row of the table.
    // A row takes a few lines: one for what its values are, one for what it is, one for where it counts.
    // swift-format-ignore
    package var row: SettingRow {
        switch self {
        case .host:
            return SettingRow(
                self, \.host, .word,
                "Who holds the video and makes the clips.", valueName: "host",
                reach: .permitted(), dotEnv: false, stages: [.upload, .awaitAsset, .fetchVTT, .clip], seal: .always
            )
        case .analyst:
            return SettingRow(
                self, \.analyst, .word,
                "Who chooses the moments and writes the words.", valueName: "analyst",
                reach: .permitted(), dotEnv: false, stages: [.analyze, .caption], seal: .always
            )
        case .language:
            return SettingRow(
                self, \.language, .optional(.language, unset: "auto"),
                "The language spoken, a tag such as en or pt-BR; auto finds out.", valueName: "tag", standard: "auto",
                reach: .folders, dotEnv: true, stages: [.fetchVTT], seal: .always
            )
        case .clips:
            return SettingRow(
                self, \.clips, .optional(.integer(1...100)),
                "The most clips of one video.", valueName: "n", standard: "one per five minutes, 3 to 12",
                reach: .folders, dotEnv: true, stages: [.analyze], seal: .always
            )
        case .minLength:
            return SettingRow(
                self, \.minLength, .number(5...180),
                "The shortest clip in seconds.", valueName: "s",
                reach: .folders, dotEnv: true, stages: [.analyze], seal: .always
            )
        case .maxLength:
            return SettingRow(
                self, \.maxLength, .number(5...180),
                "The longest clip in seconds; up to 4 s more where a sentence ends only then.", valueName: "s",
                reach: .folders, dotEnv: true, stages: [.analyze], seal: .always
            )
        case .audioTrack:
            return SettingRow(
                self, \.audioTrack, .optional(.integer(1...1000)),
                "The audio track, counted from 1.", valueName: "n", standard: "the one that players choose",
                reach: .folders, dotEnv: true, stages: [.fetchVTT, .analyze, .clip], seal: .always
            )
        case .requireTranscript:
            return SettingRow(
                self, \.requireTranscript, .boolean,
                "Whether a video without words is an error.", valueName: "true|false",
                reach: .folders, dotEnv: true, stages: [.fetchVTT], seal: .always
            )
        case .wholeOnly:
            return SettingRow(
                self, \.wholeOnly, .boolean,
                "Whether a recording that broke off is an error, in place of being used as far as it decodes.",
                valueName: "true|false",
                reach: .folders, dotEnv: true, stages: [.awaitAsset], seal: .unlessStandard
            )
        case .recogniser:
            return SettingRow(
                self, \.recogniser, .word,
                "Where words come from without captions; auto is whisper where it is set up, else whisper-cli where it is found.",
                valueName: "name",
                // Every other one hears on this machine, or not at all.
                reach: .permitted(only: [Settings.Recogniser.server.rawValue]), dotEnv: false,
                stages: [.fetchVTT], seal: .always
            )
        case .whisperModel:
            return SettingRow(
                self, \.whisperModel, .optional(.file, unset: ""),
                "The model file for whisper-cli.", valueName: "file", standard: "$WHISPER_MODEL, or the usual places",
                reach: .permitted(), dotEnv: false, stages: [.fetchVTT], seal: .always
            )
        case .crf:
            return SettingRow(
                self, \.crf, .integer(1...51),
                "x264's rate factor, lower is better.", valueName: "n",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .always
            )
        case .preset:
            return SettingRow(
                self, \.preset, .word,
                "x264's preset, slower is smaller; other shapes and edges of copied clips are coded up to two quicker.",
                valueName: "name",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .always
            )
        case .frameRate:
            return SettingRow(
                self, \.frameRate, .word,
                "The rate of a clip: the source's own, or with auto between 24 and 60 frames a second, slower ones raised "
                    + "by repeating frames, faster ones halved.",
                valueName: "rate",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .loudness:
            return SettingRow(
                self, \.loudness, .number(-30 ... -8),
                "The loudness of a clip in LUFS.", valueName: "lufs",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .always
            )
        case .muxPolicy:
            return SettingRow(
                self, \.muxPolicy, .word,
                "Who may play what is at Mux.", valueName: "policy",
                reach: .permitted(), dotEnv: false, stages: [.upload, .clip], seal: .named("mux", { $0.muxVariant })
            )
        case .muxQuality:
            return SettingRow(
                self, \.muxQuality, .optional(.word),
                "How Mux encodes.", valueName: "quality", standard: "the account's own",
                reach: .permitted(), dotEnv: true, stages: [.upload, .clip], seal: .within(.muxPolicy)
            )
        case .muxMaxResolution:
            return SettingRow(
                self, \.muxMaxResolution, .word,
                "The most lines of what Mux makes.", valueName: "lines",
                reach: .permitted(), dotEnv: true, stages: [.upload], seal: .unlessStandard
            )
        case .muxTitle:
            return SettingRow(
                self, \.muxTitle, .word,
                "What Mux, and who plays it there, is told as a title: the video's name, or nothing.",
                valueName: "what",
                reach: .folders, dotEnv: true, stages: [], seal: .never
            )
        case .muxKeep:
            return SettingRow(
                self, \.muxKeep, .word,
                "What stays at Mux: all, or what the current results are made from.", valueName: "what",
                reach: .permitted(), dotEnv: false, stages: [], seal: .unlessStandard
            )
        case .model:
            return SettingRow(
                self, \.model, .optional(.line(200), unset: ""),
                "The language model.", valueName: "name", standard: "gpt-5-mini at OpenAI",
                reach: .permitted(), dotEnv: true, orVariable: "OPENAI_MODEL",
                stages: [.analyze, .caption], seal: .byAnalyst
            )
        case .lookingFor:
            return SettingRow(
                self, \.lookingFor, .optional(.line(2000), unset: ""),
                "What you look for in a talk, in your own words.", valueName: "text",
                reach: .folders, dotEnv: true, stages: [.analyze], seal: .byAnalyst
            )
        case .strict:
            return SettingRow(
                self, \.strict, .boolean,
                "Whether it is an error that the model cannot answer.", valueName: "true|false",
                reach: .folders, dotEnv: true, stages: [.analyze, .caption], seal: .byAnalyst
            )
        case .platforms:
            return SettingRow(
                self, \.platforms, .platforms,
                "The sites to write posts for, with either analyst.", valueName: "names", standard: "all five",
                reach: .folders, dotEnv: true, stages: [.caption], seal: .always
            )
        case .captionLanguage:
            return SettingRow(
                self, \.captionLanguage, .optional(.language, unset: "auto"),
                "The language of the model's posts, a tag, or auto for the talk's.", valueName: "tag", standard: "auto",
                reach: .folders, dotEnv: true, stages: [.caption], seal: .always
            )
        case .windowTokens:
            return SettingRow(
                self, \.windowTokens, .integer(500...1_000_000),
                "About how many tokens of a transcript the model is shown at once; less where it takes less.",
                valueName: "n",
                reach: .permitted(), dotEnv: true, stages: [.analyze], seal: .byAnalyst
            )
        case .budgetTokens:
            return SettingRow(
                self, \.budgetTokens, .optional(.integer(0...1_000_000_000)),
                "The most tokens to spend on one video.", valueName: "n",
                reach: .budget(SpendingCap(\.budgetTokens)), dotEnv: true, stages: [], seal: .never
            )
        case .budgetUSD:
            return SettingRow(
                self, \.budgetUSD, .optional(.number(0...1_000_000)),
                "The most US dollars to spend on one video.", valueName: "usd",
                reach: .budget(SpendingCap(\.budgetUSD)), dotEnv: true, stages: [], seal: .never
            )
        case .dayBudgetTokens:
            return SettingRow(
                self, \.dayBudgetTokens, .optional(.integer(0...1_000_000_000)),
                "The most tokens to spend on a day (UTC).", valueName: "n",
                reach: .operators, dotEnv: true, stages: [], seal: .never
            )
        case .dayBudgetUSD:
            return SettingRow(
                self, \.dayBudgetUSD, .optional(.number(0...1_000_000)),
                "The most US dollars to spend on a day (UTC).", valueName: "usd",
                reach: .operators, dotEnv: true, stages: [], seal: .never
            )
        case .prompts:
            return SettingRow(
                self, \.prompts, .optional(.folder, unset: ""),
                "A folder with prompts in the place of the program's own.", valueName: "dir",
                // What the files hold counts, not where they are.
                reach: .operators, dotEnv: false, stages: [.analyze, .caption], seal: .byAnalyst
            )
        case .prices:
            return SettingRow(
                self, \.prices, .optional(.file, unset: ""),
                "A YAML file with prices of models.", valueName: "file",
                reach: .operators, dotEnv: false, stages: [], seal: .never
            )
        case .transcriptionModel:
            return SettingRow(
                self, \.transcriptionModel, .line(200),
                "The model of recogniser server.", valueName: "name",
                reach: .permitted(), dotEnv: true, stages: [.fetchVTT], seal: .always
            )
        case .captionFile:
            return SettingRow(
                self, \.captionFile, .optional(.fileName, unset: ""),
                "The name of the caption file beside the video to use, whatever it is called.", valueName: "name",
                standard: "found by its name",
                reach: .folders, dotEnv: true, stages: [.fetchVTT], seal: .unlessStandard
            )
        case .captionsEncoding:
            return SettingRow(
                self, \.captionsEncoding, .optional(.line(40), unset: ""),
                "The encoding of captions beside the video, as iconv names it.", valueName: "name",
                standard: "found out",
                reach: .folders, dotEnv: true, stages: [.fetchVTT], seal: .unlessStandard
            )
        case .ignore:
            return SettingRow(
                self, \.ignore, .patterns,
                "Names of files and folders to leave out, with * and ? in them, and commas between them or as a list.",
                valueName: "names",
                reach: .folders, dotEnv: true, stages: [], seal: .never
            )
        case .speechModel:
            return SettingRow(
                self, \.speechModel, .optional(.line(40), unset: ""),
                "The model of recogniser whisper, such as base or tiny.en.",
                valueName: "name", standard: "the one that was set up last",
                reach: .folders, dotEnv: true, stages: [.fetchVTT], seal: .unlessStandard
            )
        case .vocabulary:
            return SettingRow(
                self, \.vocabulary, .names,
                "Names and terms that may be said, for recogniser whisper to spell, with commas between them or as a list.",
                valueName: "names",
                reach: .folders, dotEnv: true, stages: [.fetchVTT], seal: .unlessStandard
            )
        case .formats:
            return SettingRow(
                self, \.formats, .formats,
                "The shapes that clips are made in, besides the source's; platforms is what each site of that setting shows best.",
                valueName: "shapes",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .framing:
            return SettingRow(
                self, \.framing, .framing,
                "How a picture becomes one of another shape: a window that follows whoever is to be seen, one in the middle or at a "
                    + "place, or all of it over a blurred copy; auto follows where that holds, else shows all.",
                valueName: "how",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .captions:
            return SettingRow(
                self, \.captions, .word,
                "Where captions are: in files beside a clip, or burnt into its picture too.", valueName: "where",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .style:
            return SettingRow(
                self, \.style, .captionStyle,
                "How captions on the picture look.", valueName: "name|file",
                reach: .words, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .hook:
            return SettingRow(
                self, \.hook, .boolean,
                "Whether the line that carries a clip is shown over its first seconds.", valueName: "true|false",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .titleCard:
            return SettingRow(
                self, \.titleCard, .number(0...10),
                "For how many seconds a clip's title is shown first, over its darkened picture; 0 is not at all.",
                valueName: "s",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .watermark:
            return SettingRow(
                self, \.watermark, .optional(.file, unset: ""),
                "A PNG or JPEG that is shown in the upper right corner of a clip's shapes.", valueName: "file",
                reach: .permitted(), dotEnv: false, stages: [.clip], seal: .unlessStandard
            )
        case .trimSilence:
            return SettingRow(
                self, \.trimSilence, .number(0...30),
                "Pauses inside a clip that last longer are shortened to so many seconds; 0 leaves them.", valueName: "s",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .trimFillers:
            return SettingRow(
                self, \.trimFillers, .boolean,
                "Whether words that only fill a pause (um, uh, äh, euh) are cut out, where the transcript tells when each is said.",
                valueName: "true|false",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .cut:
            return SettingRow(
                self, \.cut, .word,
                "How the picture of a clip is made: exact encodes all of it; auto and smart copy what lies between key frames, "
                    + "where every frame stays the same, and encode the rest; auto only where the source's parameter sets can be kept.",
                valueName: "how",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        case .encoder:
            return SettingRow(
                self, \.encoder, .word,
                "Who codes the picture of a clip that is encoded in full: x264, or a graphics card by VA-API, NVENC or Quick Sync, or "
                    + "with auto any card; where the card does not work on this machine, x264.",
                valueName: "who",
                reach: .folders, dotEnv: true, stages: [.clip], seal: .unlessStandard
            )
        }
    }
}
