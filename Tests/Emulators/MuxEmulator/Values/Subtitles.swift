import EmulatorKit

/// A wish for generated captions.
struct SubtitleRequest: Sendable, Equatable {
    var language: String
    var name: String?
    var passthrough: String?

    /// The languages the service hears, and `auto`.
    private static let languages: Set<String> = [
        "en", "es", "it", "pt", "de", "fr", "auto",
        "pl", "ru", "nl", "ca", "tr", "sv", "uk", "no", "fi", "sk", "el", "cs", "hr", "da", "ro", "bg",
    ]

    /// Reads `generated_subtitles`. Throws 400 on what the service would refuse.
    static func list(_ json: JSON?) throws(APIError) -> [SubtitleRequest] {
        guard let json else { return [] }
        guard let items = json.items else { throw .invalid("generated_subtitles must be an array") }
        var requests: [SubtitleRequest] = []
        for item in items {
            guard item.members != nil else { throw .invalid("generated_subtitles must be an array of objects") }
            let language = item["language_code"]?.text ?? "en"
            guard languages.contains(language) else {
                throw .invalid("generated_subtitles language_code \(language) is not supported")
            }
            requests.append(
                SubtitleRequest(language: language, name: item["name"]?.text, passthrough: item["passthrough"]?.text)
            )
        }
        return requests
    }
}
