/// The name of a setting. What each one is stands in its row of the table (`SettingTable`), in this order.
///
/// The order is that of the key of a seal: a new setting goes to the end, or every sealed video is looked at anew.
public enum SettingKey: String, ConfigurationKey {
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
    case platforms
    case captionLanguage = "caption_language"
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
    case speechModel = "speech_model"
    case vocabulary
    case formats
    case framing
    case captions
    case style
    case hook
    case titleCard = "title_card"
    case watermark
    case trimSilence = "trim_silence"
    case trimFillers = "trim_fillers"
    case cut
    case encoder
}
