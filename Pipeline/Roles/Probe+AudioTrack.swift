package import Manifest
package import Media

extension Probe {
    /// The sound track with a number counted from 1, or the one that players choose.
    package func audioTrack(_ number: Int?, of input: MediaInput) throws(Failure) -> AudioTrack {
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
