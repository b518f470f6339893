import EmulatorKit

/// A text track that is given by its address: with an asset, behind the input of the picture, or later.
struct TextInput: Sendable {
    let call: HTTPCall
    let language: String
    let name: String
    let isClosedCaptions: Bool
    let passthrough: String?

    /// Reads it. Throws 400 on what the service would refuse, or the emulator does not do.
    init(_ json: JSON) throws(APIError) {
        guard json["type"]?.text == "text", json["text_type"]?.text ?? "subtitles" == "subtitles",
            let language = json["language_code"]?.text, let url = json["url"]?.text, let call = HTTPCall(url: url)
        else { throw .invalid("type text, language_code and an http:// url are required") }
        self.call = call
        self.language = language
        name = json["name"]?.text ?? language
        isClosedCaptions = json["closed_captions"]?.flag ?? false
        passthrough = try AssetSettings.label(json, "passthrough", most: 255)
    }

    /// The track it becomes.
    var track: Track {
        var track = Track(
            id: Identifier.make(),
            kind: .text(source: "uploaded", captions: ""),
            status: .preparing,
            language: language,
            name: name,
            passthrough: passthrough
        )
        track.closedCaptions = isClosedCaptions
        return track
    }
}
