/// What the label of a sound in captions means.
enum SoundLabel {
    private static let reactions = [
        "laugh", "applau", "cheer", "clap", "chuckl", "lach", "gelächter", "beifall", "rire", "risa", "aplaus", "riso",
        "risat", "ovaci", "jubel",
    ]
    private static let musics = ["music", "musik", "musique", "música", "musica", "♪"]

    /// Whether an audience, or the speakers, laugh or applaud.
    static func isReaction(_ label: String) -> Bool {
        reactions.contains { label.lowercased().contains($0) }
    }

    /// Whether music plays.
    static func isMusic(_ label: String) -> Bool {
        musics.contains { label.lowercased().contains($0) }
    }
}
