/// The sound of a clip, coded and ready to be joined with the picture.
struct ClipSound: Sendable, Equatable {
    /// What is to be said of it.
    var notes: [String]
    /// Its loudness is less than was asked for, as the notes say.
    var isQuieter = false

    /// The coded file's name, in the scratch folder.
    static let file = "sound.m4a"
    /// The decoded file's name, in the scratch folder.
    static let decodedFile = "sound.wav"

    /// Samples of a clip's sound: the picture's duration, to the nearest whole AAC frame (1024 samples).
    ///
    /// A part of a frame would be cut off by players that honour edit lists and be heard in others; a whole one ends at
    /// the same instant in all, at most 10.7 ms from the picture's end.
    static func samples(for duration: Double) -> Int {
        max(1, Int((duration * 48000 / 1024).rounded())) * 1024
    }
}
