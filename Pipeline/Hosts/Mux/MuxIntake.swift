import Manifest
import Media
import Roles
import Settings
import TalkTime

/// What a look at the file says before it is sent to Mux: what no clip can be made of is not uploaded, let alone paid for.
enum MuxIntake {
    /// Seconds of the longest asset.
    static let longest = 12.0 * 3600

    /// Reads the file to its end, as stage 2 does. Throws a failure where no clip could be made of the video at Mux.
    static func look(
        _ input: MediaInput,
        _ probe: SourceProbe,
        _ settings: Settings,
        _ hasWords: (Double) throws -> Bool
    ) async throws -> (reading: Reading, picture: VideoTrack) {
        let reading = try await probe.read(wholeOnly: false)
        if settings.wholeOnly, let fault = reading.fault {
            throw Failure(.config, MediaError.truncated(source: input.name, detail: fault).description)
        }
        let video = reading.probe
        guard let picture = video.video else {
            throw Failure(
                .config,
                "\(input.name): has no picture, only sound, of which host mux makes no clips; use --host local"
            )
        }
        try check(video, input, settings) { try hasWords(video.duration) }
        return (reading, picture)
    }

    /// Throws a failure for what Mux would refuse, or what would have no clips: of class `input` where the video is to blame, of
    /// class `config`, which is looked at again by each run, where captions or a setting mend it.
    static func check(
        _ probe: Probe,
        _ input: MediaInput,
        _ settings: Settings,
        hasWordsBeside: () throws -> Bool
    ) throws {
        if probe.duration > longest {
            throw Failure(
                .input,
                "\(input.name): is \(TalkTime.text(probe.duration)) long, and Mux takes 12 hours at most; cut it into parts, or use "
                    + "--host local"
            )
        }
        if probe.duration < MuxClip.shortest {
            throw Failure(
                .input,
                "\(input.name): is shorter than \(MuxClip.shortest) s, of which Mux makes no clip; use --host local"
            )
        }
        if probe.audio.isEmpty, !probe.text.contains(where: { $0.isTextual && !$0.isForced }), try !hasWordsBeside() {
            throw Failure(.config, input.nothingToGoBy.message)
        }
        if !probe.audio.isEmpty, let number = settings.audioTrack {
            do throws(Failure) {
                _ = try probe.audioTrack(number, of: input)
            } catch {
                throw Failure(.config, error.message)
            }
        }
    }
}
