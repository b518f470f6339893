import Intake
import MuxVideo

/// The languages in which Mux hears.
enum MuxLanguages {
    private static let known: Set<String> = [
        "en", "es", "it", "pt", "de", "fr", "pl", "ru", "nl", "ca", "tr", "sv", "uk", "no", "fi", "sk", "el", "cs",
        "hr",
        "da", "ro", "bg",
    ]

    /// What to ask for where a language is spoken: that one, or `auto` where it is unknown, or Mux does not know it.
    static func code(for language: String?) -> String {
        guard let primary = language?.primaryLanguage, known.contains(primary) else { return "auto" }
        return primary
    }

    static func subtitles(for language: String?) -> GeneratedSubtitles {
        let code = code(for: language)
        return GeneratedSubtitles(language: code, name: code == "auto" ? "Generated" : "Generated (\(code))")
    }
}
